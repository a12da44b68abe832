"""Telling a register's owner what is wrong, and the owner's answer: noted, sent on, answered; each logged."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from videre.domain.refusals import Refused
from videre.web.agreements.actions import NoReason, NotPossibleNow, check_room, note_act
from videre.web.agreements.models import Act, ActKind, Correction, CorrectionState
from videre.web.agreements.models.correction import CORRECTION_GOES_TO
from videre.web.audit import actions as audit


class Origin(NamedTuple):
    """Where a fact came from; empty: something is missing, or nobody knows."""

    register: str = ""
    sender: str = ""
    file: str = ""
    delivery: int = 0
    row_id: int | None = None


class NothingSaidRight(Refused):
    """A register's owner was to be told that something is wrong without what is right."""


@transaction.atomic
def tell_owner(*, act: Act, right: str, origin: Origin, by: str) -> Correction:
    """Put what an act says is wrong among what the register's owner is to mend; the act has been logged.

    The owner is told `right` and never the act's note, which is for colleagues. Raises NothingSaidRight.
    """
    if not right.strip():
        raise NothingSaidRight(_("Say what the register should say."))
    made = Correction.objects.create(
        person_id=act.person_id,
        act=act,
        register=origin.register,
        sender=origin.sender,
        file=origin.file,
        delivery=origin.delivery,
        row_id=origin.row_id,
        unit=act.unit,
        right=right.strip(),
        noted_on=act.on,
        noted_by=by,
    )
    audit.write(event="correction_noted", about=origin.register, person=str(act.person_id), by=by)
    return made


@transaction.atomic
def note_wrong(
    *,
    person_id: UUID,
    note: str,
    right: str,
    origin: Origin,
    on: date,
    unit: str = "",
    purpose: str = "",
    reason: str = "",
    by: str,
) -> Correction:
    """Note what a register has wrong as an act, with a note for the one who wrote it, and tell the owner."""
    act = note_act(
        person_id=person_id,
        kind=ActKind.WRONG,
        on=on,
        unit=unit,
        note=note,
        purpose=purpose,
        reason=reason,
        by=by,
    )
    return tell_owner(act=act, right=right, origin=origin, by=by)


@transaction.atomic
def send_corrections(*, corrections: Collection[Correction], on: date, by: str) -> int:
    """Note that some corrections were taken out for their owner; return how many had not been before."""
    fresh = [each for each in corrections if each.state == CorrectionState.NEW]
    for each in fresh:
        each.state, each.sent_on = CorrectionState.SENT, on
    Correction.objects.bulk_update(fresh, ["state", "sent_on"], batch_size=500)
    audit.write_each(event="correction_sent", reasons={str(each.person_id): "" for each in corrections}, by=by)
    return len(fresh)


@transaction.atomic
def answer_correction(*, correction_id: int, state: CorrectionState, answer: str, on: date, by: str) -> Correction:
    """Write what the owner came to, for whoever noted it.

    Raises:
        NotPossibleNow: it is answered already. NoReason: that it is not wrong was said without saying why. NoRoom.
    """
    found = Correction.objects.select_for_update().get(pk=correction_id)
    if state not in CORRECTION_GOES_TO[CorrectionState(found.state)]:
        raise NotPossibleNow(_("This has been answered in the meantime. Load the page again to see how."))
    if state is CorrectionState.NOT_WRONG and not answer.strip():
        raise NoReason(_("Say what the owner found, for the one who noted it."))
    check_room(answer)
    found.state, found.answer = state, answer.strip()
    if state is CorrectionState.SENT:
        found.sent_on = on
    else:
        found.answered_on, found.answered_by = on, by
    found.save()
    audit.write(event=f"correction_{state.value}", about=found.register, person=str(found.person_id), by=by)
    return found


def list_corrections(*, only_open: bool = False) -> QuerySet[Correction]:
    """Return the corrections, those that wait longest first; without persons: of these nobody is shown by it."""
    found = Correction.objects.order_by("noted_on", "id")
    return found.filter(state__in=[CorrectionState.NEW, CorrectionState.SENT]) if only_open else found
