"""Months of work joined, the slow way: month by month with a dictionary, no arrays."""

from collections.abc import Iterable
from typing import NamedTuple


class Month(NamedTuple):
    """A month of one kind of work of one person. month: counted from any month."""

    person: int
    code: int
    month: int
    hours: int
    reported: int


class Run(NamedTuple):
    """Months in a row of the same hours, and the newest report on any of them."""

    person: int
    code: int
    first: int
    last: int
    hours: int
    reported: int


def joined(months: Iterable[Month]) -> set[Run]:
    """Return the runs of months: each month belongs to the run of the month before, where that has the same hours."""
    told = {(month.person, month.code, month.month): month for month in months}
    runs = set()
    for (person, code, number), month in told.items():
        before = told.get((person, code, number - 1))
        if before is not None and before.hours == month.hours:
            continue
        last, reported = number, month.reported
        while (after := told.get((person, code, last + 1))) is not None and after.hours == month.hours:
            last, reported = last + 1, max(reported, after.reported)
        runs.add(Run(person, code, number, last, month.hours, reported))
    return runs
