"""The measures that stand beside the points: each as one table of its newest figures, in an annex of the report."""

from collections.abc import Mapping, Sequence
from typing import Final

from videre.definitions.measure import Measure
from videre.definitions.targets import position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.days import iso_from_month, month_from_iso
from videre.reports.content import Block, Cell, Grid, Heading, Line, Paragraph, Part
from videre.reports.grids import NONE, cell_of, left_out
from videre.reports.half_years import HalfYear, is_known_in
from videre.reports.wording import Wording

MOST_PERIODS: Final = 4
MOST_LINES: Final = 14
AFTER: Final = ("months", "months_after")  # how long after: one of them is shown, that which stands for the measure
Wanted = Mapping[str, Measure]


def beside_part(measures: Sequence[Measure], tables: Mapping[str, Released], half: HalfYear, wording: Wording) -> Part:
    """Return the annex of measures beside the points; one of which nothing is known in the half-year says so."""
    blocks: list[Block] = [Paragraph(wording.say("beside.intro"))]
    for measure in measures:
        blocks.append(Heading(wording.told(measure.title)))
        blocks.append(Paragraph(wording.told(measure.question)))
        table = tables.get(measure.name)
        known = table.part(lambda row, kind=measure.period.kind: is_known_in(row, kind, half)) if table else None  # type: ignore[misc]
        if known is None or not known.rows:
            blocks.append(Paragraph(wording.say("beside.nothing")))
            continue
        blocks.append(newest_grid(measure, known, wording))
    return Part(wording.say("part.beside"), tuple(blocks))


def newest_grid(measure: Measure, table: Released, wording: Wording) -> Grid:
    """Return a measure's newest figures: a row for each value, a column for each of the newest periods."""
    fixed = fixed_after(measure, table)
    rows = [row for row in table.rows if fixed.items() <= row.breakdown.items()]
    periods = newest_periods(measure, rows)
    found = {(row.period, tuple(row.breakdown.items())): row for row in rows}
    breakdowns = dict.fromkeys(tuple(row.breakdown.items()) for row in rows if row.period in periods)
    lines, hidden = [], []
    for breakdown in breakdowns:
        figures = [found.get((period, breakdown)) for period in periods]
        name = name_of(breakdown, fixed, measure, wording)
        if any(row is not None and row.value for row in figures):
            lines.append(Line(Cell(name), tuple(cell_of(row, wording, says_of=True) for row in figures)))
        elif any(row is not None and row.is_hidden for row in figures):
            hidden.append(name)
    if not lines:
        lines = [Line(Cell(wording.say("grid.value")), tuple(Cell(NONE) for _ in periods))]
    after = [wording.value_name(name, value) for name, value in fixed.items()]
    caption = ", ".join([wording.told(measure.title), *after])
    head = (Cell(wording.say("grid.value")), *(Cell(wording.period(period)) for period in periods))
    return Grid(caption, head, tuple(lines[:MOST_LINES]), left_out(hidden, wording))


def fixed_after(measure: Measure, table: Released) -> dict[str, str]:
    """Return how long after the figures are: as the measure's headline has it, else the middle of what there is."""
    fixed = {}
    for name in AFTER:
        values = sorted({row.breakdown[name] for row in table.rows if name in row.breakdown}, key=int)
        if values:
            of_headline = measure.headline.breakdown.get(name) if measure.headline else None
            fixed[name] = of_headline if of_headline in values else values[len(values) // 2]
    return fixed


def newest_periods(measure: Measure, rows: Sequence[ReleasedFigure]) -> list[str]:
    """Return the newest periods first: four cohorts or years, or the newest month and the same of the years before."""
    there = {row.period for row in rows}
    if measure.period.kind == "month":
        newest = month_from_iso(max(there))
        return [month for years in range(MOST_PERIODS) if (month := iso_from_month(newest - 12 * years)) in there]
    return sorted(there, key=position_of, reverse=True)[:MOST_PERIODS]


def name_of(breakdown: Sequence[tuple[str, str]], fixed: Mapping[str, str], measure: Measure, wording: Wording) -> str:
    """Return what a row is called: its values, without those that the caption has said."""
    names = [wording.value_name(name, value) for name, value in breakdown if name not in fixed]
    arrow = {name for name, _ in breakdown} >= {"from", "to"}
    if arrow:
        ends = dict(breakdown)
        return " → ".join(wording.value_name(end, ends[end]) for end in ("from", "to"))
    if names:
        return ", ".join(names)
    return wording.told(measure.headline.text) if measure.headline else wording.told(measure.title)
