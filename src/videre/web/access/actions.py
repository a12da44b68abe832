"""Writing who is involved with whom."""

from datetime import date
from uuid import UUID

from django.db import transaction

from videre.domain.refusals import Refused
from videre.web.access.models import Involvement, Kind, Membership
from videre.web.access.units import find_unit
from videre.web.accounts.models import User
from videre.web.audit import actions as audit


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
    audit.write(event="involvement_made", about=user.user_name if user else unit, person=str(person_id), by=by)
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
