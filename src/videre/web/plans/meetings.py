"""Meetings in the browser: called, invited to, written down, and what was said made into agreements."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videre.definitions.access import Category
from videre.domain.refusals import Refused
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.models import Party
from videre.web.agreements.queries import list_agreements
from videre.web.installation import current_day, current_instant
from videre.web.plans.actions import (
    add_to_agenda,
    agree_at_meeting,
    call_meeting,
    close_meeting,
    invite,
    uninvite,
    write_minutes,
)
from videre.web.plans.forms import AgreementForm, InviteForm, ItemForm, MeetingForm, MinutesForm
from videre.web.plans.models import Meeting
from videre.web.plans.presenters.around import agreement_shown
from videre.web.plans.presenters.meetings import agenda_shown, invitable_shown, invited_shown, meeting_shown, text_shown
from videre.web.plans.queries import (
    find_meeting,
    find_newest_version,
    find_plan,
    form_of,
    list_agenda,
    list_agreed_at,
    list_invitable,
    list_invited,
    list_minutes,
)
from videre.web.plans.rights import Reader
from videre.web.plans.views import SAID, reading
from videre.web.plans.writing import writing_in_plan


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.WRITE_PLANS)
def new(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Call a meeting; its agenda is made of the plan."""
    reader = writing_in_plan(request, person_id)
    form = MeetingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = call_meeting(reader=reader, **form.cleaned_data, today=current_day(), by=reader.user.user_name)
        except Refused as refusal:
            form.add_error("day", str(refusal))
        else:
            return back(request, made, _("The meeting was called. Invite those who are to come."))
    return render(request, "plans/new_meeting.html", {"seen": reader.seen, "form": form})


def get_meeting(request: HttpRequest, person_id: UUID, meeting_id: int) -> tuple[Reader, Meeting]:
    """Open a person to whoever may see the plan, and a meeting about them; raises Http404."""
    reader = reading(request, person_id)
    found = find_meeting(person_id, meeting_id)
    if found is None or not reader.seen.may_see(Category.PLAN):
        raise Http404(str(meeting_id))
    return reader, found


