"""One view of a released table: its chart or charts, and the same numbers as tables.

Which form a table takes follows from what it is broken down by: a course over time, parts of a whole, places beside
each other, or where a cohort is with each kind of education.
"""

from collections.abc import Callable, Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from videre.definitions.targets import position_of
from videre.disclosure.released import ReleasedFigure
from videre.reports.charts.dots import draw_dots
from videre.reports.charts.lines import Trajectory, draw_lines
from videre.reports.charts.points import Series, index_of, place_of, rows_of
from videre.reports.charts.stacks import Rest, draw_kinds, draw_stacks
from videre.web.insight.presenters.following import (
    after_view,
    courses_view,
    flow_view,
    given_back_view,
    intake_view,
    level_of,
)
from videre.web.insight.presenters.grids import Grid, course_grid, pivot_grid
from videre.web.insight.presenters.headlines import goal_text, indicator_of, trajectory_of
from videre.web.insight.presenters.viewed import (
    FOLLOWED,
    Picture,
    View,
    Viewed,
    axis_of,
    description_of,
    periods_of,
    series_by_value,
    values_of,
)
from videre.web.insight.presenters.words import (
    name_of_dimension,
    name_of_value,
    period_of,
    period_text,
    value_text,
)
from videre.web.languages import current_language

PARTS_OF_A_WHOLE = {"class": False, "group": True}  # dimension: whether its last part lies at the bottom
PLACES = ("school",)
FIRST_AND_LATER = ("chosen", "chosen_later", "started_first", "started_later")
STEPS = ("completed", "still_there", "paused", "changed", "broke_off")
MOST_LINES = 6
COLUMNS_OF_PLACES = 4
MONTHS_A_YEAR = 12


def make_view(viewed: Viewed) -> View:
    """Return the view of a released table."""
    for dimension, view in FORMS.items():
        if dimension in viewed.table.dimensions:
            return view(viewed)
    if viewed.dimension is None:
        return course_view(viewed)
    if viewed.dimension in PARTS_OF_A_WHOLE:
        return parts_view(viewed)
    if viewed.dimension in PLACES:
        return places_view(viewed)
    if viewed.dimension == FOLLOWED:
        return followed_view(viewed)
    return groups_view(viewed)


def course_view(viewed: Viewed) -> View:
    """Return totals over time with the way to the goal."""
    rows = rows_of(viewed.table, Series("", viewed.only))
    trajectory = None
    point = viewed.point
    if point is not None and point.target is not None and rows:
        indicator = indicator_of(point, viewed.strategy)
        if indicator is not None and indicator.breakdown == viewed.only:
            goal = _("Goal: %(goal)s") % {"goal": goal_text(point.target, rows[0].unit)}
            trajectory = Trajectory(goal, trajectory_of(point, viewed.strategy, viewed.table))
    svg = draw_lines(
        viewed.table,
        [Series(unit_name(rows), viewed.only)],
        description_of(viewed, rows),
        axis_of(viewed, rows),
        trajectory=trajectory if trajectory and trajectory.points else None,
    )
    return View((Picture("", svg),), (course_grid(viewed.caption, viewed.period_name, rows),))


def groups_view(viewed: Viewed) -> View:
    """Return a line for each value of a dimension, and a table of periods by values."""
    series = series_by_value(viewed)
    shown = [each for each in series if any(row.value is not None for row in rows_of(viewed.table, each))]
    rows = [row for each in shown for row in rows_of(viewed.table, each)]
    svg = draw_lines(viewed.table, shown[:MOST_LINES], description_of(viewed, rows), axis_of(viewed, rows))
    return View((Picture("", svg),), (periods_by_series(viewed, series),))


def parts_view(viewed: Viewed) -> View:
    """Return the parts of a whole over time, and a table of periods by parts."""
    assert viewed.dimension is not None
    series = series_by_value(viewed)
    if PARTS_OF_A_WHOLE[viewed.dimension]:
        series = series[::-1]
    svg = draw_stacks(viewed.table, series, description_of(viewed, []), current_language())
    return View((Picture("", svg),), (periods_by_series(viewed, series),))


def places_view(viewed: Viewed) -> View:
    """Return places beside each other in the newest period, and a table of places by periods."""
    series = series_by_value(viewed)
    periods = periods_of(viewed.table)
    if not periods:
        return View((), ())
    newest = periods[-1]
    step = MONTHS_A_YEAR if viewed.measure.period.kind == "month" else 1
    columns = periods[::-1][::step][:COLUMNS_OF_PLACES]
    everybody = viewed.total.find_row(newest, viewed.only)
    whole = None
    if everybody is not None and everybody.value is not None:
        text = _("Everybody %(value)s") % {"value": value_text(everybody.value, everybody.unit)}
        whole = (text, everybody.value)
    svg = draw_dots(viewed.table, series, newest, description_of(viewed, []), current_language(), whole=whole)
    rows = index_of(viewed.table)
    lines = [(each.label, [rows.get(place_of(period, each.only)) for period in columns]) for each in series]
    grid = pivot_grid(viewed.caption, name_of_dimension(str(viewed.dimension)), list(map(period_text, columns)), lines)
    return View((Picture(capfirst(period_of(newest, viewed.measure.period.kind)), svg),), (grid,))


