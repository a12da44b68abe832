"""Lists of people for casework: whom a user may see, asked of the database, and everybody's histories for making lists.

`queries.list_people` decides person by person; a list of 100,000 entries cannot. `persons_seen` says the same in one
condition, for ties alone (no consent, meeting or emergency opens a *list*), and whoever is shown from a list is still
decided, and logged, one by one by `show_people`.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from videre.definitions.access import Category, Law, Recipient
from videre.domain.absence import PupilMonth
from videre.domain.days import date_of_day, day_of_date
from videre.web.access.deciding import Decision, Who, decide, find_glass
from videre.web.access.knowing import open_on, places_on, who_is, whom
from videre.web.access.models import Involvement, Kind
from videre.web.access.purposes import Purpose
from videre.web.access.queries import SeenHistories, seen_of
from videre.web.access.reasons import reason_for_log
from videre.web.access.seen import Seen
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions
from videre.web.people import queries as people
from videre.web.people import school_life
from videre.web.people.models import Person

ADDRESSES = frozenset({Category.ADDRESS, Category.PROTECTED_ADDRESS})
OLDEST_YEARS = 40  # casework holds nobody older


def histories_of_everybody(day: date) -> SeenHistories:
    """Return the histories of everybody whom casework holds, for making lists at night. It shows nobody to anybody."""
    found = people.histories_of(day)
    return SeenHistories(found.history, found.ids)


def absence_of_everybody() -> dict[UUID, list[PupilMonth]]:
    """Return the months of absence that casework holds, for making lists at night. It shows nobody to anybody."""
    return school_life.absence_of_everybody()


def persons_seen(who: Who, ages: Collection[int], day: date) -> QuerySet[Person]:
    """Return the persons of some ages with whom a user has to do on a day, as a condition for other questions.

    `ages_seen` says of which ages what may be seen. It shows nobody: what is made of it is shown by `show_people`.
    """
    of_age = Q(pk__in=[])
    for first, last in runs(sorted(ages)):
        of_age |= Q(birth_date__gt=years_before(day, last + 1), birth_date__lte=years_before(day, first))
    if who.recipient is None:
        return Person.objects.none()
    found = Person.objects.filter(of_age, pk__in=ties_to(who, day))
    if current_definitions().access_law().recipients[who.recipient].needs_residence:
        found = found.filter(Q(here_until__isnull=True) | Q(here_until__gt=day), here_since__lte=day)
    return found


def ages_seen(who: Who, purpose: Purpose, category: Category) -> frozenset[int]:
    """Return the ages of those of whom a user may see a category by a tie, without anybody's consent."""
    law = current_definitions().access_law()
    if who.recipient is None or purpose not in who.purposes:
        return frozenset()
    return frozenset(
        age
        for age in range(OLDEST_YEARS)
        if may_at(law, who.recipient, Category.IDENTITY, age) and may_at(law, who.recipient, category, age)
    )


def ties_to(who: Who, day: date) -> QuerySet[Involvement, UUID]:
    """Return the ids of those with whom a user, or a unit of theirs on their side of the wall, is involved on a day."""
    own_units = [unit for unit in who.units if recipient_of(unit) in (None, who.recipient)]
    mine = Q(user_id=who.user, unit="")
    if who.by_unit:
        mine |= Q(user__isnull=True, unit__in=own_units)
    return Involvement.objects.filter(open_on(day), mine).values_list("person_id", flat=True)


def may_at(law: Law, recipient: Recipient, category: Category, age_years: int) -> bool:
    """Return whether a recipient may see a category of somebody of an age, without their consent."""
    return law.find_rule(category, recipient, age_years, has_consent=False) is not None


def runs(ages: list[int]) -> list[tuple[int, int]]:
    """Return sorted ages as runs without a gap: the first and the last of each."""
    found: list[tuple[int, int]] = []
    for age in ages:
        if found and found[-1][1] == age - 1:
            found[-1] = (found[-1][0], age)
        else:
            found.append((age, age))
    return found


def years_before(day: date, years: int) -> date:
    """Return the latest birthday of somebody who is so many years old on a day.

    Born on 29 February: older on 1 March, as `domain.days.birthday` has it; so before 1 March nobody born on the 29th
    is.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February in a year without one: those born on 1 March are a day too young
        return date_of_day(day_of_date(date(day.year - years, 3, 1)) - 1)


def show_people(
    user: User, ids: Collection[UUID], purpose: Purpose, *, now: datetime, event: str = "person_listed"
) -> Mapping[UUID, Seen]:
    """Return those of some persons whom a user may see, by id, each of them decided and written to the log.

    A list shows no addresses: nobody's is read. Where the log cannot be written, nobody is returned.

    Args:
        user, purpose, now: as for `queries.get_person`.
        ids: whom; a page of a list.
        event: what the log calls it.
    """
    found: dict[UUID, Seen] = {}
    reasons: dict[str, str] = {}
    with transaction.atomic():
        who = who_is(user, now.date())
        persons = people.list_persons(ids)
        known = whom(persons, now.date(), who)
        law = current_definitions().access_law()
        for person in persons:
            decision = decide(who, known[person.pk], purpose, law, now)
            if isinstance(decision, Decision):
                bases = {category: basis for category, basis in decision.bases.items() if category not in ADDRESSES}
                shown = decision._replace(bases=bases)
                found[person.pk] = seen_of(user, person, known[person.pk], shown, purpose, who, now)
                glass = find_glass(who, known[person.pk], now)
                reasons[str(person.pk)] = reason_for_log(decision.tie, user.role, glass)
        audit.write_each(event=event, reasons=reasons, purpose=purpose, by=user.user_name)
    return found


def ids_seen(user: User, ids: Collection[UUID], purpose: Purpose, *, now: datetime) -> set[UUID]:
    """Return which of some persons a user may see, to be counted: nobody is shown, so nothing is logged."""
    who, law = who_is(user, now.date()), current_definitions().access_law()
    known = whom(people.list_persons(ids), now.date(), who)
    return {key for key, each in known.items() if isinstance(decide(who, each, purpose, law, now), Decision)}


def is_leader_of(user: User, day: date) -> frozenset[str]:
    """Return the units that a user leads on a day."""
    return frozenset(place.unit for place in places_on(day, Q(user=user, is_leader=True)))


def members_of_units(day: date) -> Mapping[str, list[User]]:
    """Return who works in each unit on a day, by name."""
    found: dict[str, list[User]] = {}
    for member in places_on(day, Q(user__is_active=True)):
        if member.user not in found.setdefault(member.unit, []):
            found[member.unit].append(member.user)
    return found


def ties_of_case(person_id: UUID, unit: str, title: str) -> QuerySet[Involvement]:
    """Return the open ties of a unit to a person by one case."""
    return Involvement.objects.filter(
        person_id=person_id, unit=unit, kind=Kind.CASE, title=title, until__isnull=True
    ).select_related("user")
