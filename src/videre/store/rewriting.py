"""Tables without the erased: written anew in folders of their own, so that no older version can show anybody.

A table that is merely deleted from keeps, in its log, the smallest and the greatest pseudonym of files that are gone.
So each table about persons is copied, file by file, into a new folder, and the old one is removed with its log.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import polars as pl
from deltalake import DeltaTable, write_deltalake

from videre.home.paths import HomePaths
from videre.store.deliveries import Ledger, RewrittenTable
from videre.store.shapes import SHAPES
from videre.store.tables import bring_back, flush, list_files, scan_rows

PERSONS = ("person", "old_person", "new_person")  # columns with pseudonyms of persons


def person_columns(register: str) -> list[str]:
    """Return the columns of a register's table that say who a row is about."""
    return [name for name in SHAPES[register].columns if name in PERSONS]


def tables_of_persons(ledger: Ledger) -> list[str]:
    """Return the registers whose tables are about persons and have been delivered to."""
    return [register for register in SHAPES if register in ledger.table_versions() and person_columns(register)]


def find_persons(paths: HomePaths, ledger: Ledger, is_wanted: Callable[[int], bool]) -> set[int]:
    """Return which pseudonyms anywhere in the store are wanted."""
    found: set[int] = set()
    asked: set[int] = set()
    for register in tables_of_persons(ledger):
        rows = scan_rows(paths, ledger, register)
        for column in person_columns(register):
            there = set(rows.select(pl.col(column).unique()).collect().to_series().drop_nulls()) - asked
            asked |= there
            found |= {person for person in there if is_wanted(person)}
    return found


def bring_all_back(paths: HomePaths, ledger: Ledger) -> None:
    """Bring every table back to what the ledger names, and remove what lies in the store that it does not name."""
    named = {ledger.table_folder(register) for register in ledger.table_versions()}
    for folder in list(paths.store.iterdir()):
        if folder.name not in named:
            shutil.rmtree(folder)
    for register, version in ledger.table_versions().items():
        bring_back(paths.store / ledger.table_folder(register), version)
    flush(paths.store)


def rewrite_without(
    paths: HomePaths, ledger: Ledger, register: str, sequence: int, persons: set[int]
) -> RewrittenTable:
    """Copy a table without the rows in which some persons stand, and return where it is, safe on disk.

    Rows keep their files and their order, so that memory is bounded by one file.
    """
    name = f"{register}-{sequence}"
    folder = paths.store / name
    shutil.rmtree(folder, ignore_errors=True)
    schema = SHAPES[register].schema
    stays = ~pl.any_horizontal(pl.col(column).is_in(list(persons)) for column in person_columns(register))
    write_deltalake(folder, pl.DataFrame(schema=schema), mode="append")
    for file in list_files(paths, ledger, register):
        rows = pl.read_parquet(file).filter(stays.fill_null(value=True))
        write_deltalake(folder, rows.select(schema.names()).cast(schema), mode="append")
    flush_all(folder)
    flush(paths.store)
    return RewrittenTable(name, DeltaTable(folder).version())


def flush_all(folder: Path) -> None:
    """See to it that everything below a folder survives a power cut."""
    flush(*folder.rglob("*"), folder)
