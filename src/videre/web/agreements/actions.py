"""Noting what was done, referring, agreeing and naming contact persons: each logged with whom it was about."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from videre.domain.days import date_of_day, day_of_date
from videre.domain.holidays import add_working_days
from videre.domain.refusals import Refused
from videre.web.access.actions import end_involvement, involve
from videre.web.access.casework import ties_of_case
from videre.web.access.models import Kind
from videre.web.accounts.models import User
from videre.web.agreements.models import (
    Act,
    ActKind,
    Agreement,
    Answer,
    ContactPerson,
    Party,
    Referral,
    ReferralState,
    Said,
)
from videre.web.agreements.models.act import IN_PLAN
from videre.web.agreements.models.referral import GOES_TO
from videre.web.audit import actions as audit
from videre.web.installation import current_definitions

MOST_IN_A_LINE = 300  # letters of a reason or an answer
ANSWER_WITHIN_WORKING_DAYS = 10  # our reading: a referral without an answer after two weeks has been lost


class ExemptionWithoutEnd(Refused):
    """An exemption was to be noted without an end that lies ahead."""


class ReviewInThePast(Refused):
    """A day to look again on was to be noted that has been."""


class NoReason(Refused):
    """Something was to be rejected or dropped without saying why."""


class NoRoom(Refused):
    """More was said than there is room for; nothing of it is cut off."""


class NotPossibleNow(Refused):
    """A referral or an agreement has gone further than what was asked of it."""


class NotTheirsToDo(Refused):
    """Somebody said that an agreement was done which somebody else was to do."""


class ReferredToItself(Refused):
    """A unit was to refer a young person to itself."""


@transaction.atomic
def note_act(
    *,
    person_id: UUID,
    kind: ActKind,
    on: date,
    list_name: str = "",
    unit: str = "",
    note: str = "",
    until: date | None = None,
    review: date | None = None,
    purpose: str = "",
    reason: str = "",
    by: str,
) -> Act:
    """Note something that was done, and when to look again.

    Raises:
        ExemptionWithoutEnd: an exemption without an end that lies ahead.
        ReviewInThePast: the day to look again on is not after the day of the act.
    """
    if review is not None and review <= on:
        raise ReviewInThePast(_("Choose a day ahead on which to look again."))
    if kind is ActKind.EXEMPTED and (until is None or until <= on):
        raise ExemptionWithoutEnd(_("Say until when the exemption holds: a day after the one on which it is given."))
    act = Act.objects.create(
        person_id=person_id,
        kind=kind,
        list_name=list_name,
        on=on,
        at=timezone.now(),
        unit=unit,
        by=by,
        note=note,
        until=until if kind is ActKind.EXEMPTED else None,
        review=review,
        in_plan=kind in IN_PLAN,
    )
    audit.write(
        event=f"act_{kind.value}", about=list_name, person=str(person_id), purpose=purpose, reason=reason, by=by
    )
    return act


@transaction.atomic
def refer(
    *, person_id: UUID, from_unit: str, to_unit: str, about: str, on: date, purpose: str = "", reason: str = "", by: str
) -> Referral:
    """Refer a young person to another unit, which has ten working days to answer; raises ReferredToItself.

    The unit is involved from now on, as far as the law lets it see; a rejection, and being done, end that.
    """
    if from_unit == to_unit:
        raise ReferredToItself(_("Choose another unit than the one that refers."))
    referral = Referral.objects.create(
        person_id=person_id,
        from_unit=from_unit,
        to_unit=to_unit,
        about=about,
        sent_on=on,
        answer_by=last_day_to_answer(on),
        sent_by=by,
    )
    involve(person_id=person_id, kind=Kind.CASE, since=on, unit=to_unit, title=case_of(referral), by=by)
    note_act(
        person_id=person_id,
        kind=ActKind.REFERRED,
        on=on,
        unit=from_unit,
        note=about,
        purpose=purpose,
        reason=reason,
        by=by,
    )
    return referral


def last_day_to_answer(on: date) -> date:
    """Return the last day on which an answer is in time, to a referral or a hand-over that was sent on a day."""
    closed = current_definitions().youth_clocks().rules().closed
    return date_of_day(add_working_days(day_of_date(on), ANSWER_WITHIN_WORKING_DAYS, closed))


def case_of(referral: Referral) -> str:
    """Return what the case of a referral is called, where it says why the unit sees the young person."""
    return f"henvisning {referral.pk}"


@transaction.atomic
def answer_referral(*, referral_id: int, state: ReferralState, on: date, reason: str = "", by: str) -> Referral:
    """Accept, reject or finish a referral; raises NoReason for a rejection without one, NotPossibleNow out of turn.

    The referral is locked, so that of two answers at once one is refused.
    """
    referral = Referral.objects.select_for_update().get(pk=referral_id)
    if state not in GOES_TO[ReferralState(referral.state)]:
        raise NotPossibleNow(_("This referral has been answered in the meantime. Load the page again to see how."))
    if state is ReferralState.REJECTED and not reason.strip():
        raise NoReason(_("Say why the referral is rejected, so that the one who sent it knows what to do."))
    referral.state = state
    referral.answered_by = by
    if state is ReferralState.DONE:
        referral.done_on = on
    else:
        referral.answered_on = on
    referral.reject_reason = reason.strip() if state is ReferralState.REJECTED else ""
    referral.save()
    if state is not ReferralState.ACCEPTED:
        for tie in ties_of_case(referral.person_id, referral.to_unit, case_of(referral)):
            end_involvement(involvement=tie, day=on, by=by)
    note_act(
        person_id=referral.person_id,
        kind=ActKind(state.value),
        on=on,
        unit=referral.to_unit,
        note=referral.reject_reason,
        by=by,
    )
    return referral


@transaction.atomic
def name_contact_person(*, person_id: UUID, user: User, unit: str, on: date, by: str) -> ContactPerson:
    """Name a person's contact person from a day on; whoever was it until then hands over that day."""
    for before in ContactPerson.objects.select_for_update().filter(person_id=person_id, until__isnull=True):
        before.until = max(on, before.since)
        before.save(update_fields=["until"])
    made = ContactPerson.objects.create(person_id=person_id, user=user, unit=unit, since=on, made_by=by)
    audit.write(event="contact_person_named", about=user.user_name, person=str(person_id), by=by)
    return made


