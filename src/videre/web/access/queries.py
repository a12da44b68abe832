"""Opening a person, and listing people: the only way in. Every answer and every refusal is written to the log.

What is shown is logged in the same transaction: where the log cannot be written, nothing is returned. A refusal is
logged in a transaction of its own, after the one that it ends.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from videre.definitions.access import Category, Recipient
from videre.domain.facts import Fact
from videre.measures.arrays import History
from videre.web.access.categories import category_of
from videre.web.access.deciding import IN_PASSING, Decision, Denial, Who, Whom, decide, find_glass
from videre.web.access.discretion import may_know_of, recipient_of_role
from videre.web.access.knowing import age_of, candidates, open_on, who_is, whom
from videre.web.access.models import Involvement
from videre.web.access.purposes import Purpose
from videre.web.access.reasons import reason_for_log, reason_of
from videre.web.access.seen import NotSeen, Seen
from videre.web.access.units import recipient_of, title_of
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.audit.wall import asking_as_the_house
from videre.web.installation import current_definitions, current_home
from videre.web.people import queries as people
from videre.web.people import school_life
from videre.web.people.models import Person
from videre.web.people.school_life import Assessment, ToldMonth

__all__ = [
    "Listed",
    "NotSeen",
    "Seen",
    "find_decision",
    "get_person",
    "histories_of",
    "list_absence",
    "list_assessments",
    "list_facts",
    "list_involved",
    "list_people",
    "open_by_number",
    "unit_names",
]

ON_A_PAGE = 25


class Listed(NamedTuple):
    """A page of a list: who is on it, and how many there are on all pages together."""

    people: list[Seen]
    n_people: int
    page: int
    n_pages: int


def get_person(user: User, person_id: UUID, purpose: Purpose, *, now: datetime) -> Seen:
    """Open a person: return what a user may see of them, having written it to the log.

    Call it outside a transaction, or let NotSeen end yours.

    Args:
        user: who looks. purpose: for what. now: the instant, in Denmark.

    Raises:
        NotSeen: there is no such person, or the user may not see them. LogNotWritten: nothing is shown then.
    """
    with transaction.atomic():
        person = people.find_person(person_id)
        who = who_is(user, now.date())
        known = whom([person], now.date(), who)[person.pk] if person is not None else None
        decision = decide(who, known, purpose, current_definitions().access_law(), now) if known else None
        if person is not None and known is not None and isinstance(decision, Decision):
            seen = seen_of(user, person, known, decision, purpose, who, now)
            write_seen(user, "person_opened", known, decision, seen, who, now)
            return seen
    audit.write_refusal(
        event="person_refused",
        about=str(decision or "no_such_person"),
        person=str(person_id),
        purpose=purpose,
        by=user.user_name,
    )
    raise NotSeen("This person is not there, or you have no part in their life.")


def list_people(
    user: User, purpose: Purpose, *, now: datetime, search: str = "", page: int | None = 1, event: str = "person_listed"
) -> Listed:
    """Return the people whom a user may see, by name, each of those returned written to the log.

    Args:
        user, purpose, now: as for `get_person`.
        search: part of a name; a name that is protected from the user is not found by it.
        page: which page of 25, from 1; None for everybody at once.
        event: what the log calls a hit.
    """
    with transaction.atomic():
        decided = decided_people(user, purpose, now)
        wanted = " ".join(search.casefold().split())
        if wanted:
            decided = [each for each in decided if not each[2].name_is_hidden and wanted in each[0].search_name]
        n_pages = max(1, -(-len(decided) // ON_A_PAGE))
        chosen = min(max(page or 1, 1), n_pages)
        shown = decided if page is None else decided[(chosen - 1) * ON_A_PAGE : chosen * ON_A_PAGE]
        who = who_is(user, now.date())
        found = []
        for person, known, decision in shown:
            seen = seen_of(user, person, known, decision, purpose, who, now)
            write_seen(user, "search_hit" if wanted else event, known, decision, seen, who, now)
            found.append(seen)
        return Listed(found, len(decided), chosen, n_pages)


def decided_people(user: User, purpose: Purpose, now: datetime) -> list[tuple[Person, Whom, Decision]]:
    """Return everybody whom a user may see, with the decision about each; nothing of it has been shown or logged."""
    who = who_is(user, now.date())
    if who.recipient is None or purpose not in who.purposes:
        return []
    persons = people.list_persons(candidates(who, now))
    known = whom(persons, now.date(), who)
    law = current_definitions().access_law()
    decided = [(person, known[person.pk], decide(who, known[person.pk], purpose, law, now)) for person in persons]
    return [(person, each, decision) for person, each, decision in decided if isinstance(decision, Decision)]


def find_decision(user: User, person_id: UUID, purpose: Purpose, *, now: datetime) -> Decision | Denial | None:
    """Return what would be decided about a look, without looking: for buttons, and for checks inside an action.

    None: there is no such person. It shows nothing of the person, so nothing is logged.
    """
    person = people.find_person(person_id)
    if person is None:
        return None
    who = who_is(user, now.date())
    known = whom([person], now.date(), who)[person.pk]
    return decide(who, known, purpose, current_definitions().access_law(), now)


def open_by_number(user: User, digits: str, purpose: Purpose) -> UUID:
    """Return the public id of whoever has a CPR number, for emergency access; that it was asked is logged.

    Raises:
        NotSeen: nobody known has the number. LogNotWritten.
    """
    with transaction.atomic():
        with asking_as_the_house():
            person_id = people.find_by_number(current_home(), digits)
        if person_id is not None:
            audit.write(event="number_looked_up", person=str(person_id), purpose=purpose, by=user.user_name)
            return person_id
    audit.write_refusal(event="number_refused", purpose=purpose, by=user.user_name)
    raise NotSeen("No young person with this number is known here.")


def seen_of(
    user: User, person: Person, known: Whom, decision: Decision, purpose: Purpose, who: Who, now: datetime
) -> Seen:
    """Return a person as far as a decision lets them be seen."""
    day = now.date()
    may_see_address = Category.ADDRESS in decision.categories
    return Seen(
        person_id=person.pk,
        display_name=_("Protected name") if decision.name_is_hidden else display_name(person),
        age_years=age_of(person, day),
        birth_date=person.birth_date,
        categories=decision.categories,
        bases=decision.bases,
        reason=reason_of(decision.tie, user.role, find_glass(who, known, now)),
        purpose=purpose,
        address=people.find_address(person, day) if may_see_address else "",
        is_protected=person.is_protected(day),
        is_emergency=decision.tie.kind == "emergency",
        is_passing=decision.tie.kind in IN_PASSING,
    )


def display_name(person: Person) -> str:
    """Return a person's whole name."""
    return f"{person.given_name} {person.family_name}".strip()


