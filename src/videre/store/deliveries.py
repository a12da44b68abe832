"""The ledger of deliveries: one row is the commit point of one delivery. What it does not name is not read.

SQLite with a rollback journal and `synchronous=EXTRA`: a row that was acknowledged survives a power cut. A write-ahead
log would need room on the disk to be read; so a full disk can still be read. Whoever reads waits at most for one
commit, some 10 ms.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS deliveries (
    sequence INTEGER PRIMARY KEY,
    register TEXT NOT NULL,
    sender TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    read_as TEXT NOT NULL,
    reported_from TEXT,
    reported_to TEXT,
    rows_in INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    set_aside INTEGER NOT NULL,
    ignored INTEGER NOT NULL,
    withdrawn INTEGER NOT NULL,
    imported_on TEXT NOT NULL,
    CHECK (rows_in = accepted + set_aside + ignored)
);
CREATE TABLE IF NOT EXISTS table_versions (
    sequence INTEGER NOT NULL REFERENCES deliveries, register TEXT NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (sequence, register)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS reported_days (
    sequence INTEGER NOT NULL REFERENCES deliveries, reported TEXT NOT NULL, n_rows INTEGER NOT NULL,
    PRIMARY KEY (sequence, reported)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS erasures (
    sequence INTEGER PRIMARY KEY, erased_on TEXT NOT NULL, n_persons INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS rewritten_tables (
    sequence INTEGER NOT NULL REFERENCES erasures, register TEXT NOT NULL, folder TEXT NOT NULL,
    version INTEGER NOT NULL, PRIMARY KEY (sequence, register)
) WITHOUT ROWID;
"""
COUNTED = """(SELECT sequence, register, version FROM table_versions
    UNION ALL SELECT sequence, register, version FROM rewritten_tables)"""
NO_LIMIT = 2**62
FORM = 2  # of the ledger's tables


class Delivery(NamedTuple):
    """One delivery.

    sequence: its number in the ledger, from 1.
    sender: who delivered it.
    file_name: what the file was called.
    sha256: of its bytes. read_as: a hash of how it was read (mapping and day of report).
    reported_from, reported_to: the first and the last day on which its usable rows were reported; None without any.
    rows_in: rows of the file = accepted + set_aside + ignored (the store had them already).
    withdrawn: keys that a snapshot took back by leaving them out; they are no rows of the file.
    imported_on: the day of the import.
    """

    sequence: int
    register: str
    sender: str
    file_name: str
    sha256: str
    read_as: str
    reported_from: date | None
    reported_to: date | None
    rows_in: int
    accepted: int
    set_aside: int
    ignored: int
    withdrawn: int
    imported_on: date


class Erasure(NamedTuple):
    """One erasure: from this version of the store on, so many persons are not in it any more.

    sequence: its number in the ledger, one row of numbers with the deliveries.
    n_persons: how many of the persons to be erased the store still had. Shown to nobody below the home's threshold.
    """

    sequence: int
    erased_on: date
    n_persons: int


class RewrittenTable(NamedTuple):
    """A register's table written anew without the persons erased: the folder below the store, and its Delta version."""

    folder: str
    version: int


