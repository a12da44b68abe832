"""The list of initiatives: what waits for a status first, then every focus area with its roll-up."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from videre.definitions.strategy import FocusArea, Strategy
from videre.reports.content import Verdict
from videre.web.languages import told
from videre.web.steering.codes import Status
from videre.web.steering.presenters.words import STATUSES, actor_name, day_text, status_word
from videre.web.steering.queries import Followed


@dataclass(frozen=True)
class Mark:
    """How an initiative stands: the code for style and icon, the word, and since when or until when it is believed."""

    code: str
    word: str
    is_stale: bool
    when: str
    sentence: str = ""


@dataclass(frozen=True)
class Row:
    """One initiative of the list."""

    number: str
    title: str
    href: str
    mark: Mark
    owner: str
    unit: str
    overdue: str
    points: tuple[int, ...]


@dataclass(frozen=True)
class PointLine:
    """A measurement point that a focus area should move, and how it stands."""

    number: int
    title: str
    href: str
    standing: str
    label: str


@dataclass(frozen=True)
class Area:
    """A focus area with the roll-up of its initiatives: counted, never asked for."""

    number: int
    title: str
    text: str
    summary: str
    rows: tuple[Row, ...]
    points: tuple[PointLine, ...]


@dataclass(frozen=True)
class InitiativeList:
    """The page."""

    waiting: tuple[Row, ...]
    areas: tuple[Area, ...]
    summary: str


def make_list(
    strategy: Strategy, initiatives: Sequence[Followed], verdicts: dict[int, Verdict], day: date
) -> InitiativeList:
    """Return the list of initiatives as it stands on a day.

    Args:
        strategy: whose focus areas. initiatives: all of them.
        verdicts: how each measurement point stands, by its number.
        day: today.
    """
    rows = {each.row.number: make_row(each, day) for each in initiatives}
    of_area = {
        area.number: [each for each in initiatives if each.row.focus_area == area.number]
        for area in strategy.focus_areas
    }
    return InitiativeList(
        waiting=tuple(row for row in rows.values() if row.mark.is_stale or row.mark.code == "none"),
        areas=tuple(
            make_area(area, of_area[area.number], [rows[each.row.number] for each in of_area[area.number]],
                      strategy, verdicts)
            for area in strategy.focus_areas
        ),
        summary=summary_of([row.mark for row in rows.values()]),
    )  # fmt: skip


def make_area(
    area: FocusArea,
    initiatives: Sequence[Followed],
    rows: Sequence[Row],
    strategy: Strategy,
    verdicts: dict[int, Verdict],
) -> Area:
    """Return a focus area with its initiatives and the points that they should move."""
    moved = {effect.point for each in initiatives for effect in each.effects}
    points = tuple(
        PointLine(
            number=point.number,
            title=told(point.title),
            href=reverse("insight:measure", args=[point.measure]) if point.measure else "",
            standing=verdicts[point.number].standing if point.number in verdicts else "none",
            label=verdicts[point.number].label if point.number in verdicts else "",
        )
        for point in strategy.measurement_points
        if point.number in moved
    )
    return Area(
        number=area.number,
        title=told(area.label),
        text=told(area.text),
        summary=summary_of([row.mark for row in rows]),
        rows=tuple(rows),
        points=points,
    )


def make_row(followed: Followed, day: date) -> Row:
    """Return one initiative of the list."""
    row = followed.row
    n_overdue = len(followed.overdue(day))
    form = ngettext("%(n)s milestone overdue", "%(n)s milestones overdue", n_overdue)
    return Row(
        number=row.number,
        title=title_of(followed),
        href=reverse("steering:initiative", args=[row.number]),
        mark=mark_of(followed, day),
        owner=row.owner,
        unit=actor_name(row.unit),
        overdue=form % {"n": n_overdue} if n_overdue else "",
        points=tuple(effect.point for effect in followed.effects),
    )


def title_of(followed: Followed) -> str:
    """Return an initiative's title: its own where the municipality gave it one, else the strategy's."""
    if followed.row.own_title or followed.defined is None:
        return followed.row.own_title
    return told(followed.defined.title)


def mark_of(followed: Followed, day: date) -> Mark:
    """Return how an initiative stands on a day."""
    status = followed.status
    if status is None:
        return Mark("none", status_word(None), is_stale=False, when="")
    if followed.is_stale(day):
        when = _("not confirmed since %(day)s") % {"day": day_text(status.said_on)}
    elif status.review_on is None:
        when = _("since %(day)s") % {"day": day_text(status.said_on)}
    else:
        when = _("to be confirmed by %(day)s") % {"day": day_text(status.review_on)}
    return Mark(status.status, status_word(status.status), followed.is_stale(day), when, status.sentence)


def summary_of(marks: Sequence[Mark]) -> str:
    """Return how many initiatives stand how, in a sentence: counted, and a stale status counts as none."""
    fresh = Counter(mark.code for mark in marks if not mark.is_stale)
    parts = [f"{fresh[status]} {str(word).lower()}" for status, word in STATUSES.items() if fresh[status]]
    n_waiting = sum(mark.is_stale or mark.code == "none" for mark in marks)
    if n_waiting:
        parts.append(
            ngettext("%(n)s without a valid status", "%(n)s without a valid status", n_waiting) % {"n": n_waiting}
        )
    whole = ngettext("%(n)s initiative", "%(n)s initiatives", len(marks)) % {"n": len(marks)}
    return f"{whole}: {', '.join(parts)}." if parts else f"{whole}."


def choices_of_status() -> list[tuple[str, str]]:
    """Return the statuses that can be said, in order."""
    return [(status.value, str(STATUSES[status])) for status in Status]
