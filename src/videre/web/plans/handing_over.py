"""Handing over in the browser: the note is written and sent, read, and accepted or rejected with a reason."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videre.domain.refusals import Refused
from videre.web.access.casework import show_people
from videre.web.access.knowing import list_units_of
from videre.web.access.seen import Seen
from videre.web.access.views import purpose_of, user_of
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.queries import find_contact_person
from videre.web.installation import current_day, current_instant
from videre.web.plans.actions import answer_hand_over, send_hand_over, take_back_hand_over
from videre.web.plans.actions.handing_over import may_answer, may_send
from videre.web.plans.forms import AnswerForm, HandOverForm
from videre.web.plans.models import HandOver
from videre.web.plans.presenters.around import find_colleague
from videre.web.plans.presenters.hand_overs import HandOverShown, hand_over_shown, note_shown, strengths_shown
from videre.web.plans.presenters.meetings import meeting_shown
from videre.web.plans.queries import (
    find_plan,
    find_sending_unit,
    form_of,
    list_hand_overs,
    list_hand_overs_of_units,
    list_meetings_of,
    list_members,
    list_receivers,
    list_strengths,
    names_of_contact_persons,
)
from videre.web.plans.rights import Reader
from videre.web.plans.views import SAID, reading

__all__ = ["answer", "desk", "hand_over", "new"]


@require_safe
@needs(Permission.SEE_PEOPLE)
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for the user: hand-overs to and from their units, and the meetings they are invited to.

    Whom a meeting is about is told from the day on which the invitation opens the young person; whom a hand-over is
    about, to whoever still has a part in the young person's life.
    """
    user, day = user_of(request), current_day()
    units = list_units_of(user, day)
    found = list_hand_overs_of_units(units, day)
    met = list_meetings_of(user, day)
    whose = {each.person_id for each in found} | {each.person_id for each in met}
    seen = show_people(user, whose, purpose_of(user), now=current_instant())
    responsible = names_of_contact_persons(seen, day)
    rows = [desk_row(each, seen.get(each.person_id), responsible.get(each.person_id, ""), day) for each in found]
    to_answer = [row for row in rows if row.shown.is_waiting and row.to_unit in units and row.seen is not None]
    context = {
        "to_answer": to_answer,
        "meetings": [{"seen": seen.get(each.person_id), "shown": meeting_shown(each)} for each in met],
        "sent": [row for row in rows if row not in to_answer],
        "said": request.session.pop(SAID, ""),
    }
    return render(request, "plans/desk.html", context)


class DeskRow(NamedTuple):
    """A hand-over at the desk. seen: of whom; None: the user has no part in their life any more."""

    seen: Seen | None
    shown: HandOverShown
    to_unit: str


def desk_row(each: HandOver, seen: Seen | None, responsible: str, day: date) -> DeskRow:
    """Return a hand-over as it stands at the desk."""
    return DeskRow(seen, hand_over_shown(each, seen, responsible, day), each.to_unit)


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE_PLANS)
def new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Let the contact person write a transition note, and send it to the school or unit that is to receive."""
    reader, day = reading(request, person_id), current_day()
    if not may_send(reader, day):
        raise Http404
    own = find_sending_unit(reader, day)
    receivers = [unit for unit in list_receivers(reader.seen.age_years, day) if unit != own]
    form = HandOverForm(request.POST or None, receivers=receivers)
    if request.method == "POST" and form.is_valid():
        try:
            send_hand_over(reader=reader, **form.cleaned_data, on=day, by=reader.user.user_name)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            request.session[SAID] = _("Sent. Until it is accepted, you are the contact person.")
            return redirect("plans:plan", person_id=person_id)
    plan_form = form_of(find_plan(person_id))
    context = {
        "seen": reader.seen,
        "form": form,
        "strengths": strengths_shown(reader, list_strengths(reader), plan_form),
    }
    return render(request, "plans/new_hand_over.html", context)


def one_shown(reader: Reader, each: HandOver, day: date) -> HandOverShown:
    """Return a hand-over of an opened person in words."""
    contact = find_contact_person(each.person_id, day)
    return hand_over_shown(each, reader.seen, contact.user.display_name if contact is not None else "", day)


def find_hand_over(reader: Reader, hand_over_id: int) -> HandOver:
    """Return a hand-over of an opened person of whose units the reader may know; raises Http404."""
    found = next((each for each in list_hand_overs(reader) if each.pk == hand_over_id), None)
    if found is None:
        raise Http404(str(hand_over_id))
    return found


@require_safe
@needs(Permission.SEE_PEOPLE)
def hand_over(request: HttpRequest, person_id: UUID, hand_over_id: int) -> HttpResponse:
    """Show a hand-over: its note, as far as the reader may read it, and where it stands."""
    reader = reading(request, person_id)
    return hand_over_page(request, reader, find_hand_over(reader, hand_over_id))


def hand_over_page(
    request: HttpRequest, reader: Reader, found: HandOver, form: AnswerForm | None = None
) -> HttpResponse:
    """Return the page of a hand-over, with the answer that was refused as it was sent."""
    day = current_day()
    shown = one_shown(reader, found, day)
    context = {
        "seen": reader.seen,
        "shown": shown,
        "note": note_shown(reader, found, form_of(find_plan(found.person_id))),
        "may_answer": may_answer(reader, found),
        "may_take_back": shown.is_waiting and may_send(reader, day),
        "form": form or AnswerForm(members=list_members(found.to_unit, day), initial={"receiver": reader.user.pk}),
    }
    return render(request, "plans/hand_over.html", context)


@require_POST
@needs(Permission.WRITE_PLANS)
def answer(request: HttpRequest, person_id: UUID, hand_over_id: int) -> HttpResponse:
    """Accept a hand-over by naming the contact person, reject it with a reason, or take it back."""
    reader, day = reading(request, person_id), current_day()
    found = find_hand_over(reader, hand_over_id)
    members = list_members(found.to_unit, day)
    form = AnswerForm(request.POST, members=members)
    if not form.is_valid():
        return hand_over_page(request, reader, found, form)
    how, by = form.cleaned_data["how"], reader.user.user_name
    try:
        if how == "take_back":
            take_back_hand_over(reader=reader, hand_over_id=found.pk, on=day, by=by)
            said = _("The hand-over was taken back.")
        else:
            receiver = find_colleague(members, form.cleaned_data["receiver"]) if how == "accept" else None
            reason = form.cleaned_data["reason"]
            answer_hand_over(reader=reader, hand_over_id=found.pk, receiver=receiver, reason=reason, on=day, by=by)
            said = _("%(name)s is the contact person now.") % {"name": receiver.display_name} if receiver else ""
            said = said or _("The hand-over was rejected. Whoever sent it is still responsible.")
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return hand_over_page(request, reader, found, form)
    request.session[SAID] = said
    # A unit that rejected is no longer involved by the hand-over, and may not see the plan any more.
    return redirect("plans:desk") if how == "reject" else redirect("plans:plan", person_id=person_id)
