"""Reading objections. Whoever asks about a person has opened them through `access`."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from videre.definitions.access import Recipient
from videre.web.access.knowing import open_on
from videre.web.access.models import Involvement, Kind, Membership
from videre.web.accounts.models import User
from videre.web.agreements.models import Answer
from videre.web.agreements.queries import find_contact_person
from videre.web.installation import current_definitions
from videre.web.own.models import Objection
from videre.web.own.reading import Visitor


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
    units = Membership.objects.filter(open_on(day), user=user).values("unit")
    mine = Q(user=user) | Q(unit__in=units)
    return Objection.objects.filter(mine, answered_on__isnull=True).order_by("answer_by", "id")
