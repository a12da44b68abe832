"""Handing a young person over: sent with a note, accepted or rejected, and somebody is responsible at every instant."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.web.access.actions import end_involvement, involve
from videre.web.access.casework import ties_of_case
from videre.web.access.knowing import list_units_of
from videre.web.access.models import Kind
from videre.web.accounts.models import User
from videre.web.agreements.actions import last_day_to_answer, name_contact_person
from videre.web.agreements.queries import find_contact_person
from videre.web.installation import current_day
from videre.web.plans.actions.writing import MayNotWrite, log
from videre.web.plans.models import HandOver, HandOverState
from videre.web.plans.queries import (
    find_newest_version,
    find_plan,
    find_sending_unit,
    find_waiting_hand_over,
    list_members,
    list_parts_by_hand,
    list_strengths,
    may_receive,
)
from videre.web.plans.rights import Reader


class NoStrengths(Refused):
    """A note was to be sent that begins with nothing."""


class NoUnitToSendFrom(Refused):
    """A young person was to be handed over by somebody without a unit."""


class NotAUnitToReceive(Refused):
    """A young person was to be handed over to a unit that cannot receive them."""


class OneWaits(Refused):
    """A young person was to be handed over twice at once."""


class AnsweredAlready(Refused):
    """A hand-over was answered that no longer waits."""


class NoReasonGiven(Refused):
    """A hand-over was to be rejected without saying why."""


@transaction.atomic
def send_hand_over(*, reader: Reader, to_unit: str, going_on: str, wish: str = "", on: date, by: str) -> HandOver:
    """Send a hand-over: its note begins with the strengths that the plan has published; return it.

    It goes from the contact person's unit. Whoever was the contact person stays it until the hand-over is accepted;
    where nobody was, the sender becomes it.
    The receiving unit is involved from now on, as far as the law lets it see.

    Raises:
        MayNotWrite: the reader is not the contact person, and somebody else is, or does not write in the plan.
        NoUnitToSendFrom: neither the contact person nor the sender has one. NoStrengths: the plan has published none.
        NotAUnitToReceive. OneWaits.
    """
    person_id = reader.seen.person_id
    if not may_send(reader, on):
        raise MayNotWrite(_("The contact person hands over."))
    contact, from_unit = find_contact_person(person_id, on), find_sending_unit(reader, on)
    if not from_unit:
        raise NoUnitToSendFrom(
            _("Only somebody who works in a unit hands over. Ask your administrator for a place in one.")
        )
    strengths, newest = list_strengths(reader), find_newest_version(find_plan(person_id))
    if not strengths or newest is None:
        raise NoStrengths(
            _("Write what the young person is good at in the plan and publish it: the note begins with that.")
        )
    if to_unit == from_unit or not may_receive(to_unit, reader.seen.age_years, on):
        raise NotAUnitToReceive(_("Choose another unit in which somebody can accept."))
    if find_waiting_hand_over(person_id) is not None:
        raise OneWaits(_("A hand-over waits for an answer already. Take it back before you send another."))
    if contact is None:
        contact = name_contact_person(person_id=person_id, user=reader.user, unit=from_unit, on=on, by=by)
    made = HandOver.objects.create(
        person_id=person_id,
        from_unit=from_unit,
        to_unit=to_unit,
        contact=contact.user,
        version=newest.number,
        strengths=strengths,
        going_on=going_on.strip(),
        wish=wish.strip(),
        sent_on=on,
        sent_by=by,
        answer_by=last_day_to_answer(on),
    )
    involve(person_id=person_id, kind=Kind.CASE, since=on, unit=to_unit, title=case_of(made), by=by)
    log(reader, "hand_over_sent", f"{from_unit} {to_unit}", by)
    return made


def may_send(reader: Reader, on: date) -> bool:
    """Return whether a reader may hand over: the contact person, or whoever writes in the plan where there is none."""
    contact = find_contact_person(reader.seen.person_id, on)
    return reader.may_write and (contact is None or contact.user_id == reader.user.pk)


def may_answer(reader: Reader, hand_over: HandOver) -> bool:
    """Return whether a reader may answer a hand-over: somebody of the receiving unit who writes in the plan."""
    is_waiting = hand_over.state == HandOverState.WAITING
    return is_waiting and reader.may_write and hand_over.to_unit in list_units_of(reader.user, current_day())


def case_of(hand_over: HandOver) -> str:
    """Return what the case of a hand-over is called, where it says why the unit sees the young person."""
    return f"overgang {hand_over.pk}"


def waiting(person_id: UUID, hand_over_id: int) -> HandOver:
    """Return a hand-over that waits, locked, so that of two answers at once one is refused; raises AnsweredAlready."""
    found = HandOver.objects.select_for_update().get(pk=hand_over_id, person_id=person_id)
    if found.state != HandOverState.WAITING:
        raise AnsweredAlready(_("This hand-over has been answered in the meantime. Load the page again to see how."))
    return found


@transaction.atomic
def answer_hand_over(
    *, reader: Reader, hand_over_id: int, receiver: User | None, reason: str = "", on: date, by: str
) -> HandOver:
    """Accept a hand-over by naming the new contact person, or reject it with a reason; return it.

    Accepted: the receiver is the contact person from today, in the same transaction in which the former no longer is,
    and the former unit has no part any more but what the registers and the table of responsibility say.
    Rejected: nothing has changed but that the unit is no longer involved by it.

    Args:
        reader: somebody of the receiving unit. receiver: who of it becomes the contact person; None: it is rejected.

    Raises:
        MayNotWrite: not theirs to answer. AnsweredAlready. NoReasonGiven: a rejection without one.
    """
    found = waiting(reader.seen.person_id, hand_over_id)
    if not may_answer(reader, found) or (receiver is not None and receiver not in list_members(found.to_unit, on)):
        raise MayNotWrite(_("The receiving unit answers, and names one of its own."))
    found.answered_on, found.answered_by = on, by
    if receiver is None:
        if not reason.strip():
            raise NoReasonGiven(_("Say why it is rejected, so that the one who sent it knows what to do."))
        found.state, found.reject_reason = HandOverState.REJECTED, reason.strip()
        end_ties(found, on, by)
    else:
        found.state, found.receiver = HandOverState.ACCEPTED, receiver
        name_contact_person(person_id=found.person_id, user=receiver, unit=found.to_unit, on=on, by=by)
        for part in list_parts_by_hand(found.person_id, found.from_unit, found.to_unit, on):
            end_involvement(involvement=part, day=on, by=by)
    found.save()
    log(reader, f"hand_over_{found.state}", f"{found.from_unit} {found.to_unit}", by)
    return found


@transaction.atomic
def take_back_hand_over(*, reader: Reader, hand_over_id: int, on: date, by: str) -> HandOver:
    """Take back a hand-over that waits, by whoever is the contact person; raises MayNotWrite, AnsweredAlready."""
    found = waiting(reader.seen.person_id, hand_over_id)
    if not may_send(reader, on):
        raise MayNotWrite(_("The contact person takes it back."))
    found.state, found.answered_on, found.answered_by = HandOverState.TAKEN_BACK, on, by
    end_ties(found, on, by)
    found.save()
    log(reader, "hand_over_taken_back", f"{found.from_unit} {found.to_unit}", by)
    return found


def end_ties(hand_over: HandOver, on: date, by: str) -> None:
    """End what a hand-over tied the receiving unit by."""
    for tie in ties_of_case(hand_over.person_id, hand_over.to_unit, case_of(hand_over)):
        end_involvement(involvement=tie, day=on, by=by)
