"""Who answers for whom: a table of rows over age, standing and benefit, with its gaps and overlaps computed exactly."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from videre.domain.standing import YouthClass

CLASSES = tuple(each.value for each in YouthClass if each is not YouthClass.NONE)


class Cell(NamedTuple):
    """One kind of young person: an age in whole years, a YouthClass, and whether on a benefit (0 or 1)."""

    age_years: int
    youth_class: int
    on_benefit: int


class Row(NamedTuple):
    """One row of the table: a unit answers for a block of cells, between two days.

    ages: from the first up to, not including, the second. classes: YouthClasses. benefit: the values of `on_benefit`
    that it is about. since, until: from the first day up to, not including, the second.
    """

    unit: str
    ages: tuple[int, int]
    classes: tuple[int, ...]
    benefit: tuple[int, ...]
    since: int
    until: int


class Fault(NamedTuple):
    """A cell that nobody answers for, or that several do, from a day on up to another."""

    cell: Cell
    since: int
    until: int
    units: tuple[str, ...]


def holds(row: Row, cell: Cell, day: int) -> bool:
    """Return whether a row is about a cell on a day."""
    return (
        row.since <= day < row.until
        and row.ages[0] <= cell.age_years < row.ages[1]
        and cell.youth_class in row.classes
        and cell.on_benefit in row.benefit
    )


def list_answering(rows: Sequence[Row], cell: Cell, day: int) -> tuple[str, ...]:
    """Return the units that answer for a cell on a day, in the table's order: one, when the table is right."""
    return tuple(row.unit for row in rows if holds(row, cell, day))


def grid(ages: tuple[int, int]) -> Iterator[Cell]:
    """Yield every cell of the ages: as many as ages x 8 classes x 2."""
    for age_years, youth_class, on_benefit in product(range(*ages), CLASSES, (0, 1)):
        yield Cell(age_years, youth_class, on_benefit)


def list_faults(rows: Sequence[Row], ages: tuple[int, int], since: int, until: int) -> tuple[Fault, ...]:
    """Return every gap (no unit) and overlap (several) of a table, exactly.

    The table changes on finitely many days, the first days of rows and the first days after them; between two of them
    nothing changes, so one day of each stretch decides for all of it.

    Args:
        rows: the table. ages: the ages that somebody must answer for.
        since, until: the time looked at.
    """
    turning = sorted({since, *(day for row in rows for day in (row.since, row.until) if since < day < until)})
    stretches = list(zip(turning, [*turning[1:], until], strict=True))
    faults: list[Fault] = []
    for cell in grid(ages):
        for begins, ends in stretches:
            units = list_answering(rows, cell, begins)
            if len(units) == 1:
                continue
            last = faults[-1] if faults else None
            if last is not None and last.cell == cell and last.until == begins and last.units == units:
                faults[-1] = last._replace(until=ends)
            else:
                faults.append(Fault(cell, begins, ends, units))
    return tuple(faults)
