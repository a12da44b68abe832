"""From a supplier's table of text to a register's columns: which column is which, and in which code."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

import polars as pl

from videre.definitions.mapping import ColumnSource, Mapping
from videre.domain.refusals import Refused
from videre.registers.files import BEYOND, ROW, TextTable
from videre.registers.schema import Column, Register, ValueType, say
from videre.registers.values import typed
from videre.store.pseudonyms import without_cprs

UNMAPPED = "\ufffd"  # stands for a supplier's code that the mapping does not know; strict decoding never gives it

REPORTED = Column("reported", ValueType.DATE, say("Meldt den", "Reported"), required=True)
WITHDRAWN = Column("withdrawn", ValueType.BOOLEAN, say("Taget tilbage", "Withdrawn"))
SAID = (REPORTED, WITHDRAWN)


class UnknownColumn(Refused):
    """The file has a column that nobody has said what to do with."""


class MissingColumn(Refused):
    """The file lacks a column that the register needs."""


class MappingDoesNotFit(Refused):
    """The mapping is of another register, or does not say all that the register needs."""


class ReportedUnknown(Refused):
    """Nobody has said on which day the rows were reported."""


class Source(NamedTuple):
    """Where a canonical column comes from: the place of the supplier's column (None: a constant) and how it is written.

    label: what the column is called in the file.
    """

    place: int | None
    written: ColumnSource
    label: str


def find_sources(register: Register, mapping: Mapping | None, table: TextTable) -> dict[str, Source]:
    """Return the source of each canonical column that the file has.

    Raises:
        MappingDoesNotFit: see there.
        UnknownColumn, MissingColumn: see there. The names of a file's columns are repeated only when at least one of
            them is known: otherwise the first line may be a row, and a row is about a person.
    """
    if mapping is not None:
        check_mapping(mapping, register)
    wanted = written_columns(register, mapping, table.header)
    expected = {written.from_ for written in wanted.values() if written.from_ is not None}
    used = expected | (set(mapping.ignore) | withdrawal_columns(mapping) if mapping is not None else set())
    if not expected & set(table.header):
        raise MissingColumn(
            f"None of the columns of {register.name} stands where the names should stand. Expected: "
            f"{listed(expected)}. Look whether the file is of another register, or has lines above the names."
        )
    unknown = [name for name in table.header if name not in used]
    if unknown:
        raise UnknownColumn(
            f"The file has columns that are not known: {listed(unknown)}. Map them, or list them under `ignore` in the "
            "mapping, when the supplier has changed the file."
        )
    missing = (expected | withdrawal_columns(mapping)) - set(table.header)
    if missing:
        raise MissingColumn(f"The file lacks the columns {listed(missing)}. Ask the sender to deliver it with them.")
    return {name: source_of(name, written, table.header) for name, written in wanted.items()}


def check_mapping(mapping: Mapping, register: Register) -> None:
    """Raise MappingDoesNotFit when a mapping is of another register, or leaves out what it needs."""
    if mapping.register_name != register.name:
        raise MappingDoesNotFit(
            f"The mapping {mapping.name} is of the register {mapping.register_name}, not of {register.name}."
        )
    known = {column.name for column in register.columns}
    unknown = set(mapping.columns) - known
    left_out = {column.name for column in register.columns if column.required} - set(mapping.columns)
    if unknown:
        raise MappingDoesNotFit(f"The mapping {mapping.name} names no column of {register.name}: {listed(unknown)}.")
    if left_out:
        raise MappingDoesNotFit(f"The mapping {mapping.name} leaves out what is required: {listed(left_out)}.")


def written_columns(register: Register, mapping: Mapping | None, header: tuple[str, ...]) -> dict[str, ColumnSource]:
    """Return how each canonical column is written: as the mapping says, or canonically under its own name.

    In a canonical file the required columns are expected; the others may be left out.
    """
    if mapping is not None:
        return {**mapping.columns, **({REPORTED.name: mapping.reported} if mapping.reported is not None else {})}
    columns = (*register.columns, *SAID)
    present = [c for c in columns if c.name in header or (c.required and c is not REPORTED)]
    return {column.name: ColumnSource.model_validate({"from": column.name}) for column in present}


def withdrawal_columns(mapping: Mapping | None) -> set[str]:
    """Return the supplier's column that says whether a row is taken back, where there is one."""
    return {mapping.withdrawn.from_} if mapping is not None and mapping.withdrawn is not None else set()


