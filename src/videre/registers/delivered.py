"""A delivered file, read and checked: some rows at a time, so that a file of any size takes a bounded memory.

What is held of a row until the end is what the store will have of it, some 100 bytes, and not its text.
"""

from collections.abc import Callable
from datetime import date
from typing import BinaryIO, NamedTuple

import polars as pl

from videre.definitions.mapping import Mapping
from videre.registers.canonical import SAID, bring_to_schema, find_sources
from videre.registers.checking import PROBLEM, check_each_row, check_together, explain, keys_of, without
from videre.registers.completeness import Completeness
from videre.registers.files import ROW, read_tables
from videre.registers.rules.rule import Surroundings
from videre.registers.schema import Register
from videre.registers.unreadable import HardlyAnyUsable
from videre.registers.written import Sources

MOST_IN_VAIN = 2_000  # rows set aside while none could be taken
MOST_SET_ASIDE = 50_000  # rows set aside while fewer than one in ten could be taken
MOST_EVER_SET_ASIDE = 1_000_000  # each takes some 100 bytes until the end
Told = Callable[[int], None]  # so many bytes of the file have been read


class Delivered(NamedTuple):
    """What is in a file.

    rows_in: its rows of this register. left_out: its rows of other registers, by the mapping's `records`.
    taken: rows that no rule sets aside, in order. Columns that the store does not keep hold a hash: enough to tell
        whether two rows are the same.
    problems: what is wrong with the others, as people read it (`videre.registers.checking.explain`).
    refused_keys: the natural keys of the rows set aside.
    lacking: what the file lacks of what the mapping calls complete, a sentence each; nothing for most files.
    """

    rows_in: int
    left_out: int
    taken: pl.DataFrame
    problems: pl.DataFrame
    refused_keys: pl.DataFrame
    lacking: tuple[str, ...]

    @property
    def day(self) -> date | None:
        """The last day on which a usable row was reported; None without usable rows."""
        day = self.taken["reported"].max()
        return day if isinstance(day, date) else None


def read_delivered(
    register: Register,
    form: Mapping | None,
    file: BinaryIO,
    reported: date | None,
    around: Surroundings,
    tell: Told = lambda _bytes: None,
) -> Delivered:
    """Return a file brought to the register's columns and checked.

    Args:
        register: the register.
        form: the supplier's mapping; None for the canonical columns.
        file: the file, from its beginning; it can be wound back.
        reported: the day on which rows were reported that do not say it themselves.
        around: what the rules may know beside the rows.
        tell: told how much of the file has been read.

    Raises:
        What refuses a file as a whole: see `videre.registers.files` and `videre.registers.canonical`.
    """
    sources = None
    whole = Completeness(form.complete if form is not None else None)
    taken, problems, refused = [], [pl.DataFrame(schema=PROBLEM)], []
    rows_in = left_out = n_taken = 0
    for table in read_tables(file, form.file if form is not None else None):
        if sources is None:
            sources = find_sources(register, form, table)
            whole.check_columns(table)
        rows = bring_to_schema(register, form, table, sources, reported)
        checked = check_each_row(register, rows, around)
        rows_in, left_out = rows_in + len(rows), left_out + len(table.frame) - len(rows)
        taken.append(held(register, checked.taken))
        problems.append(checked.problems)
        refused.append(checked.refused_keys)
        whole.see(table, checked.taken[ROW])
        n_taken += len(checked.taken)
        check_use(register, checked.problems, sources, n_taken, rows_in - n_taken)
        tell(file.tell())
    every = pl.concat(taken)
    together = check_together(register, every, around)
    refused.append(keys_of(register, every, together))
    found = pl.concat([*problems, together]).sort("row", "field", "rule")
    return Delivered(
        rows_in,
        left_out,
        without(every, together),
        explain(register, found, sources or {}),
        pl.concat(refused),
        whole.lacking(),
    )


def check_use(register: Register, problems: pl.DataFrame, sources: Sources, n_taken: int, n_set_aside: int) -> None:
    """Raise HardlyAnyUsable for a file of which next to nothing can be used: it is of another form than was said.

    Listing what is wrong with each of its rows would help nobody, and take more memory than the file.
    """
    none_is = n_set_aside > MOST_IN_VAIN and not n_taken
    few_are = n_set_aside > MOST_SET_ASIDE and n_taken < n_set_aside / 10
    if not (none_is or few_are or n_set_aside > MOST_EVER_SET_ASIDE):
        return
    often = problems.group_by("field", "rule").len().sort("len", "field", "rule", descending=True).head(3)
    said = explain(register, often.select(row=pl.lit(0, dtype=pl.Int64), field="field", rule="rule"), sources)
    why = " ".join(
        f"“{column}”: {rule}." if column else f"{rule}." for column, rule in said.select("column", "rule").rows()
    )
    raise HardlyAnyUsable(
        f"Of the first {n_taken + n_set_aside:,} rows {n_set_aside:,} cannot be used. Most often: {why} Look with "
        "--preview whether the file is of another register, or the supplier has changed its form."
    )


def held(register: Register, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what is held of rows until the whole file is read: values, and a hash of what the store does not keep."""
    columns = [pl.col(c.name) if c.is_kept else pl.col(c.name).hash() for c in register.columns]
    return rows.select(ROW, *columns, *(column.name for column in SAID))
