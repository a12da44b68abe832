"""Logs of some lines, sealed in some batches, for tests and for the benchmark of tampering."""

from datetime import datetime, timedelta

from django.utils import timezone

from videre.web.audit.findings import Kind, Verified
from videre.web.audit.models import Entry, Seal
from videre.web.audit.notes import Signer
from videre.web.audit.retiring import take_out_old, take_out_person
from videre.web.audit.sealing import seal
from videre.web.audit.verifying import in_turn, verify

SIGNER = Signer("videre/165", bytes(range(32)))
PEOPLE = [f"00000000-0000-4000-8000-00000000000{i}" for i in range(6)]
WHO = [
    ("alice", "guidance_counsellor", "Ungecenter"),
    ("bo", "class_teacher", "Herstedlund"),
    ("videre nightly", "", ""),
]
WHAT = ["person_seen", "person_searched", "table_exported", "person_imported", "logged_in"]


def write_lines(n_lines: int, begins: datetime, first: int = 0) -> None:
    """Write lines five seconds apart, each of another mixture of who, whom and why."""
    lines = []
    for i in range(first, first + n_lines):
        by, role, unit = WHO[i % 3]
        lines.append(
            Entry(
                at=begins + timedelta(seconds=5 * (i - first)),
                by=by,
                role=role,
                unit=unit,
                event=WHAT[i % 5],
                about="" if i % 4 else f"table {i}",
                person=PEOPLE[i % 6] if i % 7 else "",
                purpose="guidance" if i % 2 else "",
                reason="klasselærer i 9.b" if i % 3 == 0 else "",
                is_refusal=i % 11 == 0,
            )
        )
    Entry.objects.bulk_create(lines)


def make_log() -> list[tuple[str, str]]:
    """Make a log of four batches, from which lines were taken out by age and by erasure; return what was exported."""
    now = timezone.now()
    long_ago, lately = now - timedelta(days=500), now - timedelta(hours=3)
    write_lines(12, long_ago)
    seal(signer=SIGNER, now=long_ago + timedelta(hours=1))
    write_lines(14, lately, first=12)
    seal(signer=SIGNER, now=lately + timedelta(hours=1))
    take_out_old(signer=SIGNER, months=13, now=now, by="test")
    write_lines(10, lately + timedelta(hours=2), first=26)
    seal(signer=SIGNER, now=now)
    take_out_person(person=PEOPLE[3], signer=SIGNER, now=now, by="test")
    write_lines(8, now - timedelta(seconds=50), first=36)
    seal(signer=SIGNER, now=now + timedelta(seconds=5))
    return exported_now()


def exported_now() -> list[tuple[str, str]]:
    """Return the checkpoints as another party has them now."""
    return [(f"{size}.checkpoint", note) for size, note in Seal.objects.values_list("size", "note")]


def verified(exported: list[tuple[str, str]]) -> Verified:
    """Return what verifying finds, lines and all, in this process."""
    return verify(SIGNER.reader, exported, in_turn)


def kinds(exported: list[tuple[str, str]]) -> set[Kind]:
    """Return the kinds of what verifying finds, but for triggers that were taken away."""
    return {finding.kind for finding in verified(exported).findings} - {Kind.UNGUARDED}