class Ledger:
    """The deliveries of one home, in one SQLite file.

    Args:
        path: the file.
        version: the version of the store that is read; the newest at each question when left out.
    """

    def __init__(self, path: Path, version: int | None = None) -> None:
        self._path = path
        self._until = NO_LIMIT if version is None else version

    def pinned(self) -> "Ledger":
        """Return the ledger as it stands now, whatever is delivered later: for answers that need several questions."""
        return Ledger(self._path, self.store_version())

    def store_version(self) -> int:
        """Return the version of the store: the sequence of the last delivery or erasure, 0 before the first."""
        return int(
            self._one(
                "SELECT coalesce(max(sequence), 0) FROM"
                " (SELECT sequence FROM deliveries UNION ALL SELECT sequence FROM erasures) WHERE sequence <= ?",
                (self._until,),
            )
        )

    def table_versions(self) -> dict[str, int]:
        """Return the Delta version of each table that counts now; a table that nobody delivered to is not there."""
        # The bare column `version` is that of the row with the greatest sequence: SQLite's rule for a lone max().
        rows = self._all(
            f"SELECT register, version, max(sequence) FROM {COUNTED} WHERE sequence <= ? GROUP BY register",
            (self._until,),
        )
        return {register: version for register, version, _ in rows}

    def table_folder(self, register: str) -> str:
        """Return the folder of a register's table below the store: its name, until an erasure wrote it anew."""
        rows = self._all(
            "SELECT folder FROM rewritten_tables WHERE register = ? AND sequence <= ? ORDER BY sequence DESC LIMIT 1",
            (register, self._until),
        )
        return str(rows[0][0]) if rows else register

    def erasures(self) -> list[Erasure]:
        """Return all erasures in order."""
        rows = self._all(
            "SELECT sequence, erased_on, n_persons FROM erasures WHERE sequence <= ? ORDER BY sequence", (self._until,)
        )
        return [Erasure(sequence, date.fromisoformat(day), n_persons) for sequence, day, n_persons in rows]

    def n_erased_since(self, store_version: int) -> int:
        """Return how many persons have been erased since a version of the store: why an old figure may differ now."""
        return sum(erasure.n_persons for erasure in self.erasures() if erasure.sequence > store_version)

    def newest_reported(self, register: str, known_at: date = date.max) -> date | None:
        """Return the last day, up to a day, on which anything of a register was reported; None before the first."""
        newest = self._one(
            "SELECT max(reported) FROM reported_days JOIN deliveries USING (sequence)"
            " WHERE register = ? AND reported <= ? AND sequence <= ?",
            (register, known_at.isoformat(), self._until),
        )
        return date.fromisoformat(newest) if newest is not None else None

    def oldest_source(self, registers: Iterable[str], known_at: date) -> date | None:
        """Return the age of the data: the oldest among the newest days of report of some registers, up to a day.

        Registers of which nothing was reported by then are passed over; None when that is all of them.
        """
        newest = [self.newest_reported(register, known_at) for register in registers]
        return min((day for day in newest if day is not None), default=None)

    def newest_from(self, register: str, sender: str) -> date | None:
        """Return the last day on which a sender reported anything of a register; None before the first."""
        newest = self._one(
            "SELECT max(reported_to) FROM deliveries WHERE register = ? AND sender = ? AND sequence <= ?",
            (register, sender, self._until),
        )
        return date.fromisoformat(newest) if newest is not None else None

    def first_reported(self) -> dict[str, date]:
        """Return for each register the first day on which anything of it was reported."""
        rows = self._all(
            "SELECT register, min(reported_from) FROM deliveries WHERE sequence <= ? GROUP BY register", (self._until,)
        )
        return {register: date.fromisoformat(first) for register, first in rows if first is not None}

    def newest_by_feed(self, known_at: date) -> dict[tuple[str, str], date]:
        """Return for each register and sender the last day, up to a day, on which anything was reported."""
        rows = self._all(
            "SELECT register, sender, max(reported) FROM reported_days JOIN deliveries USING (sequence)"
            " WHERE reported <= ? AND sequence <= ? GROUP BY register, sender",
            (known_at.isoformat(), self._until),
        )
        return {(register, sender): date.fromisoformat(newest) for register, sender, newest in rows}

    def sequences_of(self, register: str, sender: str) -> list[int]:
        """Return the sequences of a sender's deliveries of a register."""
        rows = self._all(
            "SELECT sequence FROM deliveries WHERE register = ? AND sender = ? AND sequence <= ? ORDER BY sequence",
            (register, sender, self._until),
        )
        return [sequence for (sequence,) in rows]

    def find_same(self, register: str, sha256: str, read_as: str) -> Delivery | None:
        """Return the last delivery of a register with the same bytes read the same way, or None."""
        rows = self._all(
            "SELECT * FROM deliveries WHERE register = ? AND sha256 = ? AND read_as = ? AND sequence <= ?"
            " ORDER BY sequence DESC LIMIT 1",
            (register, sha256, read_as, self._until),
        )
        return as_delivery(rows[0]) if rows else None

    def deliveries(self) -> list[Delivery]:
        """Return all deliveries in order."""
        return [
            as_delivery(row)
            for row in self._all("SELECT * FROM deliveries WHERE sequence <= ? ORDER BY sequence", (self._until,))
        ]

    def commit(self, delivery: Delivery, versions: Mapping[str, int], reported_days: Mapping[date, int]) -> None:
        """Write a delivery: the commit point. Before it, nothing of the delivery is read; after it, all is.

        Args:
            delivery: the delivery; its sequence is `store_version() + 1`.
            versions: the Delta version of each table that it made.
            reported_days: how many of its usable rows were reported on each day.
        """
        with self._open_to_write() as connection, connection:
            connection.execute(
                f"INSERT INTO deliveries VALUES ({', '.join('?' * len(delivery))})",
                [value.isoformat() if isinstance(value, date) else value for value in delivery],
            )
            connection.executemany(
                "INSERT INTO table_versions VALUES (?, ?, ?)",
                [(delivery.sequence, register, version) for register, version in versions.items()],
            )
            connection.executemany(
                "INSERT INTO reported_days VALUES (?, ?, ?)",
                [(delivery.sequence, day.isoformat(), n_rows) for day, n_rows in reported_days.items()],
            )

    def commit_erasure(self, erasure: Erasure, tables: Mapping[str, RewrittenTable]) -> None:
        """Write an erasure: from here on the tables without the persons are read, and the former ones never again.

        Args:
            erasure: the erasure; its sequence is `store_version() + 1`.
            tables: the tables that were written anew, by register.
        """
        with self._open_to_write() as connection, connection:
            connection.execute(
                "INSERT INTO erasures VALUES (?, ?, ?)",
                (erasure.sequence, erasure.erased_on.isoformat(), erasure.n_persons),
            )
            connection.executemany(
                "INSERT INTO rewritten_tables VALUES (?, ?, ?, ?)",
                [(erasure.sequence, register, table.folder, table.version) for register, table in tables.items()],
            )

    def _one(self, query: str, values: tuple[object, ...] = ()) -> Any:
        return self._all(query, values)[0][0]

    def _all(self, query: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        with self._open() as connection:
            return connection.execute(query, values).fetchall()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path if self._path.exists() else ":memory:", timeout=20)) as connection:
            prepare(connection)
            yield connection

    @contextmanager
    def _open_to_write(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._path, timeout=20)) as connection:
            prepare(connection)
            connection.execute("PRAGMA synchronous=EXTRA")
            yield connection


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a ledger that is new or of an earlier form; does not write otherwise: a disk may be full."""
    if connection.execute("PRAGMA user_version").fetchone() != (FORM,):
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.executescript(f"{SCHEMA} PRAGMA user_version = {FORM};")


def as_delivery(row: tuple[Any, ...]) -> Delivery:
    """Return a row of the ledger with its dates as dates."""
    values = dict(zip(Delivery._fields, row, strict=True))
    for name in ("reported_from", "reported_to", "imported_on"):
        text = values[name]
        values[name] = date.fromisoformat(text) if isinstance(text, str) else None
    return Delivery(**values)
