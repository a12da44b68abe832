"""Homes for tests: new ones, deliveries written into them, and what their store holds."""

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl

from videre.home.home import Home, make_home
from videre.home.settings import Settings
from videre.pipeline.importing import ImportResult, import_delivery
from videre.store.deliveries import Ledger
from videre.store.tables import scan_rows

TODAY = date(2016, 2, 1)
ALICE, BOB, CHARLIE = "6101950101", "6203960202", "6304970303"  # replacement numbers: day + 60


def new_home(folder: Path, pseudonym_key: str = "11" * 32) -> Home:
    """Return a new home in which it is 1 February 2016, with a pseudonym key that is always the same."""
    home = make_home(folder, Settings(municipality=165, municipality_name="Albertslund", today=TODAY))
    (home.paths.keys / "pseudonym.key").write_text(pseudonym_key + "\n")
    return home


def write_csv(path: Path, rows: Sequence[dict[str, object]], separator: str = ";") -> Path:
    """Write rows as CSV; None stands as nothing."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    lines = [names, *([str(row.get(name, "") if row.get(name) is not None else "") for name in names] for row in rows)]
    path.write_text("".join(separator.join(line) + "\n" for line in lines), "utf-8")
    return path


def deliver(home: Home, register: str, rows: Sequence[dict[str, object]], **options: object) -> ImportResult:
    """Import rows with canonical columns."""
    file = write_csv(home.paths.root.parent / f"{register}-delivered.csv", rows)
    return import_delivery(home, register, file, **options)  # type: ignore[arg-type]


def stored(home: Home, register: str) -> pl.DataFrame:
    """Return every row that the store holds of a register."""
    return scan_rows(home.paths, Ledger(home.paths.ledger), register).collect()


def content_hash(home: Home) -> str:
    """Return a hash of all that the store holds and the ledger names, the order of rows left out of account."""
    ledger = Ledger(home.paths.ledger)
    digest = hashlib.sha256(repr(ledger.deliveries()).encode())
    for register in sorted(ledger.table_versions()):
        rows = stored(home, register)
        digest.update(register.encode() + rows.sort(rows.columns).write_csv().encode())
    return digest.hexdigest()
