"""The charts of a section, each with a caption and the sentence that stands in for it."""

from collections.abc import Mapping
from typing import Final

from videre.definitions.targets import position_of
from videre.disclosure.released import Released
from videre.domain.figures import Unit
from videre.reports.charts.lines import Axis, Trajectory, draw_lines, draw_sparkline
from videre.reports.charts.points import Series, rows_of
from videre.reports.charts.stacks import draw_kinds, draw_stacks
from videre.reports.content import Picture
from videre.reports.grids import values_of
from videre.reports.headlines import STARTED, Followed, trajectory_of
from videre.reports.sentences import goal_text
from videre.reports.wording import Wording

MOST_LINES: Final = 6
FOLLOWED: Final = "months"


def course_picture(followed: Followed, wording: Wording) -> Picture | None:
    """Return the point's own figures over time, with the way to the target; None where no number is to be drawn."""
    shown = [row for row in followed.known(followed.half) if row.value is not None]
    if followed.total is None or not shown:
        return None
    way = trajectory_of(followed)
    target = followed.target
    trajectory = None
    if target is not None and way:
        trajectory = Trajectory(wording.say("picture.goal", goal=goal_text(target, shown[-1], wording)), way)
    is_cohort = followed.measure.period.kind == "cohort"
    axis = Axis(
        "" if shown[-1].unit == Unit.SHARE else wording.say("grid.persons"),
        wording.say("grid.cohort") if is_cohort else "",
        wording.language,
    )
    title = wording.told(followed.measure.title)
    first, last = shown[0], shown[-1]
    alternative = wording.say(
        "picture.course",
        title=title,
        first=wording.value(first, first.value),
        begin=wording.period(first.period),
        last=wording.value(last, last.value),
        end=wording.period(last.period),
    )
    series = [Series(wording.say("picture.ours"), followed.breakdown)]
    svg = draw_lines(followed.total, series, alternative, axis, trajectory=trajectory)
    return Picture(title, svg, alternative, is_main=True)


def sparkline_of(followed: Followed, wording: Wording) -> tuple[str, str]:
    """Return the point's own figures as a small line and the text that stands in for it; nothing without figures."""
    if followed.total is None or not any(row.value is not None for row in followed.known(followed.half)):
        return "", ""
    alternative = wording.say("picture.sparkline", title=wording.told(followed.measure.title))
    series = Series("", followed.breakdown)
    return draw_sparkline(followed.total, series, alternative, wording.language, trajectory_of(followed)), alternative


def parts_picture(table: Released, dimension: str, followed: Followed, wording: Wording) -> Picture:
    """Return what everybody is divided into, over time."""
    parts = [Series(wording.value_name(dimension, value), {dimension: value}) for value in values_of(table, dimension)]
    if dimension == "group":  # the best is last in the register's order, and stands at the bottom of a bar
        parts.reverse()
    caption, alternative = captions(followed, dimension, wording)
    return Picture(caption, draw_stacks(table, parts, alternative, wording.language), alternative)


def followed_picture(table: Released, followed: Followed, wording: Wording) -> Picture:
    """Return the newest cohorts by months since leaving, a line each."""
    cohorts = sorted({row.period for row in table.rows}, key=position_of)[-MOST_LINES:]
    series = [Series(period, {}, period) for period in cohorts]
    caption, alternative = captions(followed, FOLLOWED, wording)
    axis = Axis("", wording.dimension(FOLLOWED), wording.language)
    return Picture(caption, draw_lines(table, series, alternative, axis, along=FOLLOWED), alternative)


def captions(followed: Followed, dimension: str, wording: Wording) -> tuple[str, str]:
    """Return the caption and the alternative text of a chart of a breakdown."""
    title = wording.told(followed.measure.title)
    caption = wording.say("grid.by", title=title, dimension=wording.dimension(dimension).lower())
    return caption, wording.say("picture.other", title=caption)


def kinds_picture(table: Released, fixed: Mapping[str, str], period: str, wording: Wording) -> Picture:
    """Return how many of a cohort had started each kind of education.

    Only that: what became of them is hidden for so many kinds that bars of it would look like other bars.
    """
    label = wording.value_name("step", STARTED)
    series = {
        wording.value_name("kind", kind): [Series(label, {**fixed, "kind": kind, "step": STARTED})]
        for kind in kinds_begun(table, fixed, period)
        if any(row.value for row in rows_of(table, Series("", {**fixed, "kind": kind, "step": STARTED}, period)))
    }
    caption = wording.say("pathways.started", period=period, months=fixed["months"])
    alternative = wording.say("picture.other", title=caption)
    svg = draw_kinds(table, series, period, [label], alternative, wording.language)
    return Picture(caption, svg, alternative, is_main=True)


def kinds_begun(table: Released, fixed: Mapping[str, str], period: str) -> list[str]:
    """Return the kinds that somebody had started, the one that most had first; hidden numbers come last."""
    series = Series("", {**fixed, "step": STARTED}, period)
    begun = {row.breakdown["kind"]: row.value for row in rows_of(table, series, "kind") if row.value != 0}
    return sorted(begun, key=lambda kind: -(begun[kind] or 0.0))
