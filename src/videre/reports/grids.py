"""Released numbers as tables for people: the same as in the charts, hidden ones marked."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.domain.days import iso_from_month, month_from_iso
from videre.domain.figures import Unit
from videre.reports.content import Cell, Grid, Line, Paragraph
from videre.reports.headlines import Followed
from videre.reports.sentences import goal_value, interval_text
from videre.reports.wording import Wording

MONTHS_SHOWN: Final = 13  # a year and the same month of the year before
COHORTS_SHOWN: Final = 6
COLUMNS_OF_COHORTS: Final = 4
FEW_NAMES: Final = 4  # so many rows that are left out are named, more are counted
PARTS_OF_A_WHOLE: Final = ("class", "group")  # dimensions whose values are parts of everybody, not groups of people
NONE: Final = "–"  # no such figure was released

Say = Callable[[ReleasedFigure], str]
Place = Mapping[str, str]  # the period and the breakdown of figures, as far as a row or a column decides them


def course_grid(followed: Followed, wording: Wording) -> Grid:
    """Return the point's own figures over time, newest first, with all that is known of each.

    A column in which nothing stands is left out.
    """
    most = MONTHS_SHOWN if followed.measure.period.kind == "month" else COHORTS_SHOWN
    rows = followed.known(followed.half)[::-1][:most]
    columns = course_columns(followed, rows, wording)
    kept = [(name, say) for name, say in columns if any(say(row) for row in rows)]
    lines = [
        Line(
            Cell(wording.period(row.period)),
            tuple(Cell(say(row) or (HIDDEN_TEXT if row.is_hidden else NONE)) for _, say in kept),
            is_main=place == 0,
        )
        for place, row in enumerate(rows)
    ]
    head = (wording.say(f"grid.{followed.measure.period.kind}"), *(name for name, _ in kept))
    return Grid(wording.told(followed.measure.title), tuple(map(Cell, head)), tuple(lines))


def course_columns(followed: Followed, rows: Sequence[ReleasedFigure], wording: Wording) -> list[tuple[str, Say]]:
    """Return the columns that a course may have: their names, and what each says of a figure."""
    is_share = any(row.unit == Unit.SHARE for row in rows)
    is_estimate = any(row.interval_low is not None for row in rows)
    goes_a_way = followed.target is not None and followed.target.baseline is not None

    def counted(number: float | None) -> str:
        return "" if number is None or not is_share or is_estimate else wording.count(number)

    def wanted(row: ReleasedFigure) -> str:
        return "" if row.target is None or not goes_a_way else goal_value(row.target, row, wording)

    return [
        (wording.say("grid.share" if is_share else "grid.persons"), lambda row: value_or_nothing(row, wording)),
        (wording.say("grid.number"), lambda row: counted(row.numerator)),
        (wording.say("grid.of"), lambda row: "" if row.denominator is None else wording.count(row.denominator)),
        (wording.say("grid.unknown"), lambda row: counted(row.unknown)),
        (wording.say("grid.all_unknown_in"), lambda row: with_all_unknown(row, wording)),
        (wording.say("grid.interval"), lambda row: interval_text(row, wording)),
        (wording.say("grid.way"), wanted),
    ]


def value_or_nothing(row: ReleasedFigure, wording: Wording) -> str:
    """Return a figure's value, or nothing where it is hidden."""
    return "" if row.value is None else wording.value(row, row.value)


def with_all_unknown(row: ReleasedFigure, wording: Wording) -> str:
    """Return the share if all unknown were in, where that is another than the share itself."""
    if row.bounds_high is None or row.bounds_high == row.value or row.unit != Unit.SHARE:
        return ""
    return wording.percentage(row.bounds_high)


def groups_grid(table: Released, dimension: str, followed: Followed, wording: Wording) -> Grid:
    """Return a breakdown into groups of people, or into parts of everybody: a row a value, a column a period."""
    fixed = {name: value for name, value in followed.breakdown.items() if name != dimension}
    return pivot_grid(
        table,
        {wording.value_name(dimension, value): {**fixed, dimension: value} for value in values_of(table, dimension)},
        {wording.period(period): {"period": period} for period in compared_periods(table, followed)},
        wording.say(
            "grid.by", title=wording.told(followed.measure.title), dimension=wording.dimension(dimension).lower()
        ),
        wording.dimension(dimension),
        wording,
        of="column" if dimension in PARTS_OF_A_WHOLE else "cell",
    )


