"""What a mapping makes of the first rows of a file: nothing is written, and the home is not locked."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.home.home import Home
from videre.pipeline.importing import NoSuchFile, surroundings
from videre.registers.canonical import SAID, bring_to_schema, find_sources, text_name
from videre.registers.catalogue import get_register
from videre.registers.checking import check_rows, explain
from videre.registers.files import ROW, TextTable, read_tables
from videre.registers.schema import Column, Privacy, Register, ValueType
from videre.registers.written import UNMAPPED, Sources
from videre.store.deliveries import Ledger
from videre.store.kept_files import name_to_keep

NOT_UNDERSTOOD = "?"
BEHIND = "*"  # what stands for the letters and digits that say who somebody is


class Preview(NamedTuple):
    """The first rows of a file as a register has them.

    sources: for each canonical column, what it comes from in the file; empty for a constant or an absent column.
    rows: `row` and the canonical columns as text: empty where nothing stands, `?` where what stands there is not
        understood. What says who a person is stands with its first characters alone.
    problems: what would set rows aside (`videre.registers.checking.explain`). A row that stands again further down, or
        is contradicted there, is not seen.
    left_out: rows among the first that belong to other registers.
    """

    register: str
    file_name: str
    sources: dict[str, str]
    rows: pl.DataFrame
    problems: pl.DataFrame
    left_out: int


def preview_delivery(
    home: Home,
    register: str,
    file: Path,
    *,
    mapping: str | None = None,
    reported: date | None = None,
    n_rows: int = 10,
) -> Preview:
    """Return what an import would make of the first rows of a file.

    Args:
        home: the home whose definitions and registers are looked at.
        register: the register's name.
        file: the supplier's file.
        mapping: the supplier's form, by name; None for the canonical columns.
        reported: as for the import.
        n_rows: how many rows of the file are looked at.

    Raises:
        What refuses a file as a whole in its first rows, as for the import.
    """
    asked = get_register(register)
    form = Definitions(home.paths.definitions).mapping(mapping) if mapping is not None else None
    if not file.is_file():
        raise NoSuchFile(f"There is no file {name_to_keep(file)} here that can be read.")
    with file.open("rb") as opened:
        table = first_rows(read_tables(opened, form.file if form is not None else None), n_rows)
    sources = find_sources(asked, form, table)
    rows = bring_to_schema(asked, form, table, sources, reported)
    found = check_rows(asked, rows, surroundings(home, Ledger(home.paths.ledger), asked))
    return Preview(
        register=register,
        file_name=name_to_keep(file),
        sources=said_sources(asked, sources),
        rows=shown_rows(asked, rows),
        problems=explain(asked, found.problems, sources),
        left_out=len(table.frame) - len(rows),
    )


def first_rows(tables: Iterator[TextTable], n_rows: int) -> TextTable:
    """Return the first rows of a file; of the rest no more is read than the block in which they stand."""
    first = next(tables)
    frames = [first.frame]
    while sum(map(len, frames)) < n_rows and (table := next(tables, None)) is not None:
        frames.append(table.frame)
    return first._replace(frame=pl.concat(frames).head(n_rows))


def said_sources(register: Register, sources: Sources) -> dict[str, str]:
    """Return what each canonical column comes from, in the file's own words."""
    return {
        column.name: sources[column.name].label if column.name in sources and sources[column.name].places else ""
        for column in (*register.columns, *SAID)
    }


def shown_rows(register: Register, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows as people look at them."""
    return rows.select(ROW, *(shown(column, register) for column in (*register.columns, *SAID)))


def shown(column: Column, register: Register) -> pl.Expr:
    """Return a column as text: its value, or that it is not understood."""
    text, value = pl.col(text_name(column.name)), pl.col(column.name)
    is_unclear = (text.is_not_null() & value.is_null()) | (text == UNMAPPED)
    words = value.dt.strftime("%Y-%m-%d") if column.type in {ValueType.DATE, ValueType.MONTH} else value.cast(pl.String)
    if is_hidden(column, register):
        words = words.str.head(6 if column.type is ValueType.CPR else 1) + pl.lit(BEHIND * 4)
    return pl.when(is_unclear).then(pl.lit(NOT_UNDERSTOOD)).otherwise(words.fill_null("")).alias(column.name)


def is_hidden(column: Column, register: Register) -> bool:
    """Return whether a column says who a person is; a birthday that stands in the CPR number does not by itself."""
    if column.type in {ValueType.DATE, ValueType.MONTH}:
        return False
    return (column.privacy or register.privacy) is Privacy.IDENTIFYING or column.type in {
        ValueType.CPR,
        ValueType.CPR_LIST,
        ValueType.OPAQUE,
    }
