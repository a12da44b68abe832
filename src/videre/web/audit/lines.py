"""Whether the lines of one sealed batch are those that were sealed."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from struct import unpack
from typing import NamedTuple

from videre.web.audit.findings import Finding, Kind
from videre.web.audit.merkle import HASH_BYTES, LEAF
from videre.web.audit.models import Seal
from videre.web.audit.notes import Statement
from videre.web.audit.reading import Line, read_lines
from videre.web.audit.retiring import AGE, ERASURE, LEAST_MONTHS, months_before

SLACK = timedelta(minutes=1)  # that clocks of two servers may differ, and a seal may wait for a page


class Batch(NamedTuple):
    """One seal as `check_batch` needs it; its hashes are read where they are compared.

    after, last_entry: its lines have numbers above the one and up to the other. earliest, at: when they were written.
    """

    seal: int
    after: int | None
    last_entry: int
    earliest: datetime | None
    at: datetime
    n_lines: int


class Ranges:
    """Which lines were taken out, by statements whose signature has been checked.

    Statements of one kind never overlap, since a line is taken out once; by age one may reach over those by erasure.
    """

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._kinds = [
            sorted((each for each in statements if each.why == why), key=lambda each: each.first_entry)
            for why in (ERASURE, AGE)
        ]
        self._firsts = [[each.first_entry for each in kind] for kind in self._kinds]

    def statement_of(self, entry: int) -> Statement | None:
        """Return a statement that covers a line, by erasure rather than by age; None where there is none."""
        for statements, firsts in zip(self._kinds, self._firsts, strict=True):
            found = bisect_right(firsts, entry) - 1
            if found >= 0 and statements[found].last_entry >= entry:
                return statements[found]
        return None


def check_batch(batch: Batch, ranges: Ranges) -> list[Finding]:
    """Return every line of a batch that is not as it was sealed; one comparison when all are."""
    lines = read_lines(batch.after, batch.last_entry)
    seal = Seal.objects.values_list("leaves", "entries").get(pk=batch.seal)
    leaves, entries = bytes(seal[0]), bytes(seal[1])
    hashes = [sha256(LEAF + line.salt + line.content).digest() for line in lines]
    findings = out_of_time(lines, batch)
    ids = unpack(f"<{len(entries) // 8}q", entries[: len(entries) // 8 * 8])
    if [line.id for line in lines] != list(ids) or b"".join(hashes) != leaves:
        findings += differences(lines, hashes, dict(zip(ids, split(leaves), strict=False)), ranges, batch.at)
    else:
        findings += [Finding(Kind.NOT_TAKEN_OUT, f"line {each}") for each in ids if ranges.statement_of(each)]
    return findings


def differences(
    lines: Sequence[Line], hashes: Sequence[bytes], sealed: dict[int, bytes], ranges: Ranges, at: datetime
) -> list[Finding]:
    """Return what is different, line by line, between the lines there are and those that were sealed."""
    there = {line.id: digest for line, digest in zip(lines, hashes, strict=True)}
    findings = [
        Finding(Kind.INSERTED, f"line {each}") for each, n in Counter(line.id for line in lines).items() if n > 1
    ]
    for entry in sorted(sealed.keys() | there.keys()):
        statement = ranges.statement_of(entry)
        kind = None
        if entry not in sealed:
            kind = Kind.INSERTED
        elif entry in there:
            if there[entry] != sealed[entry]:
                kind = Kind.EDITED
            elif statement is not None:
                kind = Kind.NOT_TAKEN_OUT
        elif statement is None:
            kind = Kind.REMOVED
        elif statement.why == AGE and at > months_before(statement.at, LEAST_MONTHS):
            kind = Kind.TAKEN_OUT_TOO_EARLY
        if kind is not None:
            findings.append(Finding(kind, f"line {entry}"))
    return findings


def out_of_time(lines: Sequence[Line], batch: Batch) -> list[Finding]:
    """Return the lines that claim to be from before the seal before theirs, or from after their own."""
    if not lines:
        return []
    latest = written(batch.at + SLACK)
    earliest = written(batch.earliest - SLACK) if batch.earliest else ""
    times = [line.at for line in lines]
    if earliest <= min(times) and max(times) <= latest:
        return []
    return [Finding(Kind.BACKDATED, f"line {line.id}") for line in lines if not earliest <= line.at <= latest]


def split(leaves: bytes) -> list[bytes]:
    """Return hashes that stand one after the other, each by itself."""
    return [leaves[i : i + HASH_BYTES] for i in range(0, len(leaves), HASH_BYTES)]


def written(instant: datetime) -> str:
    """Return an instant as rows have it; such texts sort as instants do."""
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