@transaction.atomic
def agree(
    *, person_id: UUID, what: str, party: str, due: date, on: date, user: User | None = None, by: str
) -> Agreement:
    """Write down what was agreed: who does what by when."""
    made = Agreement.objects.create(
        person_id=person_id, what=what, party=party, user=user, due=due, agreed_on=on, made_by=by
    )
    audit.write(event="agreement_made", person=str(person_id), by=by)
    return made


@transaction.atomic
def keep_agreement(*, agreement_id: int, on: date, by: str) -> Agreement:
    """Note that an agreement was kept; raises NotPossibleNow when it is closed already."""
    agreement = open_agreement(agreement_id)
    agreement.kept_on = on
    agreement.save(update_fields=["kept_on"])
    audit.write(event="agreement_kept", person=str(agreement.person_id), by=by)
    return agreement


@transaction.atomic
def drop_agreement(*, agreement_id: int, because: str, on: date, by: str) -> Agreement:
    """Drop an agreement with a reason; raises NoReason, NoRoom, and NotPossibleNow when it is closed already."""
    agreement = open_agreement(agreement_id)
    check_room(because)
    if not because.strip():
        raise NoReason(_("Say why the agreement no longer holds."))
    agreement.dropped_on, agreement.dropped_because = on, because.strip()
    agreement.save(update_fields=["dropped_on", "dropped_because"])
    audit.write(event="agreement_dropped", person=str(agreement.person_id), by=by)
    return agreement


@transaction.atomic
def answer_agreement(
    *, agreement_id: int, said: Said, word: str = "", party: Party, on: date, role: str, by: str
) -> Answer:
    """Keep what the young person or the family says to an agreement; done by whoever was to do it, it is kept.

    Args:
        said, word: what, and in which words. party: who says it. role: the role in which they are here.

    Raises:
        NotPossibleNow: it is closed already. NotTheirsToDo: done, by somebody who was not to do it. NoRoom.
    """
    check_room(word)
    agreement = open_agreement(agreement_id)
    if said is Said.DONE and agreement.party != party:
        raise NotTheirsToDo(_("Only whoever was to do it can say that it is done."))
    made = Answer.objects.create(agreement=agreement, said=said, word=word.strip(), role=role, by=by, at=timezone.now())
    audit.write(event="agreement_answered", about=said.value, person=str(agreement.person_id), by=by)
    if said is Said.DONE:
        keep_agreement(agreement_id=agreement_id, on=on, by=by)
    return made


def check_room(words: str, most: int = MOST_IN_A_LINE) -> None:
    """Raise NoRoom for more than there is room for: nobody's words are cut off."""
    n = len(words.strip())
    if n > most:
        said = _("This is %(n)s letters, and there is room for %(most)s. Write it shorter; nothing has been saved yet.")
        raise NoRoom(said % {"n": n, "most": most})


def open_agreement(agreement_id: int) -> Agreement:
    """Return an agreement that is open, locked; raises NotPossibleNow for one that is not."""
    agreement = Agreement.objects.select_for_update().get(pk=agreement_id)
    if agreement.kept_on is not None or agreement.dropped_on is not None:
        raise NotPossibleNow(_("This agreement has been closed in the meantime. Load the page again to see how."))
    return agreement
