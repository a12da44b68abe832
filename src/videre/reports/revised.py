"""What has come out otherwise since a report was approved: its tables then against those of now, figure by figure."""

from collections.abc import Mapping
from typing import NamedTuple

from videre.disclosure.released import Released, ReleasedFigure


class Revised(NamedTuple):
    """A figure of a report that is another now: another number, or hidden or gone where it was shown, or shown now."""

    table: str
    then: ReleasedFigure
    now: ReleasedFigure | None


def list_revised(then: Mapping[str, Released], now: Mapping[str, Released]) -> tuple[Revised, ...]:
    """Return the figures of some tables that are told otherwise now, in the tables' own order.

    A figure is another when its value, its number, its whole or its unknown is; two hidden figures are the same. New
    periods are no revision.
    """
    revised = []
    for name, table in then.items():
        later = {place_of(row): row for row in now[name].rows} if name in now else {}
        for row in table.rows:
            found = later.get(place_of(row))
            if found is None or told_by(found) != told_by(row):
                revised.append(Revised(name, row, found))
    return tuple(revised)


def place_of(row: ReleasedFigure) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return what a figure is of."""
    return row.period, tuple(sorted(row.breakdown.items()))


def told_by(row: ReleasedFigure) -> tuple[float | None, float | None, float | None, float | None]:
    """Return what a figure tells."""
    return row.value, row.numerator, row.denominator, row.unknown
