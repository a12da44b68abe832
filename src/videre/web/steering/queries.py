"""Reading initiatives, bodies and meetings. All of them are of the strategy that the municipality follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q

from videre.definitions.strategy import Initiative as Defined
from videre.web.installation import current_home, current_strategy
from videre.web.steering.codes import BodyKind, ItemKind
from videre.web.steering.models import (
    AgendaItem,
    Body,
    Change,
    Effect,
    Initiative,
    Meeting,
    Member,
    Milestone,
    StatusReport,
    Task,
)


@dataclass(frozen=True)
class Followed:
    """An initiative with what is needed to say how it stands.

    defined: what the strategy's file says of it; None for one that the municipality added.
    status: the newest; None while nobody has said any.
    """

    row: Initiative
    defined: Defined | None
    status: StatusReport | None
    milestones: Sequence[Milestone]
    effects: Sequence[Effect]
    changes: Sequence[Change] = field(default=())
    status_reports: Sequence[StatusReport] = field(default=())

    def is_stale(self, day: date) -> bool:
        """Return whether the newest status is no longer believed on a day."""
        return self.status is not None and self.status.review_on is not None and self.status.review_on < day

    def overdue(self, day: date) -> list[Milestone]:
        """Return the milestones whose day has passed without their being reached."""
        return [each for each in self.milestones if each.reached_on is None and each.due < day]


def current_name() -> str:
    """Return the name of the strategy that the municipality follows."""
    return current_home().settings.strategy


def list_initiatives() -> list[Followed]:
    """Return every initiative, in the strategy's order, in five queries however many there are."""
    rows = Initiative.objects.filter(strategy=current_name()).prefetch_related(
        "milestones", "effects", Prefetch("status_reports", StatusReport.objects.order_by("id"))
    )
    defined = defined_initiatives()
    return [follow(row, defined) for row in rows]


def find_initiative(number: str) -> Followed | None:
    """Return an initiative by its number, with its whole history, or None."""
    row = Initiative.objects.filter(strategy=current_name(), number=number).first()
    if row is None:
        return None
    return follow(row, defined_initiatives(), with_changes=True)


def follow(row: Initiative, defined: Mapping[str, Defined], *, with_changes: bool = False) -> Followed:
    """Return an initiative with what hangs on it."""
    reports = list(row.status_reports.all())
    return Followed(
        row=row,
        defined=defined.get(row.number),
        status=reports[-1] if reports else None,
        milestones=list(row.milestones.all()),
        effects=list(row.effects.all()),
        changes=list(row.changes.all()) if with_changes else (),
        status_reports=reports,
    )


def defined_initiatives() -> Mapping[str, Defined]:
    """Return the initiatives of the strategy's file by their numbers."""
    return {each.number: each for each in current_strategy().list_initiatives()}


def list_bodies() -> list[Body]:
    """Return the steering group, the forums and the networks."""
    return list(Body.objects.filter(strategy=current_name()))


def find_body(slug: str) -> Body | None:
    """Return a body by its address, or None."""
    return Body.objects.filter(strategy=current_name(), slug=slug).first()


def find_steering_group() -> Body | None:
    """Return the steering group, or None before the strategy has been loaded."""
    return Body.objects.filter(strategy=current_name(), kind=BodyKind.STEERING_GROUP).first()


def list_members(body: Body, day: date) -> list[Member]:
    """Return who sits in a body on a day, the chair first."""
    return list(body.members.filter(Q(until__isnull=True) | Q(until__gte=day)))


def find_member(key: int) -> Member | None:
    """Return a seat, or None."""
    return Member.objects.select_related("body").filter(pk=key, body__strategy=current_name()).first()


def list_meetings(body: Body) -> list[Meeting]:
    """Return a body's meetings, the newest first."""
    return list(body.meetings.all())


def find_next_meeting(body: Body, day: date) -> Meeting | None:
    """Return a body's next meeting that is not over, or None."""
    return body.meetings.filter(closed_on__isnull=True, day__gte=day).order_by("day", "id").first()


def find_meeting(key: int) -> Meeting | None:
    """Return a meeting, or None."""
    return Meeting.objects.select_related("body").filter(pk=key, body__strategy=current_name()).first()


def list_items(meeting: Meeting, *, left_out: bool = False) -> list[AgendaItem]:
    """Return what stands on a meeting's agenda, in order; with `left_out`, what was taken off it."""
    order = {kind.value: place for place, kind in enumerate(ItemKind)}
    items = meeting.items.filter(is_left_out=left_out).select_related("initiative").prefetch_related("tasks")
    return sorted(items, key=lambda item: (order.get(item.kind, len(order)), item.pk))


def find_item(meeting: Meeting, key: int) -> AgendaItem | None:
    """Return an item of a meeting, or None."""
    return meeting.items.select_related("initiative").filter(pk=key).first()


def list_tasks(*, body: Body | None = None) -> list[Task]:
    """Return delegated tasks that are not done, the most pressing first; of one body or of all."""
    tasks = Task.objects.filter(body__strategy=current_name(), done_on__isnull=True).select_related("body", "item")
    return list(tasks if body is None else tasks.filter(body=body))


def list_done_tasks(limit: int = 20) -> list[Task]:
    """Return the tasks that were done last."""
    done = Task.objects.filter(body__strategy=current_name(), done_on__isnull=False).select_related("body")
    return list(done.order_by("-done_on", "-id")[:limit])


def find_task(key: int) -> Task | None:
    """Return a task, or None."""
    return Task.objects.select_related("body").filter(pk=key, body__strategy=current_name()).first()


def find_milestone(key: int) -> Milestone | None:
    """Return a milestone, or None."""
    return Milestone.objects.select_related("initiative").filter(pk=key, initiative__strategy=current_name()).first()


def find_effect(key: int) -> Effect | None:
    """Return an effect, or None."""
    return Effect.objects.select_related("initiative").filter(pk=key, initiative__strategy=current_name()).first()


def list_owner_names() -> list[str]:
    """Return every name that something is owned by: proposed where an owner is asked for."""
    strategy = current_name()
    names = {
        *Initiative.objects.filter(strategy=strategy).values_list("owner", flat=True),
        *Member.objects.filter(body__strategy=strategy).values_list("name", flat=True),
        *Task.objects.filter(body__strategy=strategy).values_list("owner", flat=True),
    }
    return sorted(names - {""}, key=str.casefold)
