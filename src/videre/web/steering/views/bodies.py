"""The steering group, the forums and the youth network; and the tasks that they have delegated."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from videre.web.accounts.permissions import Permission, needs
from videre.web.installation import current_day, current_strategy
from videre.web.languages import told
from videre.web.steering.actions import meetings as actions
from videre.web.steering.codes import BodyKind
from videre.web.steering.forms import ForumForm, MeetingForm, MemberForm, TaskForm
from videre.web.steering.models import Body
from videre.web.steering.presenters.meetings import body_about, body_name, make_seat, make_task
from videre.web.steering.presenters.words import day_text, in_language
from videre.web.steering.queries import (
    current_name,
    find_member,
    find_task,
    list_bodies,
    list_done_tasks,
    list_meetings,
    list_members,
    list_owner_names,
    list_tasks,
)
from videre.web.steering.slugs import slug_of
from videre.web.steering.views.asking import get_body, user_name

RESERVED = "nyt"  # the address at which a forum is set up


@require_safe
@needs(Permission.STEER)
def bodies(request: HttpRequest) -> HttpResponse:
    """Return the steering group, the forums and the networks."""
    return bodies_page(request, ForumForm())


def bodies_page(request: HttpRequest, form: ForumForm) -> HttpResponse:
    """Return the list of bodies with the form for a new one."""
    day = current_day()
    lines = [
        {
            "name": body_name(body),
            "about": body_about(body),
            "href": reverse("steering:body", args=[body.slug]),
            "n_members": len(list_members(body, day)),
            "n_meetings": len(list_meetings(body)),
            "n_tasks": len(list_tasks(body=body)),
        }
        for body in list_bodies()
    ]
    return render(request, "steering/bodies.html", {"bodies": lines, "form": form})


@require_POST
@needs(Permission.STEER)
def add_forum(request: HttpRequest) -> HttpResponse:
    """Set up a forum or network."""
    form = ForumForm(request.POST)
    if not form.is_valid():
        return bodies_page(request, form)
    slug, taken = slug_of(form.cleaned_data["name"]) or "forum", {RESERVED, *(body.slug for body in list_bodies())}
    number = 2
    free = slug
    while free in taken:
        free, number = f"{slug}-{number}", number + 1
    body = actions.add_forum(
        strategy=current_name(),
        slug=free,
        name=form.cleaned_data["name"],
        about=form.cleaned_data["about"],
        by=user_name(request),
    )
    return redirect("steering:body", body.slug)


@require_safe
@needs(Permission.STEER)
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """Return a body: its members, meetings and tasks."""
    return body_page(request, get_body(slug))


def body_page(
    request: HttpRequest, found: Body, meeting_form: MeetingForm | None = None, task_form: TaskForm | None = None
) -> HttpResponse:
    """Return the page of a body, with forms that were not filled in right as they were sent."""
    day, organisation = current_day(), current_strategy().organisation
    is_group = found.kind == BodyKind.STEERING_GROUP
    meetings = [
        {
            "href": reverse("steering:meeting", args=[meeting.pk]),
            "day": day_text(meeting.day),
            "place": meeting.place,
            "closed": day_text(meeting.closed_on),
            "is_coming": meeting.closed_on is None and meeting.day >= day,
        }
        for meeting in list_meetings(found)
    ]
    return render(
        request,
        "steering/body.html",
        {
            "body": found,
            "name": body_name(found),
            "about": body_about(found),
            "is_group": is_group,
            "group_tasks": [told(task) for task in organisation.tasks] if organisation and is_group else [],
            "responsibility": told(organisation.responsibility) if organisation and is_group else "",
            "members": [make_seat(member) for member in list_members(found, day)],
            "meetings": meetings,
            "tasks": [make_task(task, day) for task in list_tasks(body=found)],
            "meeting_form": meeting_form or MeetingForm(auto_id="id_meeting_%s"),
            "task_form": task_form or TaskForm(auto_id="id_task_%s"),
            "owners": list_owner_names(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STEER)
def new_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a body a new seat."""
    found, form = get_body(slug), MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_member(body=found, member=None, **form.cleaned_data, day=current_day(), by=user_name(request))
        return redirect(reverse("steering:body", args=[slug]) + "#members")
    return render(request, "steering/member.html", {"form": form, "body": found, "name": body_name(found)})


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Permission.STEER)
def member(request: HttpRequest, key: int) -> HttpResponse:
    """Name somebody for a seat, or end it."""
    found = find_member(key)
    if found is None:
        raise Http404(str(key))
    back = reverse("steering:body", args=[found.body.slug]) + "#members"
    if request.method == "POST" and "end" in request.POST:
        actions.end_member(member=found, day=current_day(), by=user_name(request))
        return redirect(back)
    seat = {"name": found.name, "role": in_language(found.role, found.role_en), "unit": found.unit}
    form = MemberForm(request.POST) if request.method == "POST" else MemberForm(initial=seat)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        if values["role"] == seat["role"]:
            values["role"] = found.role  # shown in English, it is still the same post
        actions.set_member(body=found.body, member=found, **values, day=current_day(), by=user_name(request))
        return redirect(back)
    context = {"form": form, "body": found.body, "name": body_name(found.body), "member": found}
    return render(request, "steering/member.html", context)


@require_POST
@needs(Permission.STEER)
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan a meeting."""
    found, form = get_body(slug), MeetingForm(request.POST, auto_id="id_meeting_%s")
    if not form.is_valid():
        return body_page(request, found, meeting_form=form)
    meeting = actions.plan_meeting(body=found, **form.cleaned_data, by=user_name(request))
    return redirect("steering:meeting", meeting.pk)


@require_safe
@needs(Permission.STEER)
def tasks(request: HttpRequest) -> HttpResponse:
    """Return every task that is not done, and those that were done last."""
    day, organisation = current_day(), current_strategy().organisation
    context = {
        "tasks": [make_task(task, day) for task in list_tasks()],
        "done": [make_task(task, day) for task in list_done_tasks()],
        "responsibility": told(organisation.responsibility) if organisation else "",
    }
    return render(request, "steering/tasks.html", context)


@require_POST
@needs(Permission.STEER)
def delegate(request: HttpRequest, slug: str) -> HttpResponse:
    """Give somebody a task outside a meeting."""
    found, form = get_body(slug), TaskForm(request.POST, auto_id="id_task_%s")
    if not form.is_valid():
        return body_page(request, found, task_form=form)
    values = form.cleaned_data
    actions.delegate(
        body=found, item=None, title=values["task"], owner=values["owner"], due=values["due"], by=user_name(request)
    )
    return redirect(reverse("steering:body", args=[slug]) + "#tasks")


@require_POST
@needs(Permission.STEER)
def task_done(request: HttpRequest, key: int) -> HttpResponse:
    """Say that a task is done, or not after all."""
    found = find_task(key)
    if found is None:
        raise Http404(str(key))
    is_done = request.POST.get("is_done") == "yes"
    actions.mark_task(task=found, is_done=is_done, day=current_day(), by=user_name(request))
    return redirect(reverse("steering:tasks") + "#tasks")
