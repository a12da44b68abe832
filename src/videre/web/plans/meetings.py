"""Meetings in the browser: called, invited to, written down, and what was said made into agreements."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videre.definitions.access import Category
from videre.domain.refusals import Refused
from videre.web.accounts.permissions import Permission, needs
from videre.web.agreements.models import Party
from videre.web.installation import current_day
from videre.web.plans.actions import (
    add_to_agenda,
    agree_at_meeting,
    call_meeting,
    close_meeting,
    invite,
    uninvite,
    write_minutes,
)
from videre.web.plans.forms import AgreementForm, CameForm, InviteForm, ItemForm, MeetingForm
from videre.web.plans.models import Meeting
from videre.web.plans.presenters.around import agreement_shown
from videre.web.plans.presenters.meetings import agenda_shown, invitable, invited_shown, meeting_shown
from videre.web.plans.queries import find_meeting, find_plan, form_of, list_versions
from videre.web.plans.rights import Reader
from videre.web.plans.views import SAID, reading
from videre.web.plans.writing import writing_in_plan

MOST_LETTERS = 5_000  # of the minutes of one item


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
            request.session[SAID] = _("The meeting was called. Invite those who are to come.")
            return redirect("plans:meeting", person_id=person_id, meeting_id=made.pk)
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


def meeting_page(request: HttpRequest, reader: Reader, found: Meeting, **forms: object) -> HttpResponse:
    """Return the page of a meeting, with the forms that were refused as they were sent."""
    day, plan = current_day(), find_plan(found.person_id)
    may_change = reader.may_write and found.closed_on is None
    context = {
        "seen": reader.seen,
        "meeting": meeting_shown(found),
        "invited": invited_shown(reader, found),
        "agenda": agenda_shown(reader, found, form_of(plan), next(iter(list_versions(plan)), None), day),
        "agreements": [agreement_shown(each, day) for each in found.agreements.select_related("user")],
        "may_change": may_change,
        "may_close": may_change and day >= found.day,
        "invite_form": InviteForm(choices=invitable(reader, found) if may_change else []),
        "item_form": ItemForm(),
        "came_form": CameForm(initial={"came": found.came}),
        "agreement_form": AgreementForm(),
        "said": request.session.pop(SAID, ""),
        **forms,
    }
    return render(request, "plans/meeting.html", context)


def back(request: HttpRequest, found: Meeting, said: str) -> HttpResponse:
    """Return the way back to the meeting, where what was done is said once."""
    request.session[SAID] = said
    return redirect("plans:meeting", person_id=found.person_id, meeting_id=found.pk)


@require_POST
@needs(Permission.WRITE_PLANS)
def send_invitation(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Invite a unit by a basis."""
    reader, found = get_meeting(request, person_id, meeting_id)
    form = InviteForm(request.POST, choices=invitable(reader, found))
    if not form.is_valid():
        return meeting_page(request, reader, found, invite_form=form)
    unit, basis = form.cleaned_data["who"].split(" ")
    try:
        invite(reader=reader, meeting_id=found.pk, unit=unit, basis=basis, by=reader.user.user_name)
    except Refused as refusal:
        return back(request, found, str(refusal))
    return back(request, found, _("Invited. The unit sees the meeting among its own, and the plan on the day."))


@require_POST
@needs(Permission.WRITE_PLANS)
def take_back_invitation(request: HttpRequest, person_id: UUID, meeting_id: int, invited_id: int) -> HttpResponse:
    """Take an invitation back."""
    reader, found = get_meeting(request, person_id, meeting_id)
    if not found.invited.filter(pk=invited_id).exists():
        raise Http404(str(invited_id))
    try:
        uninvite(
            reader=reader, meeting_id=found.pk, invited_id=invited_id, today=current_day(), by=reader.user.user_name
        )
    except Refused as refusal:
        return back(request, found, str(refusal))
    return back(request, found, _("The invitation was taken back."))


@require_POST
@needs(Permission.WRITE_PLANS)
def add_item(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Put something more on the agenda."""
    reader, found = get_meeting(request, person_id, meeting_id)
    form = ItemForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, reader, found, item_form=form)
    try:
        add_to_agenda(reader=reader, meeting_id=found.pk, title=form.cleaned_data["title"], by=reader.user.user_name)
    except Refused as refusal:
        return back(request, found, str(refusal))
    return back(request, found, _("It stands on the agenda."))


@require_POST
@needs(Permission.WRITE_PLANS)
def minutes(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Write the minutes, and approve them where that was asked."""
    reader, found = get_meeting(request, person_id, meeting_id)
    form = CameForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, reader, found, came_form=form)
    sent = {
        item.pk: (revision_sent(request, item.pk), request.POST[f"minutes-{item.pk}"][:MOST_LETTERS])
        for item in found.items.all()
        if f"minutes-{item.pk}" in request.POST
    }
    by = reader.user.user_name
    try:
        both = write_minutes(reader=reader, meeting_id=found.pk, minutes=sent, came=form.cleaned_data["came"], by=by)
        if "close" in request.POST and not both:
            close_meeting(reader=reader, meeting_id=found.pk, on=current_day(), by=by)
            return back(request, found, _("The minutes are approved."))
    except Refused as refusal:
        return back(request, found, str(refusal))
    if both:
        return back(request, found, _("Somebody else wrote meanwhile. Both texts are kept, one under the other."))
    return back(request, found, _("The minutes were saved."))


def revision_sent(request: HttpRequest, item_id: int) -> int:
    """Return which revision of an item's minutes the writer had before them."""
    said = request.POST.get(f"seen-{item_id}", "0")
    return int(said) if said.isdecimal() and len(said) < 9 else 0


@require_POST
@needs(Permission.WRITE_PLANS)
def new_agreement(request: HttpRequest, person_id: UUID, meeting_id: int) -> HttpResponse:
    """Let what was said become an agreement of the plan."""
    reader, found = get_meeting(request, person_id, meeting_id)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, reader, found, agreement_form=form)
    party = form.cleaned_data["party"]
    try:
        agree_at_meeting(
            reader=reader,
            meeting_id=found.pk,
            what=form.cleaned_data["what"],
            party=party,
            due=form.cleaned_data["due"],
            user=reader.user if party == Party.PROFESSIONAL else None,
            on=current_day(),
            by=reader.user.user_name,
        )
    except Refused as refusal:
        return back(request, found, str(refusal))
    return back(request, found, _("The agreement stands in the plan."))