def source_of(name: str, written: ColumnSource, header: tuple[str, ...]) -> Source:
    """Return the source of one canonical column."""
    if written.from_ is None:
        return Source(None, written, name)
    return Source(header.index(written.from_), written, written.from_)


def listed(names: Iterable[str]) -> str:
    """Return names as people list them; one that looks like a CPR number is not repeated."""
    return ", ".join(f"“{without_cprs(name)}”" for name in sorted(names))


def text_name(column: str) -> str:
    """Return the name under which the text of a column stands beside its value."""
    return f"{column}.text"


def bring_to_schema(
    register: Register, mapping: Mapping | None, table: TextTable, sources: dict[str, Source], reported: date | None
) -> pl.DataFrame:
    """Return the rows of a file with the columns of a register.

    Args:
        register: the register.
        mapping: the supplier's form; None for the canonical one.
        table: the file as text.
        sources: from `find_sources`.
        reported: the day on which rows were reported that do not say it themselves.

    Returns:
        `row`, `beyond`; each column of the register and `reported`, `withdrawn` with its value (null where there is
        none, or none that can be read) and its canonical text beside (`start.text`). Of a row that takes back its key
        the other columns are empty.

    Raises:
        ReportedUnknown: neither file nor argument says the day.
    """
    if REPORTED.name not in sources and reported is None:
        raise ReportedUnknown(
            "The file does not say on which day its rows were reported. Say it with --reported YYYY-MM-DD: the day on "
            "which the sender made the file."
        )
    columns = (*register.columns, *SAID)
    texts = table.frame.select(
        ROW, BEYOND, *(text_of(sources.get(column.name)).alias(text_name(column.name)) for column in columns)
    )
    if mapping is not None and mapping.withdrawn is not None:
        place = str(table.header.index(mapping.withdrawn.from_))
        takes_back = table.frame[place].fill_null("").is_in(mapping.withdrawn.values)
        texts = texts.with_columns(pl.when(takes_back).then(pl.lit("true")).alias(text_name(WITHDRAWN.name)))
    values = (
        typed(column, pl.col(text_name(column.name)), written_of(sources, column), has_cells=table.has_cells).alias(
            column.name
        )
        for column in columns
    )
    rows = texts.lazy().with_columns(values).collect()  # lazy: what several values need is computed once
    return with_content_taken_back(register, with_defaults(rows, reported))


def text_of(source: Source | None) -> pl.Expr:
    """Return the canonical text of a column: codes translated, null where nothing stands."""
    if source is None:
        return pl.lit(None, dtype=pl.String)
    if source.place is None:
        return pl.lit(source.written.constant, dtype=pl.String)
    text = pl.col(str(source.place))
    if source.written.codes is not None:
        codes = source.written.codes
        by_code = text.fill_null("").replace_strict(
            list(codes), list(codes.values()), default=UNMAPPED, return_dtype=pl.String
        )
        left_out = text.is_null() if "" not in codes else pl.lit(value=False)
        return pl.when(~left_out & (by_code != "")).then(by_code)
    return text.str.zfill(source.written.pad) if source.written.pad else text


def written_of(sources: dict[str, Source], column: Column) -> ColumnSource:
    """Return how a column is written; the canonical form where it does not stand in the file."""
    return sources[column.name].written if column.name in sources else ColumnSource(constant="")


def with_defaults(rows: pl.DataFrame, reported: date | None) -> pl.DataFrame:
    """Return rows with the whole file's day where a row does not say its own; not withdrawn unless it says so."""
    if reported is not None:
        says_none = pl.col(text_name(REPORTED.name)).is_null()
        day = pl.when(says_none).then(pl.lit(reported)).otherwise(pl.col(REPORTED.name)).alias(REPORTED.name)
        text = pl.col(text_name(REPORTED.name)).fill_null(reported.isoformat())
        rows = rows.with_columns(day, text)
    return rows.with_columns(pl.col(WITHDRAWN.name).fill_null(value=False))


def with_content_taken_back(register: Register, rows: pl.DataFrame) -> pl.DataFrame:
    """Return rows in which those that take back their key say nothing else."""
    content = [name for c in register.columns if not c.is_key for name in (c.name, text_name(c.name))]
    if not rows[WITHDRAWN.name].any():
        return rows
    return rows.with_columns(pl.when(~pl.col(WITHDRAWN.name)).then(pl.col(name)).alias(name) for name in content)
