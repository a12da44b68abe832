"""Showing what is told: rows of released tables, with their numbers or without any."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from videre.definitions.release import ReleaseRule
from videre.disclosure.certifying import Certified, TableRow
from videre.disclosure.released import ReleasedFigure
from videre.disclosure.structure import Breakdown, Counted, RowCells, Structure, canonical, without
from videre.domain.figures import Figure

HIDES_ALL: Final = (False, False)


def show_rows(
    rows: Sequence[TableRow],
    structure: Structure,
    counted: Mapping[str, Counted],
    certified: Certified,
    rule: ReleaseRule,
) -> dict[str, list[ReleasedFigure]]:
    """Return the rows of each table, as they are told.

    A row is shown when those counted and those they are counted among are both told; of how many nothing is known is
    left out where that alone is hidden. Expected numbers are shown by the rule for estimates.
    """
    names = [cell.name for cell in structure.cells]
    untold = hidden_estimates(rows, counted, rule)
    shown: dict[str, list[ReleasedFigure]] = defaultdict(list)
    for row in rows:
        figure = row.figure
        key = (figure.measure, canonical(counted[figure.measure].counting, figure.breakdown))
        cells = structure.rows.get(key)
        if row.table in certified.given_up or cells is None:
            shows = HIDES_ALL
        else:
            shows = what_is_told(cells, names, certified, is_estimate=counted[figure.measure].counting.estimated)
        if id(figure) in untold:
            shows = HIDES_ALL
        shown[row.table].append(released_row(figure, shows_persons=shows[0], shows_unknown=shows[1]))
    return shown


def what_is_told(
    cells: RowCells, names: Sequence[str], certified: Certified, *, is_estimate: bool
) -> tuple[bool, bool]:
    """Return whether a row's persons are told, with those they are among, and whether the unknown of it are."""
    is_of_told = names[cells.of] in certified.told
    if is_estimate:
        return is_of_told, is_of_told
    persons = cells.persons is not None and is_of_told and names[cells.persons] in certified.told
    return persons, persons and (cells.unknown is None or names[cells.unknown] in certified.told)


def hidden_estimates(rows: Sequence[TableRow], counted: Mapping[str, Counted], rule: ReleaseRule) -> set[int]:
    """Return expected numbers (by identity) of too few persons, with all other parts of a division that has one.

    The parts of an expected number add up as counts do, so one hidden part would follow from the others.
    """
    parts: dict[tuple[str, str, Breakdown], list[TableRow]] = defaultdict(list)
    for row in rows:
        counting = counted[row.figure.measure].counting
        if counting.estimated:
            common = without(tuple(sorted(row.figure.breakdown.items())), *counting.parts)
            parts[row.table, row.figure.period, common].append(row)
    return {
        id(row.figure)
        for own in parts.values()
        if any(is_too_few_expected(row.figure, rule) for row in own)
        for row in own
    }


def is_too_few_expected(figure: Figure, rule: ReleaseRule) -> bool:
    """Return whether an expected number is of too small a group, or of too few expected in it or outside it."""
    least = rule.estimates
    sides = figure.numerator, figure.denominator - figure.numerator
    return figure.denominator < least.smallest_group or min(sides) < least.smallest_count


def released_row(figure: Figure, *, shows_persons: bool, shows_unknown: bool) -> ReleasedFigure:
    """Return a figure as a row, with its numbers or without any."""
    numbers = {
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": figure.unknown if shows_unknown else None,
        "bounds_low": figure.bounds_low,
        "bounds_high": figure.bounds_high if shows_unknown else None,  # it would tell the unknown
        "interval_low": figure.interval_low,
        "interval_high": figure.interval_high,
    }
    return ReleasedFigure(
        period=figure.period,
        breakdown=dict(figure.breakdown),
        is_hidden=not shows_persons,
        interval_kind=str(figure.interval_kind),
        unit=str(figure.unit),
        target=figure.target,
        figure_id=figure.figure_id,
        **{key: number if shows_persons else None for key, number in numbers.items()},
    )
