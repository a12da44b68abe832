"""Finding rows that break rules in what was delivered: the store has no CPR number, the sender's file has.

A sender finds a row by the name of the file and the number of the row in it. The kept file is read again as it was read
when it was imported; the row is the one with the same natural key, reported on the same day.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.definitions.mapping import Mapping
from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.registers.canonical import bring_to_schema, find_sources
from videre.registers.catalogue import get_register
from videre.registers.files import ROW, read_tables
from videre.registers.quality.asking import words_of
from videre.registers.quality.known import POSITION
from videre.registers.schema import Register
from videre.registers.stored import keys_for_store
from videre.store.deliveries import Delivery, Ledger
from videre.store.kept_files import SET_ASIDE
from videre.store.shapes import SHAPES, Kind
from videre.store.tables import scan_rows

CANONICAL = "canonical"  # the sender of files without a mapping
LOCATED = {POSITION: pl.Int64(), ROW: pl.Int64()}


def locate(
    home: Home, ledger: Ledger, definitions: Definitions, register: str, positions: pl.Series
) -> tuple[pl.DataFrame, dict[int, dict[str, str]]]:
    """Return where rows of the store stand in the files that brought them, and what these files call their columns.

    Args:
        home, ledger, definitions: of the home; the mappings are read from the definitions.
        register: the register.
        positions: of rows in the register's table.

    Returns:
        `position` and `row`, for the rows that were found; and for each delivery the label of each canonical column.
        Rows of a file that has been erased, or whose mapping has been changed so that it no longer reads it, are not
        found.
    """
    key = [*SHAPES[register].key, "reported"]
    rows = (
        scan_rows(home.paths, ledger, register).with_row_index(POSITION).with_columns(pl.col(POSITION).cast(pl.Int64))
    )
    wanted = rows.filter(pl.col(POSITION).is_in(positions.implode())).select(POSITION, "sequence", *key).collect()
    deliveries = {delivery.sequence: delivery for delivery in ledger.deliveries()}
    found, labels = [pl.DataFrame(schema=LOCATED)], {}
    for (sequence,), of_delivery in wanted.group_by("sequence", maintain_order=True):
        delivery = deliveries[int(str(sequence))]
        located, labels[delivery.sequence] = locate_in(home, definitions, delivery, of_delivery.drop("sequence"))
        found.append(located)
    return pl.concat(found), labels


def locate_in(
    home: Home, definitions: Definitions, delivery: Delivery, wanted: pl.DataFrame, *, key: bytes | None = None
) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return where rows stand in one delivery: by the mapping of its sender by which most of them are found.

    key: under which the wanted rows' persons are hashed; None: that of the store.
    """
    register = get_register(delivery.register)
    file = home.paths.deliveries / str(delivery.sequence) / delivery.file_name
    best, labels = pl.DataFrame(schema=LOCATED), {column.name: column.title.da for column in register.columns}
    for form in forms_of(definitions, delivery):
        try:
            found, named = read_again(key or home.key("pseudonym"), register, form, file, delivery.reported_to, wanted)
        except (Refused, OSError):  # not the form in which it was written, or erased
            continue
        if len(found) > len(best):
            best, labels = found, {**labels, **named}
        if len(best) == len(wanted):
            break
    return best, labels


def forms_of(definitions: Definitions, delivery: Delivery) -> Iterator[Mapping | None]:
    """Yield the forms in which a delivery may have been written; None is the canonical one."""
    if delivery.sender == CANONICAL:
        yield None
    yield from (form for form in definitions.list_mappings(delivery.register) if form.supplier == delivery.sender)


def read_again(
    key: bytes, register: Register, form: Mapping | None, file: Path, reported: date | None, wanted: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, str]]:
    """Return where rows stand in a kept file, and what it calls its columns."""
    aside = set_aside(file.with_name(SET_ASIDE))
    found, labels = [pl.DataFrame(schema=LOCATED)], {}
    with file.open("rb") as content:
        for table in read_tables(content, form.file if form is not None else None):
            sources = find_sources(register, form, table)
            labels = {name: source.label for name, source in sources.items()}
            rows = bring_to_schema(register, form, table, sources, reported)
            usable = rows.filter(~pl.col(ROW).is_in(aside.implode()) & ~pl.col("withdrawn"))
            said = keys_for_store(register, usable, key).with_columns(usable[ROW], usable["reported"])
            same = [name for name in wanted.columns if name != POSITION]
            found.append(wanted.join(said, on=same, nulls_equal=True).select(list(LOCATED)))
    return pl.concat(found).group_by(POSITION).agg(pl.col(ROW).min()), labels


def key_of_rows(home: Home, ledger: Ledger, register: str, positions: pl.Series) -> pl.DataFrame:
    """Return the natural key of rows of the store as text, without persons: `position`, `key`.

    For the rows that cannot be found in their file; it says nothing that the person's own number would be needed for.
    """
    shown = [name for name, kind in SHAPES[register].key.items() if kind is not Kind.LONG]
    if positions.is_empty() or not shown:
        return pl.DataFrame(
            {POSITION: positions, "key": [""] * len(positions)}, schema_overrides={POSITION: pl.Int64()}
        )
    rows = (
        scan_rows(home.paths, ledger, register).with_row_index(POSITION).with_columns(pl.col(POSITION).cast(pl.Int64))
    )
    found = rows.filter(pl.col(POSITION).is_in(positions.implode())).collect()
    return found.select(POSITION, key=words_of(shown, found))


def set_aside(file: Path) -> pl.Series:
    """Return the rows of a delivery that were not taken: they may say the same key as a row that was."""
    if not file.exists():
        return pl.Series(ROW, [], dtype=pl.Int64)
    return pl.read_csv(file, columns=[ROW], schema_overrides={ROW: pl.Int64()})[ROW].unique()
