"""Views of what stands beside measurement point 5: a cohort's flow, a year's intake, work after completing, the courses
of those who complete nothing, and what is given back to schools and units."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from videre.definitions.targets import position_of
from videre.disclosure.released import ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.charts.flows import Place, draw_flows
from videre.reports.charts.lines import Axis, draw_lines
from videre.reports.charts.points import Series, index_of, place_of
from videre.reports.charts.stacks import draw_kinds, draw_stacks
from videre.web.insight.presenters.grids import Cell, Grid, Line, pivot_grid
from videre.web.insight.presenters.viewed import (
    FOLLOWED,
    Picture,
    View,
    Viewed,
    description_of,
    periods_of,
    values_of,
)
from videre.web.insight.presenters.words import name_of_dimension, name_of_value, period_of, period_text, value_text
from videre.web.languages import current_language

LEVELS: Final = ("kind", "sector", "youth_education")
DOING: Final = ("education", "work", "preparatory", "outside", "unknown")
BESIDE: Final = ("completed", "in_or_through")
ANY: Final = "any"
COUNTRY: Final = "Hele landet"  # as the register of official figures writes the whole country
MOST_LINES = 6
COLUMNS = 6
MOST_PLACES = 30  # a municipality's schools and units fit; a chart of more cannot be read


def level_of(viewed: Viewed) -> str:
    """Return the level of grouping of a table that has one."""
    return next(level for level in LEVELS if level in viewed.table.dimensions)


def period_words(viewed: Viewed, period: str) -> str:
    """Return a period with what it is, as a title."""
    return str(capfirst(period_of(period, viewed.measure.period.kind)))


def title_of(viewed: Viewed, key: str) -> str:
    """Return what a kind of education, a course or a place of a flow is called."""
    return viewed.kinds.get(key) or name_of_value("place", key)


def newest_of(viewed: Viewed) -> str:
    """Return the newest period with a figure at what is held fixed; empty without one."""
    at = [row.period for row in viewed.table.rows if viewed.only.items() <= row.breakdown.items()]
    return max(at, key=position_of, default="")


def newest_periods(viewed: Viewed) -> list[str]:
    """Return the newest periods with a figure at what is held fixed, newest first."""
    at = {row.period for row in viewed.table.rows if viewed.only.items() <= row.breakdown.items()}
    return sorted(at, key=position_of, reverse=True)[:COLUMNS]


def largest_first(viewed: Viewed, dimension: str, fixed: Mapping[str, str], period: str) -> list[str]:
    """Return the values of a dimension of which there is anybody in a period, the one with most first, hidden last."""
    found = {
        row.breakdown[dimension]: row.numerator
        for row in viewed.table.rows
        if row.period == period and fixed.items() <= row.breakdown.items() and row.value != 0
    }
    return sorted(found, key=lambda value: (found[value] is None, -(found[value] or 0)))


def intake_view(viewed: Viewed) -> View:
    """Return how many started and completed each kind: a line for each of the largest, and a table of years."""
    level, years = level_of(viewed), newest_periods(viewed)
    pictures, grids = [], []
    for event in ("started", "completed") if years else ():
        fixed = {**viewed.only, "event": event}
        kinds = largest_first(viewed, level, fixed, years[0])
        series = [Series(title_of(viewed, kind), {**fixed, level: kind}) for kind in kinds]
        axis = Axis(_("Persons"), "", current_language())
        svg = draw_lines(viewed.table, series[:MOST_LINES], description_of(viewed, []), axis)
        name = name_of_value("event", event)
        pictures.append(Picture(name, svg))
        grids.append(by_period(viewed, f"{viewed.caption}: {name.lower()}", level, series, years))
    return View(tuple(pictures), tuple(grids))


def by_period(viewed: Viewed, caption: str, dimension: str, series: Sequence[Series], periods: Sequence[str]) -> Grid:
    """Return a table with a row a series and a column a period, newest first."""
    rows = index_of(viewed.table)
    lines = [(each.label, [rows.get(place_of(period, each.only)) for period in periods]) for each in series]
    return pivot_grid(caption, name_of_dimension(dimension), list(map(period_text, periods)), lines)


def after_view(viewed: Viewed) -> View:
    """Return where those who completed each kind stand: a bar a kind in the newest year, and a table."""
    level, years = level_of(viewed), newest_periods(viewed)
    if not years:
        return View((), ())
    newest = years[0]
    kinds = kinds_at(viewed, level, newest)
    by_class = "class" in viewed.table.dimensions
    classes = classes_at(viewed, newest) if by_class else [""]
    names = [name_of_value("class", each) if by_class else _("In ordinary work") for each in classes]
    bars = {
        title_of(viewed, kind): [
            Series(name, {**viewed.only, level: kind, **({"class": each} if by_class else {})})
            for each, name in zip(classes, names, strict=True)
        ]
        for kind in kinds
    }
    svg = draw_kinds(viewed.table, bars, newest, names, description_of(viewed, []), current_language())
    if by_class:
        rows = index_of(viewed.table, newest)
        lines = [(kind, [rows.get(place_of(newest, part.only)) for part in parts]) for kind, parts in bars.items()]
        caption = f"{viewed.caption}, {period_text(newest)}"
        grid = pivot_grid(caption, name_of_dimension(level), names, lines)
    else:
        grid = by_period(viewed, viewed.caption, level, [Series(kind, bars[kind][0].only) for kind in bars], years)
    return View((Picture(period_words(viewed, newest), svg),), (grid,))


def classes_at(viewed: Viewed, period: str) -> list[str]:
    """Return the classes in which anybody is shown to be in a period, in the table's order."""
    at = [row for row in viewed.table.rows if row.period == period and viewed.only.items() <= row.breakdown.items()]
    shown = {row.breakdown["class"] for row in at if row.value}
    return [each for each in values_of(viewed.table, "class") if each in shown]


