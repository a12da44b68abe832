"""Reading the store as known at a day, a part of all persons at a time, so that a country fits in a small memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.domain.days import date_of_day
from videre.domain.renumbering import newest_numbers
from videre.home.home import Home
from videre.registers.quality.known import OLD_SINCE, POSITION, Known, is_in_parts
from videre.store.deliveries import Ledger
from videre.store.renumbering import read_changes
from videre.store.shapes import SHAPES
from videre.store.tables import scan_rows

ROWS_A_PART = 4_000_000  # of all registers together; benchmarks/check_quality.py says what a part takes


@dataclass(frozen=True)
class Part:
    """One of the parts into which all persons are divided by their pseudonyms, which are spread evenly."""

    number: int
    of: int


WHOLE = Part(0, 1)


@dataclass(frozen=True)
class NewNumbers:
    """The persons who have changed number: the newest number of each, and since when the old one is old."""

    newest: dict[int, int]
    since: dict[int, date]


NOBODY = NewNumbers({}, {})


def list_parts(home: Home, ledger: Ledger, rows_a_part: int = ROWS_A_PART) -> list[Part]:
    """Return the parts in which a store is best read: one for a municipality, many for a country."""
    counts = [scan_rows(home.paths, ledger, register).select(pl.len()) for register in ledger.table_versions()]
    n_rows = sum(frame.item() for frame in pl.collect_all(counts))
    n_parts = max(1, ceil(n_rows / rows_a_part))
    return [Part(number, n_parts) for number in range(n_parts)]


def read_part(home: Home, ledger: Ledger, definitions: Definitions, day: date, part: Part) -> Known:
    """Return what the store knew of a part of all persons at a day; registers are read when they are asked for."""
    numbers = new_numbers(home, ledger, day)
    return Known(
        day,
        home.settings.municipality,
        definitions,
        ledger.first_reported(),
        lambda register: read_rows(home, ledger, register, day, part, numbers),
    )


def read_rows(
    home: Home, ledger: Ledger, register: str, day: date, part: Part = WHOLE, numbers: NewNumbers = NOBODY
) -> pl.DataFrame:
    """Return the rows of a register that count on a day, of a part of all persons, with their `position` in its table.

    The same rule as `videre.store.renumbering.known_persons`; a test holds the two together. Only keys that were said
    more than once are sorted: 4 million rows of employment take 1.3 s instead of 4.

    Args:
        numbers: who has changed number: they count as one person, and what was said under several numbers as said once.
    """
    shape = SHAPES[register]
    said = scan_rows(home.paths, ledger, register).with_row_index(POSITION).filter(pl.col("reported") <= day)
    newest = pl.col("person").replace(numbers.newest) if numbers.newest else pl.col("person")
    if is_in_parts(register) and part.of > 1:
        said = said.filter(newest % part.of == part.number)
    rows = said.with_columns(pl.col(POSITION).cast(pl.Int64)).collect()
    last = last_said(rows, list(shape.key), ["reported", "sequence"])
    if not is_in_parts(register):
        return last.filter(~pl.col("withdrawn"))
    if not numbers.newest:
        return last.filter(~pl.col("withdrawn")).with_columns(pl.lit(None, pl.Date).alias(OLD_SINCE))
    since = pl.col("person").replace_strict(numbers.since, default=None, return_dtype=pl.Date)
    told = last.with_columns(since.alias(OLD_SINCE), newest, former=pl.col("person"))
    told = told.filter(pl.col(OLD_SINCE).is_null() | ~pl.col("withdrawn"))
    if "person" in shape.key:
        is_today_s = pl.col(OLD_SINCE).is_null()  # who somebody is, their newest number says, however late the old one
        order = [is_today_s] if register == "persons" else []
        told = last_said(told, list(shape.key), [*order, "reported", "sequence", is_today_s, "former"])
    return told.filter(~pl.col("withdrawn")).drop("former")


def last_said(rows: pl.DataFrame, key: list[str], order: Sequence[str | pl.Expr]) -> pl.DataFrame:
    """Return of the rows of each key the last one in an order: reported last, and of one day delivered last."""
    is_repeated = pl.struct(key).is_duplicated()
    repeated = rows.filter(is_repeated)
    last = repeated.sort(order).unique(key, keep="last", maintain_order=True)
    return pl.concat([rows.filter(~is_repeated), last])


def new_numbers(home: Home, ledger: Ledger, day: date) -> NewNumbers:
    """Return who has changed number by a day."""
    changes = read_changes(home.paths, ledger, day)
    newest = newest_numbers(changes)
    return NewNumbers(newest, {each.old: date_of_day(each.day) for each in changes if each.old in newest})
