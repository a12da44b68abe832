"""What belongs on a steering group's agenda on a day: computed from initiatives, tasks and released figures."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from videre.reports.sentences import verdict_of
from videre.web.figures.points import groups, list_points, wording_in
from videre.web.steering.codes import DAYS_BETWEEN_OFFERS, ENDED, ItemKind, Status
from videre.web.steering.models import AgendaItem, Body, Initiative, Task
from videre.web.steering.queries import Followed, list_initiatives, list_tasks


class Finding(NamedTuple):
    """Something that belongs on an agenda. key: what it is about, the same each time. said: for its sentence."""

    kind: ItemKind
    key: str
    said: dict[str, str]
    initiative: Initiative | None = None


def list_findings(body: Body, day: date) -> list[Finding]:
    """Return what belongs on a body's agenda on a day."""
    initiatives = list_initiatives()
    return [
        *points_behind(),
        *(finding for each in initiatives for finding in findings_of(each, day)),
        *effects_to_judge(body, initiatives, day),
        *(overdue_task(task) for task in list_tasks(body=body) if task.due < day),
        *offers_if_due(body, day),
    ]


def points_behind() -> Iterator[Finding]:
    """Yield the measurement points whose released figure lies behind the way to the target."""
    kinds = groups()
    for followed in list_points():
        verdicts = {language: verdict_of(followed, wording_in(language, kinds)) for language in ("da", "en")}
        if verdicts["da"].standing == "behind":
            said = {"point": str(followed.point.number), **{name: each.sentence for name, each in verdicts.items()}}
            yield Finding(ItemKind.POINT, f"point:{followed.point.number}", said)


def findings_of(followed: Followed, day: date) -> Iterator[Finding]:
    """Yield what one initiative brings to the agenda."""
    row, status = followed.row, followed.status
    if status is not None and Status(status.status) in ENDED:
        return
    if status is None:
        yield Finding(ItemKind.NO_STATUS, f"status:{row.number}", {}, row)
    else:
        said = {"said_on": status.said_on.isoformat(), "sentence": status.sentence, "status": status.status}
        if status.review_on is not None and followed.is_stale(day):
            stale = {**said, "review_on": status.review_on.isoformat()}
            yield Finding(ItemKind.STALE, f"status:{row.number}", stale, row)
        elif status.status == Status.DELAYED:
            yield Finding(ItemKind.DELAYED, f"status:{row.number}", said, row)
    for milestone in followed.overdue(day):
        words = {"title": milestone.title, "due": milestone.due.isoformat()}
        yield Finding(ItemKind.MILESTONE, f"milestone:{milestone.pk}", words, row)


def effects_to_judge(body: Body, initiatives: Sequence[Followed], day: date) -> Iterator[Finding]:
    """Yield the effects whose day has passed, with how the point's released figure stands; once judged they are gone.

    A new day for the same effect asks again. What has ended is asked about too: whether it worked is known later.
    """
    judged = set(
        AgendaItem.objects.filter(meeting__body=body, kind=ItemKind.EFFECT, meeting__day__lt=day)
        .exclude(decision="")
        .values_list("key", flat=True)
    )
    kinds = groups()
    due = [(each.row, effect) for each in initiatives for effect in each.effects if effect.due and effect.due < day]
    points = {followed.point.number: followed for followed in list_points()} if due else {}
    for row, effect in due:
        assert effect.due is not None
        key = f"effect:{effect.pk}:{effect.due.isoformat()}"
        if key not in judged:
            followed = points.get(effect.point)
            said = {"expected": effect.expected, "due": effect.due.isoformat(), "point": str(effect.point)}
            if followed is not None:
                said |= {name: verdict_of(followed, wording_in(name, kinds)).sentence for name in ("da", "en")}
            yield Finding(ItemKind.EFFECT, key, said, row)


def overdue_task(task: Task) -> Finding:
    """Return a task whose day has passed."""
    said = {"title": task.title, "owner": task.owner, "due": task.due.isoformat()}
    return Finding(ItemKind.TASK, f"task:{task.pk}", said)


def offers_if_due(body: Body, day: date) -> Iterator[Finding]:
    """Yield the yearly question of the right offers, where the body has not decided on it within a year."""
    since = day - timedelta(days=DAYS_BETWEEN_OFFERS)
    decided = AgendaItem.objects.filter(
        meeting__body=body, kind=ItemKind.OFFERS, meeting__day__gt=since, meeting__day__lt=day
    ).exclude(decision="")
    if not decided.exists():
        last = (
            AgendaItem.objects.filter(meeting__body=body, kind=ItemKind.OFFERS)
            .exclude(decision="")
            .order_by("-meeting__day")
            .values_list("meeting__day", flat=True)
            .first()
        )
        yield Finding(ItemKind.OFFERS, "offers", {"last": last.isoformat() if last else ""})
