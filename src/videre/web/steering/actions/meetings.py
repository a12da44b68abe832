"""Bodies, their seats, meetings, agendas, decisions and tasks. What a closed meeting holds is changed by nobody."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from videre.domain.refusals import Refused
from videre.web.audit import actions as audit
from videre.web.steering.agenda import list_findings
from videre.web.steering.codes import BodyKind, ItemKind
from videre.web.steering.models import AgendaItem, Body, Meeting, Member, Task


class MeetingHeld(Refused):
    """A meeting was to be called off on which something has been decided."""


class MeetingClosed(Refused):
    """Something of a meeting was to be changed after its minutes were approved."""


@transaction.atomic
def set_member(*, body: Body, member: Member | None, name: str, role: str, unit: str, day: date, by: str) -> Member:
    """Name somebody for a seat, or give a body a new seat."""
    seat = member or Member(body=body, since=day)
    seat.name, seat.unit = name.strip(), unit.strip()
    if seat.role != role.strip():
        seat.role, seat.role_en = role.strip(), ""
    seat.save()
    audit.write(event="member_set", about=f"{body.slug} {seat.pk}", by=by)
    return seat


@transaction.atomic
def end_member(*, member: Member, day: date, by: str) -> None:
    """End a seat; who has sat in a body is kept."""
    member.until = day
    member.save(update_fields=["until"])
    audit.write(event="member_ended", about=f"{member.body.slug} {member.pk}", by=by)


@transaction.atomic
def plan_meeting(*, body: Body, day: date, place: str = "", by: str) -> Meeting:
    """Plan a meeting. The steering group's gets its agenda at once."""
    meeting = Meeting.objects.create(body=body, day=day, place=place.strip())
    audit.write(event="meeting_planned", about=f"{body.slug} {day.isoformat()}", by=by)
    if body.kind == BodyKind.STEERING_GROUP:
        make_agenda(meeting=meeting, by=by)
    return meeting


@transaction.atomic
def call_off(*, meeting: Meeting, by: str) -> None:
    """Call a meeting off, with its agenda; raises MeetingHeld when something has been decided or written."""
    check_open(meeting)
    if (
        meeting.minutes
        or meeting.items.exclude(decision="").exists()
        or meeting.items.filter(tasks__isnull=False).exists()
    ):
        raise MeetingHeld("Something has been decided at this meeting, so it is not called off. Write its minutes.")
    audit.write(event="meeting_called_off", about=f"{meeting.body.slug} {meeting.day.isoformat()}", by=by)
    meeting.delete()


@transaction.atomic
def make_agenda(*, meeting: Meeting, by: str) -> list[AgendaItem]:
    """Make a meeting's agenda of what is stale, overdue or off its way on the meeting's day.

    Made again it takes in what has come up since and drops what has been settled; what has been decided, put there by
    somebody or taken off stays as it is.
    """
    check_open(meeting)
    findings = {finding.key: finding for finding in list_findings(meeting.body, meeting.day)}
    for item in meeting.items.exclude(kind=ItemKind.OWN).filter(decision="", is_left_out=False):
        if item.key not in findings and not item.tasks.exists():
            item.delete()
    known = {item.key: item for item in meeting.items.all()}
    for key, finding in findings.items():
        item = known.get(key) or AgendaItem(meeting=meeting, key=key)
        if not item.decision:
            item.kind, item.said, item.initiative = finding.kind, finding.said, finding.initiative
            item.save()
    audit.write(event="agenda_made", about=f"{meeting.body.slug} {meeting.day.isoformat()}", by=by)
    return list(meeting.items.all())


@transaction.atomic
def add_item(*, meeting: Meeting, title: str, by: str) -> AgendaItem:
    """Put something on the agenda."""
    check_open(meeting)
    n_own = meeting.items.filter(kind=ItemKind.OWN).count()
    item = AgendaItem.objects.create(meeting=meeting, kind=ItemKind.OWN, key=f"own:{n_own + 1}", title=title.strip())
    audit.write(event="agenda_item_added", about=f"{meeting.body.slug} {item.pk}", by=by)
    return item


@transaction.atomic
def leave_out(*, item: AgendaItem, is_left_out: bool, by: str) -> None:
    """Take an item off the agenda, or put it back."""
    check_open(item.meeting)
    item.is_left_out = is_left_out
    item.save(update_fields=["is_left_out"])
    audit.write(event="agenda_item_left_out" if is_left_out else "agenda_item_put_back", about=str(item.pk), by=by)


@transaction.atomic
def decide(*, item: AgendaItem, decision: str, by: str) -> None:
    """Write what the meeting decided on an item."""
    check_open(item.meeting)
    item.decision, item.decided_by = decision.strip(), by
    item.save(update_fields=["decision", "decided_by"])
    audit.write(event="decided", about=f"{item.meeting.body.slug} {item.pk}", by=by)


@transaction.atomic
def delegate(*, body: Body, item: AgendaItem | None, title: str, owner: str, due: date, by: str) -> Task:
    """Give somebody a task by a day."""
    if item is not None:
        check_open(item.meeting)
    task = Task.objects.create(body=body, item=item, title=title.strip(), owner=owner.strip(), due=due)
    audit.write(event="task_delegated", about=f"{body.slug} {task.pk}", by=by)
    return task


@transaction.atomic
def mark_task(*, task: Task, is_done: bool, day: date, by: str) -> None:
    """Say that a task is done, or that it is not after all."""
    task.done_on = day if is_done else None
    task.save(update_fields=["done_on"])
    audit.write(event="task_done" if is_done else "task_not_done", about=f"{task.body.slug} {task.pk}", by=by)


@transaction.atomic
def write_minutes(*, meeting: Meeting, present: Iterable[Member], minutes: str, by: str) -> None:
    """Write who came and what else was said."""
    check_open(meeting)
    meeting.minutes = minutes.strip()
    meeting.save(update_fields=["minutes"])
    meeting.present.set(present)
    audit.write(event="minutes_written", about=f"{meeting.body.slug} {meeting.day.isoformat()}", by=by)


@transaction.atomic
def close_meeting(*, meeting: Meeting, day: date, by: str) -> None:
    """Approve the minutes; from now on nothing of the meeting is changed."""
    check_open(meeting)
    meeting.closed_on = day
    meeting.save(update_fields=["closed_on"])
    audit.write(event="meeting_closed", about=f"{meeting.body.slug} {meeting.day.isoformat()}", by=by)


@transaction.atomic
def add_forum(*, strategy: str, slug: str, name: str, about: str, by: str) -> Body:
    """Set up a forum or network."""
    body = Body.objects.create(strategy=strategy, kind=BodyKind.FORUM, slug=slug, name=name, about=about)
    audit.write(event="forum_set_up", about=slug, by=by)
    return body


def check_open(meeting: Meeting) -> None:
    """Refuse to change a meeting whose minutes are approved; raises MeetingClosed."""
    if Meeting.objects.filter(pk=meeting.pk, closed_on__isnull=False).exists():
        raise MeetingClosed("The minutes of this meeting are approved. Take it up at the next meeting.")
