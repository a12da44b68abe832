"""Meetings: the agenda, what is decided on each item, and the minutes."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_strategy
from videre.web.languages import told
from videre.web.steering.actions import meetings as actions
from videre.web.steering.actions.initiatives import set_status
from videre.web.steering.codes import BodyKind, Status
from videre.web.steering.forms import DecisionForm, MinutesForm, OwnItemForm
from videre.web.steering.models import AgendaItem, Meeting
from videre.web.steering.presenters.lists import mark_of
from videre.web.steering.presenters.meetings import (
    body_name,
    make_agenda_lines,
    make_item,
    make_seat,
    meeting_name,
)
from videre.web.steering.presenters.words import day_text
from videre.web.steering.queries import find_item, list_initiatives, list_items, list_members, list_owner_names
from videre.web.steering.views.asking import get_meeting, user_name, while_open


@require_safe
@needs(Permission.STEER)
def meeting(request: HttpRequest, key: int) -> HttpResponse:
    """Return a meeting: its agenda with what has been decided, and its minutes."""
    return meeting_page(request, get_meeting(key), OwnItemForm())


def meeting_page(request: HttpRequest, found: Meeting, form: OwnItemForm) -> HttpResponse:
    """Return the page of a meeting."""
    return render(request, "steering/meeting.html", {**meeting_context(found), "form": form})


def meeting_context(found: Meeting) -> dict[str, object]:
    """Return what the page, the printed agenda and the minutes of a meeting show."""
    day = current_day()
    initiatives = {each.row.number: each for each in list_initiatives()}
    organisation = current_strategy().organisation
    members = list_members(found.body, found.day)
    is_group = found.body.kind == BodyKind.STEERING_GROUP
    return {
        "meeting": found,
        "name": meeting_name(found),
        "body_name": body_name(found.body),
        "day": day_text(found.day),
        "closed": day_text(found.closed_on),
        "is_group": is_group,
        "agenda": make_agenda_lines(list_items(found), initiatives, day),
        "left_out": make_agenda_lines(list_items(found, left_out=True), initiatives, day),
        "members": [make_seat(member) for member in members],
        "present": [make_seat(member) for member in found.present.all()],
        "responsibility": told(organisation.responsibility) if organisation and is_group else "",
        "may_be_called_off": found.closed_on is None and not found.minutes and not is_decided(found),
    }


def is_decided(found: Meeting) -> bool:
    """Return whether anything has been decided at a meeting."""
    return any(item.decision or item.tasks.all() for item in list_items(found))


@require_safe
@needs(Permission.STEER)
def agenda(request: HttpRequest, key: int) -> HttpResponse:
    """Return the agenda alone, to be printed."""
    return render(request, "steering/agenda.html", meeting_context(get_meeting(key)))


@require_POST
@needs(Permission.STEER)
@while_open
def remake(request: HttpRequest, key: int) -> HttpResponse:
    """Make the agenda anew of what is stale, overdue or off its way now."""
    found = get_meeting(key)
    if found.body.kind != BodyKind.STEERING_GROUP:
        raise Http404("only the steering group's agenda is made by itself")
    actions.make_agenda(meeting=found, by=user_name(request))
    return redirect(reverse("steering:meeting", args=[key]) + "#agenda")


@require_POST
@needs(Permission.STEER)
@while_open
def call_off(request: HttpRequest, key: int) -> HttpResponse:
    """Call a meeting off at which nothing has been decided."""
    found = get_meeting(key)
    slug = found.body.slug
    try:
        actions.call_off(meeting=found, by=user_name(request))
    except actions.MeetingHeld:
        return redirect("steering:meeting", key)
    return redirect("steering:body", slug)


@require_POST
@needs(Permission.STEER)
@while_open
def add_item(request: HttpRequest, key: int) -> HttpResponse:
    """Put something on the agenda."""
    found, form = get_meeting(key), OwnItemForm(request.POST)
    if not form.is_valid():
        return meeting_page(request, found, form)
    actions.add_item(meeting=found, title=form.cleaned_data["title"], by=user_name(request))
    return redirect(reverse("steering:meeting", args=[key]) + "#agenda")


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STEER)
@while_open
def item(request: HttpRequest, key: int, item_key: int) -> HttpResponse:
    """Show an item, and write what is decided on it; then go to the next that waits."""
    found = get_meeting(key)
    shown = find_item(found, item_key)
    if shown is None:
        raise Http404(str(item_key))
    if request.method == "POST" and ("leave_out" in request.POST or "put_back" in request.POST):
        actions.leave_out(item=shown, is_left_out="leave_out" in request.POST, by=user_name(request))
        return redirect(reverse("steering:meeting", args=[key]) + "#agenda")
    has_initiative = shown.initiative is not None
    given = request.POST if request.method == "POST" else None
    form = DecisionForm(given, initial={"decision": shown.decision}, has_initiative=has_initiative)
    if request.method == "POST" and form.is_valid():
        write_decision(request, found, shown, form)
        following = find_next(found, shown) if "next" in request.POST else None
        if following is not None:
            return redirect("steering:item", key, following)
        return redirect(reverse("steering:meeting", args=[key]) + "#agenda")
    initiatives = {each.row.number: each for each in list_initiatives()}
    items = list_items(found)
    place = next((number for number, each in enumerate(items, start=1) if each.pk == shown.pk), 0)
    followed = initiatives.get(shown.initiative.number) if shown.initiative else None
    context = {
        "meeting": found,
        "name": meeting_name(found),
        "item": make_item(shown, place, initiatives, current_day()),
        "n_items": len(items),
        "mark": mark_of(followed, current_day()) if followed else None,
        "form": form,
        "owners": list_owner_names(),
    }
    return render(request, "steering/item.html", context)


def find_next(meeting: Meeting, item: AgendaItem) -> int | None:
    """Return the next item that waits for a decision: after this one, else from the top; None when all are decided."""
    items = list_items(meeting)
    here = next((place for place, each in enumerate(items) if each.pk == item.pk), -1)
    return next((each.pk for each in [*items[here + 1 :], *items[: here + 1]] if not each.decision), None)


def write_decision(request: HttpRequest, meeting: Meeting, item: AgendaItem, form: DecisionForm) -> None:
    """Write the decision, the task and the new status that the form holds."""
    values, by = form.cleaned_data, user_name(request)
    actions.decide(item=item, decision=values["decision"], by=by)
    if values.get("task"):
        actions.delegate(
            body=meeting.body, item=item, title=values["task"], owner=values["owner"], due=values["due"], by=by
        )
    if values.get("status") and item.initiative is not None:
        set_status(
            initiative=item.initiative,
            status=Status(values["status"]),
            sentence=_("Decided by the steering group on %(day)s.") % {"day": day_text(meeting.day)},
            day=current_day(),
            by=by,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STEER)
@while_open
def minutes(request: HttpRequest, key: int) -> HttpResponse:
    """Write the minutes and approve them; afterwards show them, to be printed."""
    found = get_meeting(key)
    if found.closed_on is not None:
        return render(request, "steering/minutes.html", meeting_context(found))
    seats = [
        (member.pk, member.name or f"{make_seat(member).role}, {make_seat(member).unit}")
        for member in list_members(found.body, found.day)
    ]
    if request.method == "POST":
        form = MinutesForm(request.POST, seats=seats)
        if form.is_valid():
            actions.write_minutes(meeting=found, **form.cleaned_data, by=user_name(request))
            if "close" in request.POST:
                actions.close_meeting(meeting=found, day=current_day(), by=user_name(request))
            return redirect("steering:meeting", key)
    else:
        written = {"minutes": found.minutes, "present": [each.pk for each in found.present.all()]}
        form = MinutesForm(initial=written, seats=seats)
    return render(request, "steering/write_minutes.html", {**meeting_context(found), "form": form})
