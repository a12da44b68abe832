"""Frozen figures: what was said of a month or cohort when it was closed, kept as it was said."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

SCHEMA = """CREATE TABLE IF NOT EXISTS frozen (
    measure TEXT NOT NULL,
    period TEXT NOT NULL,
    breakdown TEXT NOT NULL,
    unit TEXT NOT NULL,
    test TEXT NOT NULL,
    figure_id TEXT NOT NULL,
    frozen_on TEXT NOT NULL,
    PRIMARY KEY (measure, period, breakdown, unit, test)
) WITHOUT ROWID"""


class Frozen(NamedTuple):
    """A frozen figure: the record as it was computed, the question that it answers, and the day it was frozen."""

    figure: dict[str, Any]
    question: dict[str, Any]
    frozen_on: date


class FrozenBook:
    """Frozen figures, in the file of the book of figures. What is frozen first stays: a month is closed once."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def freeze(self, figure_ids: Iterable[str], on: date) -> int:
        """Freeze figures that the book of figures has; return how many had not been frozen before."""
        with closing(self._open()) as connection, connection:
            before = connection.execute("SELECT count(*) FROM frozen").fetchone()[0]
            for figure_id in figure_ids:
                row = connection.execute("SELECT figure FROM figures WHERE figure_id = ?", (figure_id,)).fetchone()
                if row is not None:
                    figure = json.loads(row[0])
                    breakdown = json.dumps(figure["breakdown"], ensure_ascii=False, sort_keys=True)
                    name = (figure["measure"], figure["period"], breakdown, figure["unit"], figure.get("test", ""))
                    connection.execute(
                        "INSERT OR IGNORE INTO frozen VALUES (?, ?, ?, ?, ?, ?, ?)", (*name, figure_id, on.isoformat())
                    )
            after = connection.execute("SELECT count(*) FROM frozen").fetchone()[0]
        return int(after - before)

    def list(self, measure: str) -> list[Frozen]:
        """Return the frozen figures of a measure, in order of period and breakdown."""
        with closing(self._open()) as connection:
            rows = connection.execute(
                "SELECT figures.figure, figures.question, frozen_on FROM frozen JOIN figures USING (figure_id)"
                " WHERE measure = ? ORDER BY period, breakdown, unit, test",
                (measure,),
            ).fetchall()
        return [Frozen(json.loads(row[0]), json.loads(row[1]), date.fromisoformat(row[2])) for row in rows]

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=20)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS figures"
            " (figure_id TEXT PRIMARY KEY, question TEXT NOT NULL, figure TEXT NOT NULL) WITHOUT ROWID"
        )
        connection.execute(SCHEMA)
        return connection
