"""Writing who is involved with whom."""

from datetime import date
from uuid import UUID

from django.db import transaction

from videre.domain.days import date_of_day, day_of_date
from videre.domain.education import EducationKind
from videre.domain.facts import FactKind
from videre.domain.refusals import Refused
from videre.web.access.categories import IN_PRIMARY_SCHOOL
from videre.web.access.knowing import open_on
from videre.web.access.models import Involvement, Kind, Membership
from videre.web.access.units import find_unit
from videre.web.accounts.models import User
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions
from videre.web.people import queries as people


class NoSuchUnit(Refused):
    """A unit was named that no definition lists."""


class InvolvesNobody(Refused):
    """An involvement was to be made of nobody, or of a user and a unit at once."""


class EndsBeforeItBegins(Refused):
    """An involvement or a membership was to end before it began."""


@transaction.atomic
def involve(
    *,
    person_id: UUID,
    kind: Kind,
    since: date,
    until: date | None = None,
    user: User | None = None,
    unit: str = "",
    title: str = "",
    by: str,
) -> Involvement:
    """Involve a user or a unit with a person, from a day on; raises InvolvesNobody, NoSuchUnit, EndsBeforeItBegins."""
    if (user is None) == (not unit):
        raise InvolvesNobody("Name either a user or a unit.")
    if unit and find_unit(unit) is None:
        raise NoSuchUnit(f"There is no unit {unit!r}. Units stand in definitions/access/units.yaml.")
    if until is not None and until < since:
        raise EndsBeforeItBegins("It cannot end before it begins.")
    made = Involvement.objects.create(
        person_id=person_id, user=user, unit=unit, kind=kind, title=title, since=since, until=until, made_by=by
    )
    about = user.user_name if user else unit
    audit.write(event="involvement_made", about=about, person=str(person_id), reason=title, by=by)
    return made


@transaction.atomic
def end_involvement(*, involvement: Involvement, day: date, by: str) -> None:
    """End an involvement on a day: from that day on it opens nothing."""
    involvement.until = max(day, involvement.since)
    involvement.save(update_fields=["until"])
    about = involvement.user.user_name if involvement.user is not None else involvement.unit
    audit.write(event="involvement_ended", about=about, person=str(involvement.person_id), by=by)


@transaction.atomic
def join_unit(
    *, user: User, unit: str, since: date, until: date | None = None, is_leader: bool = False, by: str
) -> Membership:
    """Give a user a place in a unit; raises NoSuchUnit, EndsBeforeItBegins."""
    if find_unit(unit) is None:
        raise NoSuchUnit(f"There is no unit {unit!r}. Units stand in definitions/access/units.yaml.")
    if until is not None and until < since:
        raise EndsBeforeItBegins("It cannot end before it begins.")
    made = Membership.objects.create(user=user, unit=unit, since=since, until=until, is_leader=is_leader)
    audit.write(event="unit_joined", about=f"{user.user_name} {unit}", by=by)
    return made


@transaction.atomic
def leave_unit(*, membership: Membership, day: date, by: str) -> None:
    """End a user's place in a unit: from that day on the unit's young people are not seen."""
    membership.until = max(day, membership.since)
    membership.save(update_fields=["until"])
    audit.write(event="unit_left", about=f"{membership.user.user_name} {membership.unit}", by=by)


@transaction.atomic
def follow_registers(*, day: date, by: str) -> tuple[int, int]:
    """Involve the units that the registers name with the young people of today, and end what they no longer say.

    A unit that has contact with somebody, and the school or institution where they are enrolled, is involved with them
    for as long. Return how many involvements were made and ended.
    """
    wanted = units_by_the_registers(day)
    there = {
        (each.person_id, each.unit): each
        for each in Involvement.objects.filter(open_on(day), is_from_registers=True, user__isnull=True)
    }
    begun = [
        Involvement(
            person_id=person, unit=unit, kind=Kind.UNIT, since=min(since, day), is_from_registers=True, made_by=by
        )
        for (person, unit), since in wanted.items()
        if (person, unit) not in there
    ]
    ended = [each for key, each in there.items() if key not in wanted]
    Involvement.objects.bulk_create(begun, batch_size=2_000)
    Involvement.objects.filter(pk__in=[each.pk for each in ended]).update(until=day)
    audit.write(event="registers_followed", about=f"{len(begun)} begun, {len(ended)} ended", by=by)
    return len(begun), len(ended)


def units_by_the_registers(day: date) -> dict[tuple[UUID, str], date]:
    """Return which unit the registers tie to whom on a day, and since when."""
    number = day_of_date(day)
    names = people.unit_names()
    known = set(current_definitions().units().units)
    found: dict[tuple[UUID, str], date] = {}
    for person, fact in people.facts_on(number, (FactKind.ENROLMENT, FactKind.CONTACT)):
        if fact.kind == FactKind.ENROLMENT and fact.code >= EducationKind.HIGHER_SHORT:
            continue  # the law of the youth effort does not reach universities
        if fact.kind == FactKind.ENROLMENT:
            unit = f"{'school' if fact.code in IN_PRIMARY_SCHOOL else 'institution'}:{fact.place}"
        else:
            unit = names[fact.code - 1]
        since = date_of_day(fact.start)
        if unit.partition(":")[0] in known:
            found[person, unit] = min(since, found.get((person, unit), since))
    return found
