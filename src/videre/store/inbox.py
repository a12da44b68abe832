"""Events that are delivered once only, safe on disk before they are acknowledged: append-only files, a line an event.

Each line bears a hash of itself. A line that a kill or a power cut has torn is told by it; it was never acknowledged,
so its sender still has it. Nothing is ever written over, and an event that comes twice is two lines and one row.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Final, NamedTuple

from videre.store.forgetting import IsErased, Reading, forget_in_file
from videre.store.tables import flush

OPEN: Final = "open.jsonl"
CLOSED: Final = "closed-{}.jsonl"
AS_LINES: Final = Reading(quoted=False)
LENGTH_OF_HASH: Final = 32  # characters; 128 bits


class Segment(NamedTuple):
    """The lines of one file. n_torn: how many were not written to their end."""

    lines: tuple[str, ...]
    n_torn: int


class Inbox:
    """The events of one register.

    Args:
        folder: where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def append(self, lines: Sequence[str]) -> None:
        """Write lines, and return when they are safe on disk.

        Args:
            lines: texts without a line end.
        """
        with self._locked():
            path = self._folder / OPEN
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            try:
                content = "".join(f"{hash_of(line)} {line}\n" for line in lines).encode()
                if is_torn(descriptor):
                    content = b"\n" + content
                while content:
                    content = content[os.write(descriptor, content) :]
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            flush(self._folder, self._folder.parent)

    def close(self) -> None:
        """Close the open file, if there is one, so that it can be imported; new events go into another."""
        with self._locked():
            path = self._folder / OPEN
            if path.exists():
                taken = {each.name for each in self._folder.iterdir()}
                number = next(n for n in range(1, len(taken) + 2) if CLOSED.format(n) not in taken)
                path.rename(self._folder / CLOSED.format(number))
                flush(self._folder)

    def list_closed(self) -> list[Path]:
        """Return the closed files, oldest first."""
        found = self._folder.glob(CLOSED.format("*")) if self._folder.exists() else ()
        return sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))

    def remove(self, path: Path) -> None:
        """Remove a closed file whose events are all in the store."""
        with self._locked():
            path.unlink()
            flush(self._folder)

    def forget(self, is_erased: IsErased) -> int:
        """Take the erased out of events that wait, and return in how many files they stood."""
        with self._locked():
            return sum(forget_in_file(path, is_erased, AS_LINES) for path in sorted(self._folder.glob("*.jsonl")))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the lock of this inbox: never for longer than one write, so that no sender waits for an import."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self._folder / "lock").open("a") as file:
            flock(file, LOCK_EX)
            yield


def is_torn(descriptor: int) -> bool:
    """Return whether the last line of an open file has no end."""
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"


def read_segment(path: Path) -> Segment:
    """Return the lines of a file that were written to their end."""
    lines, n_torn = [], 0
    for raw in path.read_bytes().split(b"\n"):
        line = raw.decode("utf-8", errors="replace")
        if not line:
            continue
        said, _, text = line.partition(" ")
        if len(said) == LENGTH_OF_HASH and hash_of(text) == said:
            lines.append(text)
        else:
            n_torn += 1
    return Segment(tuple(lines), n_torn)


def hash_of(line: str) -> str:
    """Return the hash that stands before a line."""
    return hashlib.sha256(line.encode()).hexdigest()[:LENGTH_OF_HASH]
