"""Reading the store as known at a day, a part of all persons at a time, so that a country fits in a small memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import ceil

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.home.home import Home
from videre.registers.quality.known import OLD_SINCE, POSITION, Known, is_in_parts
from videre.store.deliveries import Ledger
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

    The same rule as `videre.store.tables.read_known`; a test holds the two together. Only keys that were said more than
    once are sorted: 4 million rows of employment take 1.3 s instead of 4.

    Args:
        numbers: who has changed number: they count as one person, and what was said of both numbers as said once. The
            register of persons speaks of the newest number only.
    """
    key = list(SHAPES[register].key)
    said = scan_rows(home.paths, ledger, register).with_row_index(POSITION).filter(pl.col("reported") <= day)
    newest = pl.col("person").replace(numbers.newest) if numbers.newest else pl.col("person")
    has_persons = is_in_parts(register)
    if has_persons and part.of > 1:
        said = said.filter(newest % part.of == part.number)
    rows = said.with_columns(pl.col(POSITION).cast(pl.Int64)).collect()
    known = last_said(rows, key).filter(~pl.col("withdrawn"))
    if not has_persons:
        return known
    since = pl.col("person").replace_strict(numbers.since, default=None, return_dtype=pl.Date)
    known = known.with_columns(since.alias(OLD_SINCE) if numbers.since else pl.lit(None, pl.Date).alias(OLD_SINCE))
    if register == "persons":
        return known.filter(pl.col(OLD_SINCE).is_null())
    return last_said(known.with_columns(newest), key) if numbers.newest else known


def last_said(rows: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Return of the rows of each key the one that was reported last; of those of one day, the one delivered last."""
    is_corrected = pl.struct(key).is_duplicated()
    corrected = rows.filter(is_corrected).sort("reported", "sequence").unique(key, keep="last", maintain_order=True)
    return pl.concat([rows.filter(~is_corrected), corrected])


def new_numbers(home: Home, ledger: Ledger, day: date) -> NewNumbers:
    """Return who has changed number by a day; a circle of changes (a mistake) is followed once round."""
    changes = read_rows(home, ledger, "cpr_changes", day)
    step = dict(changes.select("old_person", "new_person").iter_rows())
    since = dict(changes.select("old_person", "date").iter_rows())
    newest = {old: list(followed(step, old))[-1] for old in step}
    return NewNumbers(newest, {old: since[old] for old in step if newest[old] != old})


def followed(step: dict[int, int], old: int) -> Iterator[int]:
    """Yield the numbers that followed a number, each once; last the number itself, where they go in a circle."""
    seen: set[int] = set()
    while old in step and step[old] not in seen:
        old = step[old]
        seen.add(old)
        yield old
