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
from videre.domain.days import date_of_day, day_of_date
from videre.web.access.deciding import Decision, Who, decide
from videre.web.access.knowing import open_on, who_is, whom
from videre.web.access.models import Involvement, Kind, Membership
from videre.web.access.purposes import Purpose
from videre.web.access.queries import SeenHistories, seen_of, write_seen
from videre.web.access.seen import Seen
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User
from videre.web.installation import current_definitions
from videre.web.people import queries as people
from videre.web.people.models import Person

OLDEST_YEARS = 40  # casework holds nobody older


def histories_of_everybody(day: date) -> SeenHistories:
    """Return the histories of everybody whom casework holds, for making lists at night. It shows nobody to anybody."""
    found = people.histories_of(day)
    return SeenHistories(found.history, found.ids)


def persons_seen(user: User, purpose: Purpose, category: Category, *, now: datetime) -> QuerySet[Person]:
    """Return the persons of whom a user may see a category by a tie of theirs, as a condition for other questions.

    It shows nobody: what is made of it is shown by `show_people`. Empty for a role or purpose that sees nothing.
    """
    day = now.date()
    who = who_is(user, day)
    law = current_definitions().access_law()
    if who.recipient is None or purpose not in who.purposes:
        return Person.objects.none()
    ages = [
        age
        for age in range(OLDEST_YEARS)
        if may_at(law, who.recipient, Category.IDENTITY, age) and may_at(law, who.recipient, category, age)
    ]
    of_age = Q(pk__in=[])
    for first, last in runs(ages):
        of_age |= Q(birth_date__gt=years_before(day, last + 1), birth_date__lte=years_before(day, first))
    found = Person.objects.filter(of_age, pk__in=ties_to(who, day))
    if law.recipients[who.recipient].needs_residence:
        found = found.filter(Q(here_until__isnull=True) | Q(here_until__gt=day), here_since__lte=day)
    return found


def ties_to(who: Who, day: date) -> QuerySet[Involvement, UUID]:
    """Return the ids of those with whom a user, or a unit of theirs on their side of the wall, is involved on a day."""
    own_units = [unit for unit in who.units if recipient_of(unit) in (None, who.recipient)]
    mine = Q(user_id=who.user, unit="") | Q(user__isnull=True, unit__in=own_units)
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


def may_see_some(user: User, purpose: Purpose, category: Category, ages: range, *, now: datetime) -> bool:
    """Return whether a user's role lets a category be seen of somebody of some ages: for which lists to offer."""
    who = who_is(user, now.date())
    law = current_definitions().access_law()
    if who.recipient is None or purpose not in who.purposes:
        return False
    return any(may_at(law, who.recipient, category, age) for age in ages)


def show_people(
    user: User, ids: Collection[UUID], purpose: Purpose, *, now: datetime, event: str = "person_listed"
) -> Mapping[UUID, Seen]:
    """Return those of some persons whom a user may see, by id, each of them decided and written to the log.

    Args:
        user, purpose, now: as for `queries.get_person`.
        ids: whom; a page of a list.
        event: what the log calls it.
    """
    found: dict[UUID, Seen] = {}
    with transaction.atomic():
        who = who_is(user, now.date())
        persons = people.list_persons(ids)
        known = whom(persons, now.date())
        law = current_definitions().access_law()
        for person in persons:
            decision = decide(who, known[person.pk], purpose, law, now)
            if isinstance(decision, Decision):
                seen = seen_of(user, person, known[person.pk], decision, purpose, who, now)
                write_seen(user, event, known[person.pk], decision, seen, who, now)
                found[person.pk] = seen
    return found


def units_of(user: User, day: date) -> frozenset[str]:
    """Return the units in which a user works on a day."""
    return who_is(user, day).units


def purposes_of(user: User, day: date) -> tuple[Purpose, ...]:
    """Return for which purposes a user's role may open a young person, in the order of the enum."""
    allowed = who_is(user, day).purposes
    return tuple(purpose for purpose in Purpose if purpose in allowed)


def is_leader_of(user: User, day: date) -> frozenset[str]:
    """Return the units that a user leads on a day."""
    led = Membership.objects.filter(open_on(day), user=user, is_leader=True)
    return frozenset(led.values_list("unit", flat=True))


def members_of_units(day: date) -> Mapping[str, list[User]]:
    """Return who works in each unit on a day, by name."""
    found: dict[str, list[User]] = {}
    members = Membership.objects.filter(open_on(day), user__is_active=True).select_related("user")
    for member in members.order_by("user__display_name", "user_id"):
        if member.user not in found.setdefault(member.unit, []):
            found[member.unit].append(member.user)
    return found


def ties_of_case(person_id: UUID, unit: str, title: str) -> QuerySet[Involvement]:
    """Return the open ties of a unit to a person by one case."""
    return Involvement.objects.filter(
        person_id=person_id, unit=unit, kind=Kind.CASE, title=title, until__isnull=True
    ).select_related("user")
