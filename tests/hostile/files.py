"""Files that mean harm, made when they are needed and written piece by piece, so that making them takes no memory."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

MEGABYTE = 1024 * 1024
CANARY = "Kanariefugl"  # stands in the files, and may stand in no message
NAMES = ("cpr", "benefit", "start", "reported")


class Hostile(NamedTuple):
    """A file: its name, its bytes in pieces, and the mapping shape by which it is read ("" for the canonical one)."""

    name: str
    pieces: Callable[[], Iterable[bytes]]
    mapping: str = ""
    register: str = "benefits"


FILES: dict[str, Hostile] = {}


def hostile(mapping: str = "", register: str = "benefits") -> Callable[[Callable[[], Iterable[bytes] | bytes]], None]:
    """Add a file under the name of the function that makes it."""

    def add(make: Callable[[], Iterable[bytes] | bytes]) -> None:
        def pieces() -> Iterable[bytes]:
            made = make()
            return [made] if isinstance(made, bytes) else made

        FILES[make.__name__] = Hostile(make.__name__, pieces, mapping, register)

    return add


def write(file: Hostile, path: Path) -> None:
    """Write a file, piece by piece."""
    with path.open("wb") as opened:
        opened.writelines(file.pieces())


def repeated(beginning: str, unit: str, megabytes: int, end: str = "") -> Iterator[bytes]:
    """Yield a text with a unit repeated to so many megabytes."""
    yield beginning.encode()
    piece = unit.encode() * (MEGABYTE // len(unit.encode()))
    for _ in range(megabytes):
        yield piece
    yield end.encode()