def followed_view(viewed: Viewed) -> View:
    """Return a line for each of the newest cohorts over months since leaving, and a table of months by cohorts."""
    cohorts = periods_of(viewed.table)[-MOST_LINES:]
    series = [Series(period, viewed.only, period) for period in cohorts]
    rows = [row for each in series for row in rows_of(viewed.table, each, FOLLOWED)]
    svg = draw_lines(viewed.table, series, description_of(viewed, rows), axis_of(viewed, rows), along=FOLLOWED)
    months = sorted({int(row.breakdown[FOLLOWED]) for row in rows})
    found = index_of(viewed.table)
    lines = [
        (str(month), [found.get(place_of(period, {**viewed.only, FOLLOWED: str(month)})) for period in cohorts])
        for month in months
    ]
    return View((Picture("", svg),), (pivot_grid(viewed.caption, name_of_dimension(FOLLOWED), cohorts, lines),))


def kinds_view(viewed: Viewed) -> View:
    """Return where the newest cohort is with each kind of education, for everybody or for each value."""
    at = [row for row in viewed.table.rows if viewed.only.items() <= row.breakdown.items()]
    period = max((row.period for row in at), key=position_of, default="")
    of_cohort = [row for row in at if row.period == period]
    parts: list[dict[str, str]] = [{}]
    level = level_of(viewed)
    if viewed.dimension not in (None, level):
        dimension = str(viewed.dimension)
        parts = [{dimension: value} for value in values_of(viewed.table, dimension)]
    pictures, grids = [], []
    for part in parts:
        names = [name_of_value(dimension, value) for dimension, value in part.items()]
        title = ", ".join([*names, period_of(period, viewed.measure.period.kind)])
        rows = {
            (row.breakdown[level], row.breakdown["step"]): row
            for row in of_cohort
            if part.items() <= row.breakdown.items()
        }
        pictures.append(Picture(capfirst(title), kinds_picture(viewed, rows, part, period)))
        grids.append(kinds_grid(viewed, rows, f"{viewed.caption}, {title}", ("chosen", "started", *STEPS)))
        first_and_later = _("First and later: %(title)s") % {"title": title}
        grids.append(kinds_grid(viewed, rows, first_and_later, FIRST_AND_LATER))
    return View(tuple(pictures), tuple(grids))


def after_or_given_back_view(viewed: Viewed) -> View:
    """Return the view of people so many months after: of those sent on, or of those who completed."""
    return given_back_view(viewed) if "doing" in viewed.table.dimensions else after_view(viewed)


Cohort = Mapping[tuple[str, str], ReleasedFigure]  # a cohort's figures by kind and step


def kinds_begun(rows: Cohort) -> list[str]:
    """Return the kinds that somebody had started, the one that most had started first; the hidden ones last."""
    started = {kind: row.value for (kind, step), row in rows.items() if step == "started" and row.value != 0.0}
    return sorted(started, key=lambda kind: -(started[kind] or 0.0))


def kinds_picture(viewed: Viewed, rows: Cohort, part: Mapping[str, str], period: str) -> str:
    """Return the chart of a cohort by kind and step; kinds whose number is hidden have no bar."""
    fixed, level = {**viewed.only, **part}, level_of(viewed)
    names = [name_of_value("step", step) for step in STEPS]
    shown = [kind for kind in kinds_begun(rows) if rows[kind, "started"].value is not None]
    titles = {kind: viewed.kinds.get(kind, kind) for kind in shown}
    series = {
        titles[kind]: [
            Series(label, {**fixed, level: kind, "step": step}) for step, label in zip(STEPS, names, strict=True)
        ]
        for kind in shown
    }
    wholes = {titles[kind]: Series("", {**fixed, level: kind, "step": "started"}) for kind in shown}
    rest = Rest(_("Not divided"), wholes)
    return draw_kinds(viewed.table, series, period, names, description_of(viewed, []), current_language(), rest=rest)


def kinds_grid(viewed: Viewed, rows: Cohort, caption: str, columns: Sequence[str]) -> Grid:
    """Return the table of a cohort by kind and step."""
    lines = [(viewed.kinds.get(kind, kind), [rows.get((kind, step)) for step in columns]) for kind in kinds_begun(rows)]
    steps = [name_of_value("step", step) for step in columns]
    return pivot_grid(caption, name_of_dimension(level_of(viewed)), steps, lines)


def periods_by_series(viewed: Viewed, series: Sequence[Series]) -> Grid:
    """Return a table with a row a period, newest first, and a column a series."""
    rows = index_of(viewed.table)
    lines = [
        (period_text(period), [rows.get(place_of(period, each.only)) for each in series])
        for period in periods_of(viewed.table)[::-1]
    ]
    return pivot_grid(viewed.caption, viewed.period_name, [each.label for each in series], lines)


def unit_name(rows: Sequence[ReleasedFigure]) -> str:
    """Return what the only line of a chart is called: our own figures."""
    return _("Our figures") if rows else ""


# What a table holds decides its form; the first that it has counts.
FORMS: Mapping[str, Callable[[Viewed], View]] = {
    "step": kinds_view,
    "event": intake_view,
    "months_after": after_or_given_back_view,
    "course": courses_view,
    "from": flow_view,
}