@require_safe
@needs(Permission.SEE_PEOPLE)
def meeting(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Show a meeting: who is invited, the agenda from the plan, the minutes, and what was agreed."""
    reader, found = get_meeting(request, person_id, meeting_id)
    return meeting_page(request, reader, found)


def meeting_page(request: HttpRequest, reader: Reader, found: Meeting, **forms: Form) -> HttpResponse:
    """Return the page of a meeting, with the forms that were refused as they were sent."""
    day, plan = current_day(), find_plan(found.person_id)
    form, texts = form_of(plan), list_minutes(found)
    items = list_agenda(reader, found, form)
    agreements = {each.pk: each for each in list_agreements(found.person_id).select_related("user")}
    agenda = agenda_shown(items, form, find_newest_version(plan), agreements, texts, day)
    minutes_form = forms.get("minutes_form") or MinutesForm(meeting=found, items=items)
    may_change = reader.may_write and found.closed_on is None
    may_invite = may_change and day <= found.day
    context = {
        "seen": reader.seen,
        "meeting": meeting_shown(found),
        "invited": invited_shown(list_invited(reader, found)),
        "agenda": [(each, minutes_form[f"minutes-{each.id}"], minutes_form[f"seen-{each.id}"]) for each in agenda],
        "came_earlier": [text_shown(each) for each in texts[None][1:]],
        "agreements": [agreement_shown(each, day) for each in list_agreed_at(found)],
        "may_change": may_change,
        "may_invite": may_invite,
        "may_close": may_change and day >= found.day,
        "invite_form": InviteForm(choices=invitable_shown(list_invitable(reader, found)) if may_invite else []),
        "item_form": ItemForm(),
        "agreement_form": AgreementForm(),
        "said": request.session.pop(SAID, ""),
        **forms,
        "minutes_form": minutes_form,
    }
    return render(request, "plans/meeting.html", context)


def back(request: HttpRequest, found: Meeting, said: str) -> HttpResponse:
    """Return the way back to the meeting, where what was done is said once."""
    request.session[SAID] = said
    return redirect("plans:meeting", person_id=found.person_id, meeting_id=found.pk)


def done_by_form(
    request: HttpRequest, reader: Reader, found: Meeting, name: str, form: Form, do: Callable[[dict[str, Any]], str]
) -> HttpResponse:
    """Return the page after what a form asks for was done; refused, it stands at the form, with what was typed.

    Args:
        name: what the page calls the form. do: what is done with what the form says; returns what is said then.
    """
    if form.is_valid():
        try:
            return back(request, found, do(form.cleaned_data))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return meeting_page(request, reader, found, **{name: form})


@require_POST
@needs(Permission.WRITE_PLANS)
def send_invitation(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Invite a unit by a basis."""
    reader, found = get_meeting(request, person_id, meeting_id)

    def do(said: dict[str, Any]) -> str:
        unit, basis = said["who"].split(" ")
        by, today = reader.user.user_name, current_day()
        invite(reader=reader, meeting_id=found.pk, unit=unit, basis=basis, today=today, by=by)
        return _("Invited. The unit sees the meeting among its own, and the plan on the day.")

    form = InviteForm(request.POST, choices=invitable_shown(list_invitable(reader, found)))
    return done_by_form(request, reader, found, "invite_form", form, do)


@require_POST
@needs(Permission.WRITE_PLANS)
def take_back_invitation(request: HttpRequest, person_id: UUID, meeting_id: int, invited_id: int) -> HttpResponse:
    """Take an invitation back."""
    reader, found = get_meeting(request, person_id, meeting_id)
    if not found.invited.filter(pk=invited_id).exists():
        raise Http404(str(invited_id))

    def do(_said: dict[str, Any]) -> str:
        by, today = reader.user.user_name, current_day()
        uninvite(reader=reader, meeting_id=found.pk, invited_id=invited_id, today=today, by=by)
        return _("The invitation was taken back.")

    return done_by_form(request, reader, found, "taking_back", Form(request.POST), do)


@require_POST
@needs(Permission.WRITE_PLANS)
def add_item(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Put something more on the agenda."""
    reader, found = get_meeting(request, person_id, meeting_id)

    def do(said: dict[str, Any]) -> str:
        add_to_agenda(reader=reader, meeting_id=found.pk, title=said["title"], by=reader.user.user_name)
        return _("It stands on the agenda.")

    return done_by_form(request, reader, found, "item_form", ItemForm(request.POST), do)


@require_POST
@needs(Permission.WRITE_PLANS)
def minutes(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Write the minutes, and approve them where that was asked."""
    reader, found = get_meeting(request, person_id, meeting_id)
    items = list_agenda(reader, found, form_of(find_plan(person_id)))
    form = MinutesForm(request.POST, meeting=found, items=items)

    def do(_said: dict[str, Any]) -> str:
        by, sent, came = reader.user.user_name, form.sent(), form.sent_came()
        now = current_instant()
        if write_minutes(reader=reader, meeting_id=found.pk, minutes=sent, came=came, now=now, by=by):
            return _("Somebody else wrote meanwhile. Both texts are kept, one under the other.")
        if "close" not in request.POST:
            return _("The minutes were saved.")
        close_meeting(reader=reader, meeting_id=found.pk, on=current_day(), by=by)
        return _("The minutes are approved.")

    return done_by_form(request, reader, found, "minutes_form", form, do)


@require_POST
@needs(Permission.WRITE_PLANS)
def new_agreement(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Let what was said become an agreement of the plan."""
    reader, found = get_meeting(request, person_id, meeting_id)

    def do(said: dict[str, Any]) -> str:
        user = reader.user if said["party"] == Party.PROFESSIONAL else None
        by, on = reader.user.user_name, current_day()
        agree_at_meeting(reader=reader, meeting_id=found.pk, **said, user=user, on=on, by=by)
        return _("The agreement stands in the plan.")

    return done_by_form(request, reader, found, "agreement_form", AgreementForm(request.POST), do)
