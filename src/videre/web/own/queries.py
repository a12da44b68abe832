"""Reading objections. Whoever asks about a person has opened them through `access`."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from videre.definitions.access import Recipient
from videre.web.access.knowing import open_on
from videre.web.access.models import Involvement, Kind, Membership
from videre.web.accounts.models import User
from videre.web.agreements.queries import find_contact_person
from videre.web.installation import current_definitions
from videre.web.own.models import Objection


class Addressee(NamedTuple):
    """Who answers an objection: the contact person, or a unit."""

    user: User | None
    unit: str


def find_addressee(person_id: UUID, day: date) -> Addressee:
    """Return who answers: the contact person; else the unit that is responsible; else the guidance, for everybody."""
    contact = find_contact_person(person_id, day)
    if contact is not None:
        return Addressee(contact.user, contact.unit)
    ties = Involvement.objects.filter(open_on(day), person_id=person_id, kind=Kind.RESPONSIBILITY)
    for tie in ties.select_related("user").order_by("-since", "-id"):
        if tie.unit or (tie.user is not None and tie.user.is_active):
            return Addressee(tie.user, tie.unit)
    units = current_definitions().units().units
    return Addressee(None, next(name for name, unit in units.items() if unit.recipient is Recipient.GUIDANCE))


def list_objections(person_id: UUID, role: str) -> QuerySet[Objection]:
    """Return what was objected to in a role about a person, newest first."""
    return Objection.objects.filter(person_id=person_id, role=role).select_related("user").order_by("-made_on", "-id")


def list_to_answer(user: User, day: date) -> QuerySet[Objection]:
    """Return the objections that wait for a user or for a unit of theirs, those due first first."""
    units = Membership.objects.filter(open_on(day), user=user).values("unit")
    mine = Q(user=user) | Q(unit__in=units)
    return Objection.objects.filter(mine, answered_on__isnull=True).order_by("answer_by", "id")
