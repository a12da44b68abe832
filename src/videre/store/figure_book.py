"""The book of figures: every figure that was computed, by its identity, so that it can be explained later."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from videre.domain.figures import Figure
from videre.domain.refusals import Refused

KEPT_ANSWERS = 256  # some 1 KiB each


class NoSuchFigure(Refused):
    """No figure with that identity has been computed in this home."""


class FigureBook:
    """Figures by identity, in one SQLite file. A figure is written once; the same identity is the same figure."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, figures: Iterable[Figure], question: dict[str, object]) -> None:
        """Keep figures with the question that they answer, in one transaction."""
        asked = json.dumps(question, ensure_ascii=False, sort_keys=True)
        rows = [(figure.figure_id, asked, json.dumps(figure.as_dict(), ensure_ascii=False)) for figure in figures]
        with closing(self._open()) as connection, connection:
            connection.executemany("INSERT OR IGNORE INTO figures (figure_id, question, figure) VALUES (?, ?, ?)", rows)

    def get(self, figure_id: str) -> tuple[dict[str, object], dict[str, object]]:
        """Return (figure, question) of an identity; raises NoSuchFigure."""
        with closing(self._open()) as connection:
            row = connection.execute(
                "SELECT figure, question FROM figures WHERE figure_id = ?", (figure_id,)
            ).fetchone()
        if row is None:
            raise NoSuchFigure(
                f"No figure {figure_id} has been computed here. `videre measure --format json` gives figures with "
                "their identity."
            )
        return json.loads(row[0]), json.loads(row[1])

    def find_answer(self, key: str) -> str | None:
        """Return an answer that was kept under a key, or None."""
        with closing(self._open()) as connection:
            row = connection.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row is not None else None

    def keep_answer(self, key: str, answer: str) -> None:
        """Keep an answer under a key that names all it depends on; the oldest beyond KEPT_ANSWERS are forgotten."""
        with closing(self._open()) as connection, connection:
            connection.execute("INSERT OR REPLACE INTO answers (key, answer) VALUES (?, ?)", (key, answer))
            connection.execute(
                "DELETE FROM answers WHERE rowid <= (SELECT max(rowid) FROM answers) - ?", (KEPT_ANSWERS,)
            )

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._path, timeout=20)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS figures"
            " (figure_id TEXT PRIMARY KEY, question TEXT NOT NULL, figure TEXT NOT NULL) WITHOUT ROWID"
        )
        connection.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL)")
        return connection
