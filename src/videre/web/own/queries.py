"""Reading objections. Whoever asks about a person has opened them through `access`."""

from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from videre.definitions.access import Recipient
from videre.definitions.roles import Role
from videre.web.access.casework import members_of_units
from videre.web.access.deciding import IN_PASSING, Decision
from videre.web.access.knowing import list_units_of, open_on
from videre.web.access.models import Involvement, Kind
from videre.web.access.purposes import Purpose
from videre.web.access.queries import find_decision
from videre.web.access.units import recipient_of
from videre.web.accounts.models import User
from videre.web.accounts.permissions import Permission
from videre.web.agreements.models import Answer
from videre.web.agreements.queries import find_contact_person
from videre.web.installation import current_definitions
from videre.web.own.models import Objection
from videre.web.own.reading import Visitor

# Which units of the municipality are asked first: it answers for what is written, shown and shared, and an institution
# or an association answers for its own.
ANSWERS_FIRST = (
    Recipient.GUIDANCE,
    Recipient.UNGECENTER,
    Recipient.SCHOOL,
    Recipient.DAY_CARE,
    Recipient.JOB_CENTRE,
    Recipient.SOCIAL_SERVICES,
    Recipient.HEALTH_CARE,
)


class Addressee(NamedTuple):
    """Who answers an objection: the contact person, or a unit."""

    user: User | None
    unit: str


def find_addressee(person_id: UUID, now: datetime) -> Addressee:
    """Return who answers: whoever is asked first and may open the young person; else the guidance, for everybody."""
    asked = addressees(person_id, now.date())
    return next((each for each in asked if may_answer(each, person_id, now)), Addressee(None, guidance_unit()))


def addressees(person_id: UUID, day: date) -> Iterator[Addressee]:
    """Yield whom to ask: the contact person, whoever is responsible, and the units of the municipality's involved."""
    contact = find_contact_person(person_id, day)
    if contact is not None:
        yield Addressee(contact.user, contact.unit)
    ties = (
        Involvement.objects.filter(open_on(day), person_id=person_id).select_related("user").order_by("-since", "-id")
    )
    listed = list(ties)
    yield from (Addressee(tie.user, tie.unit) for tie in listed if tie.kind == Kind.RESPONSIBILITY)
    units = [tie.unit for tie in listed if tie.unit and recipient_of(tie.unit) in ANSWERS_FIRST]
    for unit in sorted(units, key=lambda unit: ANSWERS_FIRST.index(recipient_of(unit))):
        yield Addressee(None, unit)


def may_answer(addressee: Addressee, person_id: UUID, now: datetime) -> bool:
    """Return whether anybody who is asked may answer and open the young person, and not in passing alone."""
    of_unit = members_of_units(now.date()).get(addressee.unit, [])
    users = of_unit if addressee.user is None else [addressee.user, *of_unit]
    return any(may_open_to_answer(user, person_id, now) for user in users)


def may_open_to_answer(user: User, person_id: UUID, now: datetime) -> bool:
    """Return whether a user may answer objections and open a young person for longer than a meeting or an emergency."""
    definitions = current_definitions()
    if not user.is_active or user.role not in definitions.names("roles"):
        return False
    role = definitions.definition("roles", user.role, Role)
    if Permission.WRITE_PLANS not in role.permissions or not role.purposes:
        return False
    decision = find_decision(user, person_id, Purpose(role.purposes[0]), now=now)
    return isinstance(decision, Decision) and decision.tie.kind not in IN_PASSING


def guidance_unit() -> str:
    """Return the unit of the guidance."""
    units = current_definitions().units().units
    return next(name for name, unit in units.items() if unit.recipient is Recipient.GUIDANCE)


def is_involved(person_id: UUID, unit: str, day: date) -> bool:
    """Return whether a unit is involved with a person on a day."""
    return Involvement.objects.filter(open_on(day), person_id=person_id, unit=unit).exists()


def waiting_at(person_id: UUID, unit: str) -> QuerySet[Objection]:
    """Return the objections about a person that wait for a unit."""
    return Objection.objects.filter(person_id=person_id, unit=unit, answered_on__isnull=True)


def list_objections(visitor: Visitor) -> QuerySet[Objection]:
    """Return what whoever came in by the door has objected to about a person, newest first.

    Parents need not be of one mind, nor know of each other's words: each reads their own. There is one young person,
    whose words stay theirs when the provider of the log-in is another.
    """
    found = Objection.objects.filter(person_id=visitor.seen.person_id, role=visitor.user.role)
    if not visitor.is_own:
        found = found.filter(made_by=visitor.user.user_name)
    return found.select_related("user").order_by("-made_on", "-id")


def newest_own_answers(visitor: Visitor, agreements: Collection[int]) -> dict[int, Answer]:
    """Return what whoever came in by the door has last said to each of some agreements, by id."""
    found = Answer.objects.filter(agreement_id__in=list(agreements), role=visitor.user.role)
    if not visitor.is_own:
        found = found.filter(by=visitor.user.user_name)
    return {each.agreement_id: each for each in found.order_by("at", "id")}


def list_to_answer(user: User, day: date) -> QuerySet[Objection]:
    """Return the objections that wait for a user or for a unit of theirs, those due first first."""
    mine = Q(user=user) | Q(unit__in=list_units_of(user, day))
    return Objection.objects.filter(mine, answered_on__isnull=True).order_by("answer_by", "id")
