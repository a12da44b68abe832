"""Sealing the log in batches, and exporting the checkpoints to another party."""

import os
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from struct import pack
from typing import Final

from django.db import connection, transaction

from videre.domain.refusals import NeedsAttention
from videre.web.audit.leaves import hash_entry
from videre.web.audit.merkle import Tree
from videre.web.audit.models import Entry, Seal
from videre.web.audit.notes import Checkpoint, NotSigned, Signer

MOST_LINES: Final = 50_000  # a batch; 2 MB of hashes and numbers in one row
WAIT: Final = "10s"  # for transactions that have written the log and not ended; a page takes a tenth of a second
TAMPERED: Final = (
    "The last seal of the log is not as it was signed. Run `videre manage verify-log`, and tell the data-protection "
    "officer before anything else is done."
)


class LogTamperedWith(NeedsAttention):
    """What was sealed before is not what was signed, so nothing is sealed on top of it."""


class CheckpointDiffers(NeedsAttention):
    """Another checkpoint of the same size has been exported already: the log has forked."""


@transaction.atomic
def seal(*, signer: Signer, now: datetime) -> list[Seal]:
    """Seal every line that is not sealed yet, in batches, and return the new seals; none when there is nothing new.

    Writers wait meanwhile, so that no line with a lower number can come later.

    Raises:
        LogTamperedWith: the last seal does not bear the signature, or its tree is not the one that was signed.
    """
    hold_writers()
    last = Seal.objects.last()
    tree = grown_from(last, signer)
    made = []
    last_entry = last.last_entry if last else 0
    while entries := list(Entry.objects.filter(id__gt=last_entry).order_by("id")[:MOST_LINES]):
        leaves = b"".join(map(hash_entry, entries))
        tree.add(leaves)
        last_entry = entries[-1].id
        numbers = pack(f"<{len(entries)}q", *(entry.id for entry in entries))
        checkpoint = Checkpoint(signer.name, tree.size, tree.root(), now, last_entry, sha256(numbers).digest())
        made.append(
            Seal.objects.create(
                at=now,
                size=tree.size,
                last_entry=last_entry,
                leaves=leaves,
                entries=numbers,
                peaks=tree.kept(),
                note=signer.sign(checkpoint.text()),
            )
        )
    return made


def hold_writers() -> None:
    """Keep others from writing to the log until the transaction ends. SQLite does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT])
            cursor.execute("LOCK TABLE audit_entry IN SHARE ROW EXCLUSIVE MODE")


def grown_from(last: Seal | None, signer: Signer) -> Tree:
    """Return the tree after a seal; raises LogTamperedWith."""
    if last is None:
        return Tree()
    try:
        checkpoint = Checkpoint.read(signer.reader.read(last.note))
        tree = Tree.at_size(checkpoint.size, bytes(last.peaks))
    except (NotSigned, ValueError):
        raise LogTamperedWith(TAMPERED) from None
    if (tree.root(), last.size, last.last_entry) != (checkpoint.root, checkpoint.size, checkpoint.last_entry):
        raise LogTamperedWith(TAMPERED)
    return tree


def export_checkpoints(*, signer: Signer, folder: Path) -> int:
    """Write the checkpoints that the other party does not have yet, each to a file of its own, and return how many.

    Raises:
        CheckpointDiffers: one of the same size is there with another text.
    """
    if not folder.is_dir():
        raise NeedsAttention(
            f"The folder {folder}, where checkpoints of the log are exported, is not there. Mount it, or correct "
            "log_checkpoints in settings.yaml."
        )
    n_written = 0
    there = {path.name for path in folder.glob("*.checkpoint")}
    for size, note in Seal.objects.values_list("size", "note").order_by("size"):
        path = folder / file_name(signer.name, size)
        if path.name not in there:
            write_once(path, note)
            n_written += 1
        elif path.read_text("utf-8") != note:
            raise CheckpointDiffers(
                f"{path} is another checkpoint than the log's of the same size. Run `videre manage verify-log`, and "
                "tell the data-protection officer."
            )
    return n_written


def file_name(origin: str, size: int) -> str:
    """Return the name of an exported checkpoint, so that names sort as sizes do."""
    return f"{origin.replace('/', '-')}-{size:012}.checkpoint"


def write_once(path: Path, note: str) -> None:
    """Write a file that is not there, whole or not at all, for its owner and readers."""
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(note)
        file.flush()
        os.fsync(file.fileno())
    unfinished.chmod(0o444)
    os.link(unfinished, path)  # refuses where the name exists, unlike a rename
    unfinished.unlink()
