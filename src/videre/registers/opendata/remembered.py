"""What the sources say of their own tables, remembered for a day: it is asked for before every question of data."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final
from uuid import uuid4

from videre.registers.opendata.client import Client, Question
from videre.registers.opendata.contents import json_of

A_DAY: Final = timedelta(hours=24)


class Remembered:
    """What sources said of their tables.

    Args:
        folder: where it is kept; may be deleted at any time.
        now: the instant, with its time zone.
    """

    def __init__(self, folder: Path, now: datetime) -> None:
        self._folder = folder
        self._now = now

    def ask(self, client: Client, question: Question) -> object:
        """Return what the JSON of an answer says: as remembered when that is younger than a day, else asked anew.

        Raises:
            OddAnswer: the answer is no JSON; and whatever `Client.ask` raises.
        """
        where = f"{client.door.address}{question.target}"
        path = self._path(where, question.body)
        kept = self._read(path)
        if kept is not None:
            return kept
        content = BytesIO()
        client.ask(question, content)
        said = json_of(content.getvalue(), where)
        self._keep(path, said)
        return said

    def note(self, query: Mapping[str, object]) -> None:
        """Remember that a question of data was asked, for sources that do not say when they published."""
        self._keep(self._path("asked", query), True)

    def has_noted(self, query: Mapping[str, object]) -> bool:
        """Return whether a question of data was asked within a day."""
        return self._read(self._path("asked", query)) is True

    def _path(self, where: str, question: Mapping[str, object] | None) -> Path:
        """Return where the answer to a question is kept."""
        asked = json.dumps([where, question], ensure_ascii=False, sort_keys=True)
        return self._folder / f"{hashlib.sha256(asked.encode()).hexdigest()[:32]}.json"

    def _read(self, path: Path) -> object:
        """Return what is remembered; None when it is nothing, too old, from the future or unreadable."""
        try:
            kept = json.loads(path.read_bytes())
            age = self._now - datetime.fromisoformat(kept["said_at"])
            said: object = kept["said"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return said if timedelta() <= age < A_DAY else None

    def _keep(self, path: Path, said: object) -> None:
        """Remember an answer; a file is replaced whole, so that nobody reads half of one."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{uuid4().hex}")
        unfinished.write_text(json.dumps({"said_at": self._now.isoformat(), "said": said}, ensure_ascii=False), "utf-8")
        unfinished.replace(path)
