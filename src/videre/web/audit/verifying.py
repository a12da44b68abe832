"""Whether the log is as it was sealed: every line, every seal, every statement, beside what was exported.

Who owns the database can change any row and take triggers away, but cannot sign, and cannot reach the checkpoints that
the other party holds. What was sealed before the last of those is therefore either as it was, or found here.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import NamedTuple

from django.db import connection

from videre.web.audit.findings import Finding, Kind, Verified
from videre.web.audit.guards import missing_guards
from videre.web.audit.lines import SLACK, Batch, Ranges, check_batch, written
from videre.web.audit.merkle import Tree
from videre.web.audit.models import Retirement, Seal
from videre.web.audit.notes import Checkpoint, NoteReader, NotSigned, Statement
from videre.web.audit.reading import read_lines

CheckBatches = Callable[[Sequence[Batch], Ranges], list[list[Finding]]]


class Sealed(NamedTuple):
    """What the seals say: batches of lines, the root at each size, and what is wrong with the seals themselves."""

    batches: list[Batch]
    notes: dict[int, str]
    findings: list[Finding]


def verify(reader: NoteReader, exported: Sequence[tuple[str, str]], check_batches: CheckBatches) -> Verified:
    """Return what was read and every difference that was found; no finding means that the log is whole.

    Args:
        reader: the public half of the log's key.
        exported: the checkpoints that the other party holds: where each was found, and the note.
        check_batches: how the lines are asked, batch by batch: in this process (`in_turn`), or shared out.
    """
    ranges, findings = read_statements(reader)
    sealed = read_seals(reader)
    findings += sealed.findings
    findings += compare_exported(reader, exported, sealed.notes)
    for found in check_batches(sealed.batches, ranges):
        findings += found
    n_unsealed, found = check_unsealed(sealed.batches)
    findings += found
    findings += [Finding(Kind.UNGUARDED, name) for name in missing_guards(connection)]
    return Verified(
        n_sealed=sum(batch.n_lines for batch in sealed.batches),
        n_unsealed=n_unsealed,
        n_checkpoints=len(exported),
        findings=tuple(findings),
    )


def in_turn(batches: Sequence[Batch], ranges: Ranges) -> list[list[Finding]]:
    """Check batches one after the other, in this process."""
    return [check_batch(batch, ranges) for batch in batches]


def read_statements(reader: NoteReader) -> tuple[Ranges, list[Finding]]:
    """Return which lines were taken out by right, and the statements that are not as they were signed.

    A statement that stands there twice is found too: the house signs each once, so somebody has put in a copy.
    """
    ranges: dict[Statement, None] = {}
    findings: list[Finding] = []
    for row in Retirement.objects.all():
        try:
            statement = Statement.read(reader.read(row.note))
        except NotSigned:
            statement = None
        told = (row.first_entry, row.last_entry, row.at)
        if statement is None or statement[1:4] != told or statement.origin != reader.name or statement in ranges:
            findings.append(Finding(Kind.STATEMENT_CHANGED, f"{row.first_entry}-{row.last_entry}"))
        else:
            ranges[statement] = None
    return Ranges(list(ranges)), findings


def read_seals(reader: NoteReader) -> Sealed:
    """Return the batches in order, with every seal whose signature, root, size or numbers are not what was signed."""
    tree = Tree()
    batches: list[Batch] = []
    notes: dict[int, str] = {}
    findings: list[Finding] = []
    last_entry, last_at, earliest = None, None, None
    for seal in Seal.objects.order_by("size").iterator(chunk_size=20):
        leaves, entries = bytes(seal.leaves), bytes(seal.entries)
        is_whole = len(leaves) % 32 == 0 and len(entries) * 4 == len(leaves) and leaves != b""
        if is_whole:
            tree.add(leaves)
        told = Checkpoint(reader.name, tree.size, tree.root(), seal.at, seal.last_entry, sha256(entries).digest())
        if seal.at != last_at:  # batches that were sealed together share what they are later than
            earliest = last_at
        batch = Batch(seal.pk, last_entry, seal.last_entry, earliest, seal.at, len(leaves) // 32)
        is_after = (last_entry is None or seal.last_entry > last_entry) and (last_at is None or seal.at >= last_at)
        if not is_whole or not is_after or not has_signed(reader, seal.note, told) or seal.size != tree.size:
            findings.append(Finding(Kind.SEAL_CHANGED, f"size {seal.size}"))
        notes[seal.size] = seal.note
        batches.append(batch)
        last_at = seal.at
        last_entry = seal.last_entry if last_entry is None else max(last_entry, seal.last_entry)
    return Sealed(batches, notes, findings)


def has_signed(reader: NoteReader, note: str, told: Checkpoint) -> bool:
    """Return whether a note is the signed checkpoint of exactly what is told."""
    try:
        return Checkpoint.read(reader.read(note)) == told
    except NotSigned:
        return False


def compare_exported(reader: NoteReader, exported: Sequence[tuple[str, str]], notes: dict[int, str]) -> list[Finding]:
    """Return the exported checkpoints that are not among the log's own: a fork, or a tail that was cut."""
    findings = []
    newest = max(notes, default=0)
    for place, note in exported:
        try:
            size = Checkpoint.read(reader.read(note)).size
        except NotSigned:
            findings.append(Finding(Kind.EXPORT_UNREADABLE, place))
            continue
        if size > newest:
            findings.append(Finding(Kind.TAIL_CUT, f"{place}: the log ends at {newest}, not at {size}"))
        elif notes.get(size) != note:
            findings.append(Finding(Kind.FORKED, place))
    return findings


def check_unsealed(batches: Sequence[Batch]) -> tuple[int, list[Finding]]:
    """Return how many lines are not sealed yet, and those that claim to be from before the last seal."""
    after = max((batch.last_entry for batch in batches), default=None)
    earliest = batches[-1].at - SLACK if batches else datetime.min.replace(tzinfo=UTC)
    lines = read_lines(after)
    found = [Finding(Kind.BACKDATED, f"line {line.id}") for line in lines if line.at < written(earliest)]
    return len(lines), found
