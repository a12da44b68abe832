"""From a supplier's table of text to a register's columns: which column is which, and in which code."""

from collections.abc import Iterable
from datetime import date

import polars as pl

from videre.definitions.mapping import ColumnSource, Mapping, Records
from videre.domain.refusals import Refused
from videre.registers.files import BEYOND, ROW, TextTable
from videre.registers.schema import Column, Privacy, Register, ValueType, say
from videre.registers.values import typed
from videre.registers.written import Source, Sources, text_of, whole_text
from videre.store.pseudonyms import without_cprs

STRANGE = "strange"  # whether a row is of a kind that the mapping does not know
DECIDING = {ValueType.DATE, ValueType.MONTH}  # what a day can be by which a list of codes is chosen

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


def find_sources(register: Register, mapping: Mapping | None, table: TextTable) -> dict[str, Source]:
    """Return the source of each canonical column that the file has.

    Raises:
        MappingDoesNotFit: see there.
        UnknownColumn, MissingColumn: see there. The names of a file's columns are repeated only when at least one of
            them is known: otherwise the first line may be a row, and a row is about a person.
    """
    if mapping is not None:
        check_mapping(mapping, register)
    header = table.header
    wanted = written_columns(register, mapping, header)
    expected = {name for written in wanted.values() for name in written.names}
    beside = columns_beside(mapping)
    used = expected | beside | (set(mapping.ignore) if mapping is not None else set())
    if not expected & set(header):
        raise MissingColumn(
            f"None of the columns of {register.name} stands where the names should stand. Expected: "
            f"{listed(expected)}. Look whether the file is of another register, or has lines above the names."
        )
    unknown = [name for name in header if name not in used]
    if unknown:
        raise UnknownColumn(
            f"The file has columns that are not known: {listed(unknown)}. Map them, or list them under `ignore` in the "
            "mapping, when the supplier has changed the file."
        )
    missing = (expected | beside) - set(header)
    if missing:
        raise MissingColumn(f"The file lacks the columns {listed(missing)}. Ask the sender to deliver it with them.")
    return {name: source_of(name, written, header) for name, written in wanted.items()}


def check_mapping(mapping: Mapping, register: Register) -> None:
    """Raise MappingDoesNotFit when a mapping is of another register, or says what cannot be of it."""
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
    if mapping.complete is not None and register.privacy is not Privacy.NONE:
        raise MappingDoesNotFit(
            f"The mapping {mapping.name} says what is `complete`. That is for published figures: what is missing is "
            "listed by its values."
        )
    for name, written in mapping.columns.items():
        check_written(mapping, register, name, written)


def check_written(mapping: Mapping, register: Register, name: str, written: ColumnSource) -> None:
    """Raise MappingDoesNotFit for a day that is none and decides over codes, or for a pattern that cannot be read."""
    by_date = written.codes_by_date
    if by_date is not None and register.column(by_date.column).type not in DECIDING:
        raise MappingDoesNotFit(
            f"The mapping {mapping.name}: {name}: codes_by_date: {by_date.column} is neither a date nor a month."
        )
    for pattern, instead in (written.patterns or {}).items():
        try:
            pl.select(pl.lit("x").str.replace(whole_text(pattern), instead))
        except pl.exceptions.ComputeError:
            raise MappingDoesNotFit(
                f"The mapping {mapping.name}: {name}: the pattern {pattern} is no regular expression of the kind that "
                "is read here: without look-around and back-references."
            ) from None


def written_columns(register: Register, mapping: Mapping | None, header: tuple[str, ...]) -> dict[str, ColumnSource]:
    """Return how each canonical column is written: as the mapping says, or canonically under its own name.

    In a canonical file the required columns are expected; the others may be left out.
    """
    if mapping is not None:
        return {**mapping.columns, **({REPORTED.name: mapping.reported} if mapping.reported is not None else {})}
    columns = (*register.columns, *SAID)
    present = [c for c in columns if c.name in header or (c.required and c is not REPORTED)]
    return {column.name: ColumnSource.model_validate({"from": column.name}) for column in present}


def columns_beside(mapping: Mapping | None) -> set[str]:
    """Return the supplier's columns that say what a row is: whether it is taken back, of which register it is."""
    if mapping is None:
        return set()
    taken_back = {mapping.withdrawn.from_} if mapping.withdrawn is not None else set()
    return taken_back | ({mapping.file.records.column} if mapping.file.records is not None else set())


def source_of(name: str, written: ColumnSource, header: tuple[str, ...]) -> Source:
    """Return the source of one canonical column."""
    return Source(tuple(header.index(each) for each in written.names), written, ", ".join(written.names) or name)


def of_register(table: TextTable, records: Records | None) -> pl.DataFrame:
    """Return the rows of a table that are of the register, and those that nobody knows; without what is left out.

    A column `strange` says of a row that it is of neither kind.
    """
    if records is None:
        return table.frame.with_columns(pl.lit(value=False).alias(STRANGE))
    kind = pl.col(str(table.header.index(records.column))).fill_null("")
    taken, left = kind.is_in(records.take), kind.is_in(records.leave)
    return table.frame.filter(~left).with_columns((~taken).alias(STRANGE))


def listed(names: Iterable[str]) -> str:
    """Return names as people list them; one that looks like a CPR number is not repeated."""
    return ", ".join(f"“{without_cprs(name)}”" for name in sorted(names))


def text_name(column: str) -> str:
    """Return the name under which the text of a column stands beside its value."""
    return f"{column}.text"


def bring_to_schema(
    register: Register, mapping: Mapping | None, table: TextTable, sources: Sources, reported: date | None
) -> pl.DataFrame:
    """Return the rows of a file with the columns of a register.

    Args:
        register: the register.
        mapping: the supplier's form; None for the canonical one.
        table: the file as text, or the next rows of it.
        sources: from `find_sources`.
        reported: the day on which rows were reported that do not say it themselves.

    Returns:
        `row`, `beyond`, `strange`; each column of the register and `reported`, `withdrawn` with its value (null where
        there is none, or none that can be read) and its canonical text beside (`start.text`). Of a row that takes back
        its key the other columns are empty.

    Raises:
        ReportedUnknown: neither file nor argument says the day.
    """
    if REPORTED.name not in sources and reported is None:
        raise ReportedUnknown(
            "The file does not say on which day its rows were reported. Say it with --reported YYYY-MM-DD: the day on "
            "which the sender made the file."
        )
    columns = (*register.columns, *SAID)
    frame = of_register(table, mapping.file.records if mapping is not None else None)
    texts = frame.select(
        ROW,
        BEYOND,
        STRANGE,
        *(text_of(register, c.name, sources, has_cells=table.has_cells).alias(text_name(c.name)) for c in columns),
    )
    if mapping is not None and mapping.withdrawn is not None:
        place = str(table.header.index(mapping.withdrawn.from_))
        takes_back = frame[place].fill_null("").is_in(mapping.withdrawn.values)
        texts = texts.with_columns(pl.when(takes_back).then(pl.lit("true")).alias(text_name(WITHDRAWN.name)))
    values = (
        typed(column, pl.col(text_name(column.name)), written_of(sources, column), has_cells=table.has_cells).alias(
            column.name
        )
        for column in columns
    )
    rows = texts.lazy().with_columns(values).collect()  # lazy: what several values need is computed once
    return with_content_taken_back(register, with_defaults(rows, reported))


def written_of(sources: Sources, column: Column) -> ColumnSource:
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
