"""The numbers of a released table as tables for people: the same as in the chart, hidden ones marked."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT, ReleasedFigure
from videre.domain.figures import Unit
from videre.web.insight.presenters.words import count, percentage, period_text, value_text

NOTHING_TOLD = ("", "0", HIDDEN_TEXT)  # a column with nothing else in it is left out


@dataclass(frozen=True)
class Cell:
    """One number: how it is written, of how many, and whether it is hidden."""

    text: str
    of_text: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class Line:
    """One row: its name and its numbers."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Grid:
    """A table: its caption, the names of its columns (the first is that of the rows' names) and its rows."""

    caption: str
    head: tuple[str, ...]
    lines: tuple[Line, ...]


def newest_first(rows: Sequence[ReleasedFigure]) -> list[ReleasedFigure]:
    """Return rows with the newest period first."""
    return sorted(rows, key=lambda row: position_of(row.period), reverse=True)


def course_grid(caption: str, period_name: str, rows: Sequence[ReleasedFigure]) -> Grid:
    """Return one series over time with all that is known of each figure; a column with nothing in it is left out."""
    in_order = newest_first(rows)
    is_share = any(row.unit == Unit.SHARE for row in rows)
    columns: list[tuple[str, Callable[[ReleasedFigure], str]]] = [
        (_("Share") if is_share else _("Persons"), lambda row: value_text(row.value, row.unit)),
        (_("Number"), lambda row: count(row.numerator) if row.numerator is not None and is_share else ""),
        (_("Of"), lambda row: count(row.denominator) if row.denominator is not None else ""),
        (_("Unknown"), lambda row: count(row.unknown) if row.unknown is not None and is_share else ""),
        (_("If all unknown were in"), if_all_unknown_were_in),
        (_("95% interval"), interval_text),
        (_("On the way to the goal"), lambda row: value_text(row.target, row.unit) if row.target is not None else ""),
    ]
    kept = [(name, say) for name, say in columns if any(say(row) not in NOTHING_TOLD for row in rows)]
    lines = [
        Line(
            period_text(row.period),
            tuple(
                Cell(say(row) or missing(row), is_hidden=row.is_hidden and not say(row).strip(HIDDEN_TEXT))
                for _name, say in kept
            ),
        )
        for row in in_order
    ]
    return Grid(caption, (period_name, *(name for name, _say in kept)), tuple(lines))


def missing(row: ReleasedFigure) -> str:
    """Return what stands for a number that is not there: the sign of the hidden, or a dash."""
    return HIDDEN_TEXT if row.is_hidden else "–"


def if_all_unknown_were_in(row: ReleasedFigure) -> str:
    """Return the share if all unknown were in, where that is another than the share itself."""
    if row.bounds_high is None or row.bounds_high == row.value or row.unit != Unit.SHARE:
        return ""
    return percentage(row.bounds_high)


def interval_text(row: ReleasedFigure) -> str:
    """Return an interval, or nothing where the figure has none."""
    if row.interval_low is None or row.interval_high is None:
        return ""
    return f"{percentage(row.interval_low)} – {percentage(row.interval_high)}"


def cell_of(row: ReleasedFigure | None) -> Cell:
    """Return a figure as a cell, with `of 312` beside a percentage; a dash where no such figure was released."""
    if row is None:
        return Cell("–")
    if row.value is None:
        return Cell(HIDDEN_TEXT, is_hidden=True)
    of_text = ""
    if row.unit == Unit.SHARE and row.denominator is not None:
        of_text = _("of %(n)s") % {"n": count(row.denominator)}
    return Cell(value_text(row.value, row.unit), of_text)


def pivot_grid(
    caption: str,
    corner: str,
    columns: Sequence[str],
    lines: Sequence[tuple[str, Sequence[ReleasedFigure | None]]],
) -> Grid:
    """Return figures as a table of names by columns.

    Where all shares of each row are of the same whole, the whole stands once, in a column of its own; else beside each.
    A row in which every number is hidden has a dash for its whole.
    """
    wholes = [wholes_of(rows) for _name, rows in lines]
    if not any(wholes) or any(len(each) > 1 for each in wholes):
        made = tuple(Line(name, tuple(map(cell_of, rows))) for name, rows in lines)
        return Grid(caption, (corner, *columns), made)
    made = tuple(
        Line(name, (Cell(count(whole.pop()) if whole else "–"), *(replace(cell_of(row), of_text="") for row in rows)))
        for (name, rows), whole in zip(lines, wholes, strict=True)
    )
    return Grid(caption, (corner, _("Of"), *columns), made)


def wholes_of(rows: Sequence[ReleasedFigure | None]) -> set[float]:
    """Return the numbers of persons that the shown shares of a row are of; none where it shows no share."""
    return {
        row.denominator
        for row in rows
        if row is not None and row.value is not None and row.denominator is not None and row.unit == Unit.SHARE
    }
