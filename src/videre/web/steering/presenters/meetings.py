"""Bodies, meetings, agendas and tasks in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from videre.web.installation import current_strategy
from videre.web.languages import told
from videre.web.steering.codes import ItemKind
from videre.web.steering.models import AgendaItem, Body, Meeting, Member, Task
from videre.web.steering.presenters.lists import title_of
from videre.web.steering.presenters.words import HEADINGS, actor_name, day_text, in_language, item_sentence
from videre.web.steering.queries import Followed


@dataclass(frozen=True)
class Seat:
    """A member, as the page writes it."""

    key: int
    name: str
    role: str
    unit: str
    chairs: bool


@dataclass(frozen=True)
class TaskLine:
    """A delegated task."""

    key: int
    title: str
    owner: str
    due: str
    done: str
    body: str
    is_overdue: bool


@dataclass(frozen=True)
class ItemLine:
    """An item of an agenda."""

    key: int
    place: int
    title: str
    sentence: str
    number: str
    decision: str
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Group:
    """Items of one kind."""

    heading: str
    items: tuple[ItemLine, ...]


@dataclass(frozen=True)
class Agenda:
    """A meeting's agenda."""

    groups: tuple[Group, ...]
    n_items: int
    n_decided: int
    first_open: int | None


def body_name(body: Body) -> str:
    """Return what a body is called."""
    return in_language(body.name, body.name_en)


def body_about(body: Body) -> str:
    """Return for whom a body is."""
    return in_language(body.about, body.about_en)


def make_seat(member: Member) -> Seat:
    """Return a seat."""
    return Seat(
        key=member.pk,
        name=member.name,
        role=in_language(member.role, member.role_en),
        unit=actor_name(member.unit),
        chairs=member.chairs,
    )


def make_task(task: Task, day: date) -> TaskLine:
    """Return a task as it stands on a day."""
    return TaskLine(
        key=task.pk,
        title=task.title,
        owner=task.owner,
        due=day_text(task.due),
        done=day_text(task.done_on),
        body=body_name(task.body),
        is_overdue=task.done_on is None and task.due < day,
    )


def make_agenda_lines(items: Sequence[AgendaItem], initiatives: dict[str, Followed], day: date) -> Agenda:
    """Return an agenda in groups of one kind, numbered through.

    Args:
        items: in order. initiatives: by number, for their titles. day: today.
    """
    groups: dict[str, list[ItemLine]] = {}
    for place, item in enumerate(items, start=1):
        groups.setdefault(item.kind, []).append(make_item(item, place, initiatives, day))
    still_open = [item.pk for item in items if not item.decision]
    return Agenda(
        groups=tuple(Group(str(HEADINGS[ItemKind(kind)]), tuple(lines)) for kind, lines in groups.items()),
        n_items=len(items),
        n_decided=len(items) - len(still_open),
        first_open=still_open[0] if still_open else None,
    )


def make_item(item: AgendaItem, place: int, initiatives: dict[str, Followed], day: date) -> ItemLine:
    """Return an item with what was decided and who does what."""
    return ItemLine(
        key=item.pk,
        place=place,
        title=item_title(item, initiatives),
        sentence="" if item.kind == ItemKind.OWN else item_sentence(item.kind, item.said, item.title),
        number=item.initiative.number if item.initiative else "",
        decision=item.decision,
        tasks=tuple(make_task(task, day) for task in item.tasks.all()),
    )


def item_title(item: AgendaItem, initiatives: dict[str, Followed]) -> str:
    """Return what an item is called: the initiative, the point, or the words of whoever put it there."""
    if item.initiative is not None:
        followed = initiatives.get(item.initiative.number)
        return f"{item.initiative.number} {title_of(followed)}" if followed else item.initiative.number
    if item.kind == ItemKind.POINT:
        points = {str(point.number): told(point.title) for point in current_strategy().measurement_points}
        number = item.said.get("point", "")
        return f"{number}. {points.get(number, '')}"
    if item.kind == ItemKind.OFFERS:
        return _("The right offers?")
    return item.title or str(item.said.get("title", ""))


def meeting_name(meeting: Meeting) -> str:
    """Return a meeting as body and day."""
    return f"{body_name(meeting.body)}, {day_text(meeting.day)}"
