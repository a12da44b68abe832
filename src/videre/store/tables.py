"""The tables of the store: one Delta table a register, append-only, read as known at a day.

Reading goes by the list of files of the version that the ledger names: `read_parquet` in DuckDB or polars. Delta's own
versions say only what was committed, never what was known when.
"""

import os
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import duckdb
import polars as pl
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import TableNotFoundError

from videre.domain.refusals import Refused
from videre.home.paths import HomePaths
from videre.store.deliveries import Ledger
from videre.store.shapes import SHAPES


class StoreRewritten(Refused):
    """A version of the store was to be read that an erasure has removed in the meantime."""


def known_rows(
    connection: duckdb.DuckDBPyConnection, paths: HomePaths, ledger: Ledger, register: str, known_at: date
) -> str:
    """Make a view of the rows of a register as known at a day, and return its name: the register's.

    Of the rows of one natural key that were reported by the end of the day, the one with the greatest
    `(reported, sequence)` counts, unless it takes back the key. The view has all columns of the table
    (`videre.store.shapes`); a register that nobody has delivered is empty.

    Cost: 21 million rows of which 13 million count, four columns of key, in 4 s and 1.4 GB on two cores. A window is
    two and a half times as fast as `arg_max` here (docs/decisions/resolve-with-a-window.md).

    Source:
        Checked against tests/oracles/known_at.py.
    """
    query = f"SELECT * FROM ({last_said(all_rows(paths, ledger, register), register, known_at)}) WHERE NOT withdrawn"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {register} AS {query}")
    return register


def last_said(rows: str, register: str, known_at: date, of_whom: str = "true") -> str:
    """Return the SELECT of the last row said by a day of each natural key, those that take it back included.

    Args:
        rows: all rows of the register, as SQL to select from: `all_rows`, or a table of the same shape.
        of_whom: which rows are looked at, as SQL over the columns of the key.
    """
    key = ", ".join(quoted(name) for name in SHAPES[register].key)
    return (
        f"SELECT * FROM {rows}"
        f" WHERE reported <= DATE '{known_at.isoformat()}' AND {of_whom}"
        f" QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY reported DESC, sequence DESC) = 1"
    )


def read_known(paths: HomePaths, ledger: Ledger, register: str, known_at: date) -> pl.DataFrame:
    """Return the rows of a register as known at a day, by the rule of `known_rows`, read into memory.

    For what an import must look up. polars reads them itself: duckdb 2.0 hands polars its answers in a way that prints
    a warning of leaked instances when the process ends.
    """
    said = scan_rows(paths, ledger, register).filter(pl.col("reported") <= known_at).sort("reported", "sequence")
    return said.unique(list(SHAPES[register].key), keep="last").filter(~pl.col("withdrawn")).collect()


def all_rows(paths: HomePaths, ledger: Ledger, register: str) -> str:
    """Return DuckDB's words for all rows of a register, whenever they were reported, as something to select from."""
    files = list_files(paths, ledger, register)
    if files:
        return "read_parquet([" + ", ".join("'" + file.replace("'", "''") + "'" for file in files) + "])"
    columns = ", ".join(f"NULL::{kind} AS {quoted(name)}" for name, kind in SHAPES[register].columns.items())
    return f"(SELECT {columns} WHERE false)"


def quoted(name: str) -> str:
    """Return a column's name as SQL takes it, whatever word it is (`group` is one of SQL's own)."""
    return f'"{name}"'


def scan_rows(paths: HomePaths, ledger: Ledger, register: str) -> pl.LazyFrame:
    """Return all rows of a register, whenever they were reported, to be read when they are collected."""
    files = list_files(paths, ledger, register)
    return pl.scan_parquet(files) if files else pl.LazyFrame(schema=SHAPES[register].schema)


def list_files(paths: HomePaths, ledger: Ledger, register: str) -> list[str]:
    """Return the Parquet files of a register's table, in the version that the ledger names."""
    version = ledger.table_versions().get(register)
    if version is None:
        return []
    try:
        return files_of(DeltaTable(paths.store / ledger.table_folder(register), version=version))
    except TableNotFoundError:
        raise StoreRewritten("Persons were erased from the store while it was being read. Try again.") from None


def files_of(table: DeltaTable) -> list[str]:
    """Return the Parquet files of a table; delta-rs writes a folder's name as an address (å as %C3%A5)."""
    return [unquote(uri) for uri in table.file_uris()]


def append_rows(paths: HomePaths, ledger: Ledger, register: str, rows: pl.DataFrame) -> int:
    """Append rows to a register's table and return the version that has them, safe on disk but not yet committed.

    A table that is ahead of the ledger (the process was killed before the commit) is first brought back to the version
    that the ledger names.
    """
    folder = paths.store / ledger.table_folder(register)
    bring_back(folder, ledger.table_versions().get(register))
    before = set(list_files(paths, ledger, register))
    schema = SHAPES[register].schema
    write_deltalake(folder, rows.select(schema.names()).cast(schema), mode="append")
    table = DeltaTable(folder)
    log = folder / "_delta_log" / f"{table.version():020d}.json"
    written = [Path(file) for file in set(files_of(table)) - before]
    flush(*written, log, log.parent, folder, folder.parent)
    return table.version()


def bring_back(folder: Path, named: int | None) -> None:
    """Bring a table back to the version that the ledger names; None: it names none, and what lies there is removed.

    What a killed writer left on the disk is removed: the files of versions that nobody named, and those of none. The
    files of the named version stay, so that whoever reads it is not disturbed.
    """
    if named is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    if (table := DeltaTable(folder)).version() != named:
        table.restore(named)
    counted = {Path(file).name for file in DeltaTable(folder).file_uris()}
    for file in folder.glob("*.parquet"):
        if file.name not in counted:
            file.unlink()


def flush(*paths: Path) -> None:
    """See to it that files and the names in folders survive a power cut: delta-rs leaves that to the system."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