def kinds_at(viewed: Viewed, level: str, period: str) -> list[str]:
    """Return the kinds of a period with a shown figure first, those of most persons first."""
    wholes: dict[str, float] = {}
    for row in viewed.table.rows:
        if row.period == period and viewed.only.items() <= row.breakdown.items():
            wholes[row.breakdown[level]] = max(row.denominator or 0.0, wholes.get(row.breakdown[level], 0.0))
    return sorted(wholes, key=lambda kind: -wholes[kind])


def courses_view(viewed: Viewed) -> View:
    """Return the courses given in the newest cohort followed for so long, and a table of cohorts."""
    cohorts = newest_periods(viewed)
    if not cohorts:
        return View((), ())
    courses = largest_first(viewed, "course", viewed.only, cohorts[0])
    at_the_ends = [each for each in (ANY, "none") if each in courses]
    in_order = [*at_the_ends[:1], *(each for each in courses if each not in at_the_ends), *at_the_ends[1:]]
    series = [Series(course_name(viewed, course), {**viewed.only, "course": course}) for course in in_order]
    label = _("Were given it")
    shown = {each.label: [Series(label, each.only)] for each in series if is_shown(viewed, each, cohorts[0])}
    svg = draw_kinds(viewed.table, shown, cohorts[0], [label], description_of(viewed, []), current_language())
    grid = by_period(viewed, viewed.caption, "course", series, cohorts)
    return View((Picture(period_words(viewed, cohorts[0]), svg),), (grid,))


def is_shown(viewed: Viewed, series: Series, period: str) -> bool:
    """Return whether a series has a number in a period."""
    row = viewed.table.find_row(period, series.only)
    return row is not None and row.value is not None


def course_name(viewed: Viewed, course: str) -> str:
    """Return what an alternative course is called."""
    name = name_of_value("course", course) if course in (ANY, "none") else viewed.kinds.get(course, course)
    return str(capfirst(name))


def flow_view(viewed: Viewed) -> View:
    """Return how a cohort flows as a picture, and a table of from and to for each look."""
    period = viewed.only["period"]
    at = [row for row in viewed.table.rows if row.period == period]
    looks = sorted({int(row.breakdown[FOLLOWED]) for row in at})
    groups = [key for key in viewed.places if any(key in (row.breakdown["from"], row.breakdown["to"]) for row in at)]
    keys = ["completed", *groups, "ordinary_work", "elsewhere", "no_choice"]
    places = [Place(key, title_of(viewed, key)) for key in keys]
    heads = [(months, name_of_value(FOLLOWED, str(months))) for months in looks]
    names = (_("First choice"), _("Hidden"))
    svg = draw_flows(viewed.table, period, heads, places, names, description_of(viewed, []), current_language())
    grids = []
    for before, months in zip([None, *looks], looks, strict=False):
        came_from = name_of_value(FOLLOWED, str(before)) if before is not None else names[0]
        caption = _("From %(before)s to %(then)s") % {
            "before": came_from.lower(),
            "then": name_of_value(FOLLOWED, str(months)),
        }
        grids.append(flow_grid(caption, [row for row in at if row.breakdown[FOLLOWED] == str(months)], places))
    notes = (_("Each column is the whole cohort. In the tables a dash means nobody."),)
    return View((Picture(period_words(viewed, period), svg),), tuple(grids), notes)


def flow_grid(caption: str, rows: Sequence[ReleasedFigure], places: Sequence[Place]) -> Grid:
    """Return the flows of one look: a row a place they come from, a column a place they come to."""
    found = {(row.breakdown["from"], row.breakdown["to"]): row for row in rows}
    lines = [place for place in places if any(place.key == key for key, _to in found)]
    columns = [place for place in places if any(place.key == key for _from, key in found)]
    made = [(line.name, [found.get((line.key, column.key)) for column in columns]) for line in lines]
    return pivot_grid(caption, _("From"), [column.name for column in columns], made)


