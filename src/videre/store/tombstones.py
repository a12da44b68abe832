"""Tombstones: who has been erased, so that neither an old backup nor a new delivery brings them back.

A tombstone is a keyed BLAKE2b hash of 128 bits (RFC 7693) of a person's pseudonym. The list lies outside the backups of
data, beside the keys: with it and the keys one can tell whether a number has been erased, and without them nothing.
"""

import hashlib
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from videre.domain.refusals import NeedsAttention
from videre.home.home import Home
from videre.store.pseudonyms import pseudonym
from videre.store.tables import flush

BYTES = 16
FORM = 1


class TombstonesUnreadable(NeedsAttention):
    """The list of the erased cannot be read, or its second place cannot be written to."""


class Tombstone(NamedTuple):
    """One number that was erased: its hash, when, and whether every place has been cleared of it."""

    of: str
    erased_on: date
    is_done: bool


class Tombstones:
    """The tombstones of a home. Keys are read once."""

    def __init__(self, home: Home) -> None:
        copy = home.settings.tombstones_copy
        self._path = home.paths.tombstones
        self._copy = Path(copy) if copy is not None else None
        self._pseudonym_key, self._key = home.key("pseudonym"), home.key("tombstone")
        self._all = {stone.of: stone for path in self._places() for stone in read_stones(path)}

    def __len__(self) -> int:
        return len(self._all)

    def fingerprint(self) -> str:
        """Return a short hash of the list."""
        return hashlib.sha256(" ".join(sorted(self._all)).encode()).hexdigest()[:16]

    def pending(self) -> int:
        """Return how many erasures have begun and not reached every place."""
        return sum(not stone.is_done for stone in self._all.values())

    def is_erased(self, person: int) -> bool:
        """Return whether a pseudonym is of somebody who was erased."""
        return bool(self._all) and self._tombstone(person) in self._all

    def is_erased_cpr(self, digits: str) -> bool:
        """Return whether a CPR number, as ten digits, is of somebody who was erased."""
        return bool(self._all) and self.is_erased(pseudonym(digits, self._pseudonym_key, "cpr"))

    def are_erased(self, cprs: pl.Series) -> pl.Series:
        """Return for a column of CPR numbers, as ten digits, whether each is of somebody who was erased."""
        erased = [digits for digits in cprs.drop_nulls().unique() if self.is_erased_cpr(digits)]
        return cprs.is_in(erased).fill_null(value=False)

    def add(self, persons: Iterable[int], day: date) -> None:
        """Put up a tombstone for each pseudonym: from here on the erasure happens, whatever interrupts it."""
        for person in persons:
            of = self._tombstone(person)
            known = self._all.get(of)
            self._all[of] = Tombstone(of, known.erased_on if known else day, is_done=False)
        self._write()

    def mark_done(self) -> None:
        """Say that every place has been cleared of everybody."""
        self._all = {of: stone._replace(is_done=True) for of, stone in self._all.items()}
        self._write()

    def _tombstone(self, person: int) -> str:
        digest = hashlib.blake2b(person.to_bytes(8, "big"), digest_size=BYTES, key=self._key, person=b"tombstone")
        return digest.hexdigest()

    def _places(self) -> tuple[Path, ...]:
        return (self._copy, self._path) if self._copy is not None else (self._path,)

    def _write(self) -> None:
        for path in self._places():  # the second place first: it never lags behind
            try:
                write_stones(path, self._all.values())
            except FileNotFoundError:
                raise TombstonesUnreadable(
                    f"The folder {path.parent}, where the list of the erased is kept too, is not there. Nothing was "
                    "erased. Make it reachable, or change `tombstones_copy` in settings.yaml."
                ) from None


def read_stones(path: Path) -> list[Tombstone]:
    """Return the tombstones of a file; none when there is no file. Raises TombstonesUnreadable."""
    if not path.exists():
        return []
    try:
        stones = json.loads(path.read_text("utf-8"))["tombstones"]
        return [Tombstone(stone["of"], date.fromisoformat(stone["erased_on"]), stone["is_done"]) for stone in stones]
    except (ValueError, KeyError, TypeError):
        raise TombstonesUnreadable(f"{path} cannot be read. Put back the copy that lies with the keys.") from None


def write_stones(path: Path, stones: Iterable[Tombstone]) -> None:
    """Write tombstones to a file, in one step."""
    in_order = [{**stone._asdict(), "erased_on": stone.erased_on.isoformat()} for stone in sorted(stones)]
    replace_whole(path, json.dumps({"form": FORM, "tombstones": in_order}, indent=0) + "\n")


def replace_whole(path: Path, text: str) -> None:
    """Write a file that only its owner reads: it is there as it was or as it shall be, after a power cut too."""
    unfinished = path.with_name(path.name + ".unfinished")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    flush(unfinished)
    unfinished.replace(path)
    flush(path.parent)
