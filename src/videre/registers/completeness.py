"""Whether a published table is whole: what it lacks is said, and a missing figure is never taken for a 0."""

from collections.abc import Iterable, Sequence
from itertools import islice, product
from math import prod

import polars as pl

from videre.definitions.mapping import Complete
from videre.registers.canonical import MappingDoesNotFit, listed
from videre.registers.files import ROW, TextTable

MOST_NAMED = 10  # of what is missing, in one sentence
MOST_LOOKED_THROUGH = 1_000_000  # combinations, to name those that are missing; Statbank gives no more at once


class Completeness:
    """What has been seen of a table, and what it lacks.

    Args:
        complete: what the table must hold, by the supplier's names of its columns; None: nothing is asked.
    """

    def __init__(self, complete: Complete | None) -> None:
        self._every = complete.every if complete is not None else ()
        self._without_gaps = complete.without_gaps if complete is not None else ()
        self._names = list(dict.fromkeys((*self._every, *self._without_gaps)))
        self._seen: list[pl.DataFrame] = []

    def check_columns(self, table: TextTable) -> None:
        """Raise MappingDoesNotFit when the mapping asks for columns that the file does not have."""
        unknown = set(self._names) - set(table.header)
        if unknown:
            raise MappingDoesNotFit(f"The mapping's `complete` names columns that the file has not: {listed(unknown)}.")

    def see(self, table: TextTable, taken: pl.Series) -> None:
        """Take note of the rows of a table that were taken, by their numbers."""
        if self._names:
            rows = table.frame.filter(pl.col(ROW).is_in(taken.implode()))
            columns = {name: pl.col(str(table.header.index(name))).fill_null("") for name in self._names}
            self._seen.append(rows.select(**columns).unique())

    def lacking(self) -> tuple[str, ...]:
        """Return what the table lacks, a sentence each. It holds public figures only, so values may be named."""
        if not self._seen:
            return ()
        seen = pl.concat(self._seen).unique()
        gaps = [gaps_in(name, seen[name]) for name in self._without_gaps]
        missing = [missing_combinations(seen.select(self._every).unique())] if self._every else []
        return tuple(sentence for sentence in (*gaps, *missing) if sentence)


def gaps_in(name: str, values: pl.Series) -> str:
    """Return which whole numbers are missing between the smallest and the greatest; empty when none is."""
    numbers = set(values.filter(values.str.contains(r"^\d{1,9}$")).cast(pl.Int64))
    if not numbers:
        return ""
    missing = (number for number in range(min(numbers), max(numbers) + 1) if number not in numbers)
    n_missing = max(numbers) - min(numbers) + 1 - len(numbers)
    if not n_missing:
        return ""
    return f"“{name}” goes from {min(numbers)} to {max(numbers)} and lacks {named(missing, n_missing)}."


def missing_combinations(seen: pl.DataFrame) -> str:
    """Return which combinations of the values that there are do not stand in the table; empty when none is missing."""
    values = [sorted(seen[name].unique()) for name in seen.columns]
    n_missing = prod(len(each) for each in values) - len(seen)
    if not n_missing:
        return ""
    there = set(seen.rows())
    every = islice(product(*values), MOST_LOOKED_THROUGH)
    missing = (" ".join(each) for each in every if each not in there)
    columns = " and ".join(f"“{name}”" for name in seen.columns)
    return f"Not every value of {columns} stands with every other: {named(missing, n_missing)} lacks."


def named(missing: Iterable[object], n_missing: int) -> str:
    """Return the first of what is missing, and how much more there is."""
    first: Sequence[str] = [str(each) for each in islice(missing, MOST_NAMED)]
    more = n_missing - len(first)
    return ", ".join(first) + (f" and {more:,} more" if more else "")