def compared_periods(table: Released, followed: Followed) -> list[str]:
    """Return the periods that breakdowns compare, newest first.

    For months the newest, the one half a year before, and the one a year before; else the last four cohorts.
    """
    there = {row.period for row in table.rows}
    if followed.measure.period.kind == "cohort":
        return sorted(there, key=position_of, reverse=True)[:COLUMNS_OF_COHORTS]
    newest = month_from_iso(max(there))
    return [month for back in (0, 6, 12) if (month := iso_from_month(newest - back)) in there]


def pivot_grid(
    table: Released,
    lines: Mapping[str, Place],
    columns: Mapping[str, Place],
    caption: str,
    corner: str,
    wording: Wording,
    *,
    of: Literal["cell", "column", "row", "caption"] = "column",
) -> Grid:
    """Return figures as a table of names by columns.

    A row without any number is left out; the note says which of them are hidden.

    Args:
        table: the released table.
        lines: the place of each row by its name. columns: the place of each column by its name.
        caption, corner: what the table and the column of names are called.
        wording: the language.
        of: where `of 312` stands: beside each number, or once for a column or row whose shares are of the same
            persons; the caption says it itself.
    """
    found = {name: [find_at(table, {**line, **column}) for column in columns.values()] for name, line in lines.items()}
    kept = {name: rows for name, rows in found.items() if any(row is not None and row.value for row in rows)}
    hidden = [
        name
        for name, rows in found.items()
        if name not in kept and any(row is not None and row.is_hidden for row in rows)
    ]
    heads = [
        Cell(name, of_text([rows[place] for rows in kept.values()], wording) if of == "column" else "")
        for place, name in enumerate(columns)
    ]
    return Grid(
        caption,
        (Cell(corner), *heads),
        tuple(
            Line(
                Cell(name, of_text(rows, wording) if of == "row" else ""),
                tuple(cell_of(row, wording, says_of=of == "cell") for row in rows),
            )
            for name, rows in kept.items()
        ),
        left_out(hidden, wording),
    )


def left_out(names: Sequence[str], wording: Wording) -> str:
    """Return which rows a table leaves out because nothing of them is shown: by name where they are few."""
    if not names:
        return ""
    if len(names) <= FEW_NAMES:
        return wording.say("grid.left_out", names=", ".join(names))
    return wording.say("grid.many_left_out", n=len(names))


def or_sentence(grid: Grid, wording: Wording) -> Grid | Paragraph:
    """Return a table, or the sentence that stands for it where every number of it is hidden."""
    return grid if grid.lines else Paragraph(wording.say("grid.all_hidden", caption=grid.caption))


def find_at(table: Released, place: Place) -> ReleasedFigure | None:
    """Return the figure at a place, or None."""
    return table.find_row(place["period"], {name: value for name, value in place.items() if name != "period"})


def of_text(rows: Sequence[ReleasedFigure | None], wording: Wording) -> str:
    """Return of how many the shares of a column or row are; nothing where no number stands in it, or no share."""
    found = {row.denominator for row in rows if row is not None and row.value is not None and row.unit == Unit.SHARE}
    return wording.say("of", n=wording.count(found.pop() or 0)) if len(found) == 1 else ""


def cell_of(row: ReleasedFigure | None, wording: Wording, *, says_of: bool) -> Cell:
    """Return a figure as a cell, with `of 312` beside a percentage; a dash where no such figure was released."""
    if row is None:
        return Cell(NONE)
    if row.value is None:
        return Cell(HIDDEN_TEXT)
    if row.unit != Unit.SHARE or row.denominator is None or not says_of:
        return Cell(wording.value(row, row.value))
    return Cell(wording.value(row, row.value), wording.say("of", n=wording.count(row.denominator)))


def values_of(table: Released, dimension: str) -> list[str]:
    """Return the values of a dimension, in the table's order, the unknown last."""
    found = dict.fromkeys(row.breakdown[dimension] for row in table.rows)
    return sorted(found, key=lambda value: value == "unknown")