def write_seen(user: User, event: str, known: Whom, decision: Decision, seen: Seen, who: Who, now: datetime) -> None:
    """Write to the log that a person was shown, and why."""
    audit.write(
        event=event,
        person=str(seen.person_id),
        purpose=seen.purpose,
        reason=reason_for_log(decision.tie, user.role, find_glass(who, known, now)),
        by=user.user_name,
    )


def list_facts(seen: Seen) -> list[Fact]:
    """Return the facts of an opened person that belong to categories which may be seen, in order of time."""
    units = people.unit_names()
    return [fact for fact in people.facts_of(seen.person_id) if category_of(fact, units) in seen.categories]


def list_absence(seen: Seen) -> list[ToldMonth]:
    """Return an opened pupil's months of absence, the oldest first; none where absence may not be seen."""
    return school_life.absence_of(seen.person_id) if seen.may_see(Category.ABSENCE) else []


def list_assessments(seen: Seen) -> list[Assessment]:
    """Return an opened person's assessments of readiness, the newest first; none where they may not be seen."""
    return school_life.assessments_of(seen.person_id) if seen.may_see(Category.READINESS) else []


def unit_names() -> tuple[str, ...]:
    """Return the names of the units that facts of contacts name by number, from 1."""
    return people.unit_names()


class SeenHistories(NamedTuple):
    """Histories of people whom a user may see, for the folds, and whose each is: the same place in both."""

    history: History
    ids: list[UUID]


def histories_of(user: User, purpose: Purpose, *, now: datetime, ids: Collection[UUID] | None = None) -> SeenHistories:
    """Return the histories of those a user may see *where they stand*, of some or of all: for lists by the same fold.

    It shows nobody: whoever is put on a list by it is shown, and logged, by `list_people` or `get_person`.
    """
    allowed = {
        person.pk
        for person, _known, decision in decided_people(user, purpose, now)
        if Category.STANDING in decision.categories
    }
    found = people.histories_of(now.date(), allowed if ids is None else allowed & set(ids))
    return SeenHistories(found.history, found.ids)


class Involved(NamedTuple):
    """Somebody who is involved with a person. name: a user's or a unit's. title: in which class or case."""

    name: str
    kind: str
    title: str
    since: date
    until: date | None


def list_involved(seen: Seen, day: date) -> list[Involved]:
    """Return who is involved with an opened person on a day; social services only where that may be seen."""
    if not seen.may_see(Category.CONTACTS) and not seen.may_see(Category.CONTACT_PERSON):
        return []
    found = []
    for tie in Involvement.objects.filter(open_on(day), person_id=seen.person_id).select_related("user"):
        side = recipient_of_role(tie.user.role) if tie.user is not None else recipient_of(tie.unit)
        if side is Recipient.SOCIAL_SERVICES and not may_know_of(seen, side):
            continue
        if not seen.may_see(Category.CONTACTS) and tie.kind != "responsibility":
            continue
        name = tie.user.display_name if tie.user is not None else title_of(tie.unit)
        found.append(Involved(name, tie.kind, tie.title, tie.since, tie.until))
    return found