def given_back_view(viewed: Viewed) -> View:
    """Return how those sent on are doing: a bar a sender in the newest year, or a bar a year for all schools."""
    years = newest_periods(viewed)
    if not years:
        return View((), (), notes=official_notes(viewed))
    names = [name_of_value("doing", doing) for doing in DOING]
    if viewed.dimension is None:
        parts = [Series(name, {**viewed.only, "doing": doing}) for doing, name in zip(DOING, names, strict=True)]
        svg = draw_stacks(viewed.table, parts, description_of(viewed, []), current_language())
        columns = [
            Series(name_of_value("doing", doing), {**viewed.only, "doing": doing}) for doing in (*DOING, *BESIDE)
        ]
        rows = index_of(viewed.table)
        lines = [
            (period_text(year), [rows.get(place_of(year, each.only)) for each in columns])
            for year in periods_of(viewed.table)[::-1]
            if year in years
        ]
        grid = pivot_grid(viewed.caption, viewed.period_name, [each.label for each in columns], lines)
        return View((Picture("", svg),), (grid, *official_grids(viewed)), notes=official_notes(viewed))
    return senders_view(viewed, viewed.dimension, years[0], names)


def senders_view(viewed: Viewed, dimension: str, year: str, names: Sequence[str]) -> View:
    """Return each sender's bar and row in a year, everybody sent on by any of them first."""
    senders = sorted(values_of(viewed.table, dimension), key=lambda sender: sender != ANY)
    rows = index_of(viewed.table, year)

    def row_of(sender: str, doing: str) -> ReleasedFigure | None:
        return rows.get(place_of(year, {**viewed.only, dimension: sender, "doing": doing}))

    here = [sender for sender in senders if any(row_of(sender, doing) for doing in DOING)]
    drawn = [each for each in here if any((row := row_of(each, d)) and row.value for d in DOING)][:MOST_PLACES]
    bars = {
        sender_name(viewed, dimension, sender): [
            Series(name, {**viewed.only, dimension: sender, "doing": doing})
            for doing, name in zip(DOING, names, strict=True)
        ]
        for sender in drawn
    }
    svg = draw_kinds(viewed.table, bars, year, names, description_of(viewed, []), current_language())
    lines = [
        (sender_name(viewed, dimension, sender), [row_of(sender, doing) for doing in (*DOING, *BESIDE)])
        for sender in here
    ]
    caption = f"{viewed.caption}, {_('sent on in %(year)s') % {'year': year}}"
    columns = [name_of_value("doing", doing) for doing in (*DOING, *BESIDE)]
    grid = pivot_grid(caption, name_of_dimension(dimension), columns, lines)
    picture = Picture(capfirst(_("sent on in %(year)s") % {"year": year}), svg)
    return View((picture,), (grid, *official_grids(viewed)), notes=official_notes(viewed))


def sender_name(viewed: Viewed, dimension: str, sender: str) -> str:
    """Return what a school or a unit is called."""
    if sender == ANY:
        return _("All schools") if dimension == "school" else _("All units")
    return viewed.units.get(sender) or name_of_value(dimension, sender)


def official_twins(viewed: Viewed) -> list[str]:
    """Return the indicators of official figures that count the same as what is shown."""
    return [twin.indicator for twin in viewed.measure.official if viewed.only.items() <= twin.breakdown.items()]


def official_rows(viewed: Viewed) -> list[ReleasedFigure]:
    """Return the official figures of the municipality and the country that count the same, newest first."""
    twins, areas = official_twins(viewed), (viewed.area, COUNTRY)
    rows = [
        row
        for row in (viewed.official.rows if viewed.official is not None else ())
        if row.breakdown.get("indicator") in twins
        and row.breakdown.get("area") in areas
        and not row.breakdown.get("group")
    ]
    return sorted(rows, key=lambda row: (-position_of(row.period), areas.index(row.breakdown["area"])))


def official_grids(viewed: Viewed) -> list[Grid]:
    """Return the official figures of the same as a table of their own: they are never drawn with ours."""
    rows = official_rows(viewed)
    if not rows:
        return []
    said = [_("Area"), name_of_value("doing", "in_or_through"), _("Published"), _("Source")]
    lines = [
        Line(
            row.period,
            (
                Cell(row.breakdown["area"]),
                Cell(value_text(row.value, Unit.SHARE)),
                Cell(row.breakdown.get("published", "")),
                Cell(row.breakdown.get("source", "")),
            ),
        )
        for row in rows
    ]
    return [Grid(_("Official figures of the same"), (_("Year"), *said), tuple(lines))]


def official_notes(viewed: Viewed) -> tuple[str, ...]:
    """Return the sentence that stands where no official figure of the same has been delivered."""
    if official_rows(viewed):
        return ()
    return (_("No official figure of the same, for the municipality or the country, has been delivered."),)
