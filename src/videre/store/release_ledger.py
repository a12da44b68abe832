"""The release ledger: what has been published, a file an entry, never changed and never taken away."""

import os
from collections.abc import Iterator
from pathlib import Path

from videre.disclosure.entry import Entry, entry_as_text, read_entry
from videre.domain.refusals import NeedsAttention


class LedgerTouched(NeedsAttention):
    """An entry of the release ledger is missing, or stands where another should."""


class ReleaseLedger:
    """Entries below a folder: a folder a family of tables, a file a period and number. Write under the home's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, family: str, period: str) -> Entry | None:
        """Return the newest entry of a period, None when nothing of it has been published."""
        paths = sorted((self._folder / family).glob(f"{period}.*.json"))
        return None if not paths else self._read(paths[-1])

    def list_editions(self, family: str, period: str) -> list[Entry]:
        """Return the newest entry of each edition of a period, in order."""
        newest = self.find(family, period)
        if newest is None or newest.edition == 1:
            return [] if newest is None else [newest]
        paths = sorted((self._folder / family).glob(f"{period}.*.json"))
        return list({entry.edition: entry for entry in map(self._read, paths)}.values())

    def published_on(self, entry: Entry) -> str:
        """Return the day on which the edition of an entry was first published; what came to it later changes no day."""
        if entry.edition > 1:
            return entry.revised_on
        return self._read(self._folder / entry.family / f"{entry.period}.001.json").known_at

    def list_periods(self, family: str) -> list[str]:
        """Return the periods of which something of a family has been published, in order."""
        return sorted({path.name.split(".")[0] for path in (self._folder / family).glob("*.json")})

    def list_all(self) -> Iterator[Entry]:
        """Yield every entry, in order of family, period and number; raises LedgerTouched where one is missing."""
        expected: dict[tuple[str, str], int] = {}
        for path in sorted(self._folder.glob("*/*.json")):
            entry = self._read(path)
            key = entry.family, entry.period
            expected[key] = expected.get(key, 0) + 1
            if entry.number != expected[key]:
                raise LedgerTouched(
                    f"Entry {expected[key]} of {entry.family} for {entry.period} is missing in {self._folder}. Put the "
                    "release ledger back from a backup: without it nobody can prove what is out to be safe."
                )
            yield entry

    def append(self, entry: Entry) -> None:
        """Write an entry; raises LedgerTouched when one of its number is there."""
        path = self._folder / entry.family / f"{entry.period}.{entry.number:03d}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            raise LedgerTouched(f"{path} is there already. The release ledger is only ever added to.")
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(entry_as_text(entry))
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)

    def _read(self, path: Path) -> Entry:
        entry = read_entry(path.read_text("utf-8"))
        if path.name != f"{entry.period}.{entry.number:03d}.json" or path.parent.name != entry.family:
            raise LedgerTouched(f"{path} says that it is {entry.family} {entry.period}, number {entry.number}.")
        return entry
