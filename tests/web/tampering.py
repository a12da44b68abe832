"""What somebody who owns the database may do to a log: any change of any row, with the triggers taken away.

Each function draws one change and makes it; it returns False when the draw would have changed nothing that was sealed.
`draw` picks among them. Whoever tampers knows every program of ours, but neither the home's key nor the other party.
"""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from struct import unpack
from typing import Any

import numpy as np
from django.db import DataError, IntegrityError, connection, transaction
from tests.web.log import SIGNER

from videre.web.audit.leaves import hash_entry
from videre.web.audit.merkle import Tree
from videre.web.audit.models import Entry, Retirement, Seal
from videre.web.audit.notes import Checkpoint, Signer, Statement
from videre.web.audit.sealing import LogTamperedWith, seal

FORGER = Signer(SIGNER.name, bytes(reversed(range(32))))
TEXTS = ("by", "role", "unit", "event", "about", "person", "purpose", "reason")

Generator = np.random.Generator


def one_of(rng: Generator, things: list[Any]) -> Any:
    """Return one of some things."""
    return things[int(rng.integers(len(things)))]


def sealed_entries() -> list[Entry]:
    """Return the lines that lie under a seal."""
    last = Seal.objects.latest("id").last_entry
    return list(Entry.objects.filter(id__lte=last).order_by("id"))


def change(entry: Entry, **values: Any) -> None:
    """Change a line where it stands."""
    Entry.objects.filter(pk=entry.pk).update(**values)


def edit_a_line(rng: Generator) -> bool:
    """Another who, whom, why or when in one line."""
    entry = one_of(rng, sealed_entries())
    column = one_of(rng, [*TEXTS, "at", "is_refusal", "salt"])
    if column == "at":
        change(entry, at=entry.at + timedelta(microseconds=int(rng.integers(1, 10**10))))
    elif column == "is_refusal":
        change(entry, is_refusal=not entry.is_refusal)
    elif column == "salt":
        change(entry, salt=rng.bytes(16))
    else:
        old = getattr(entry, column)
        longer = [] if len(old) == Entry._meta.get_field(column).max_length else [old + "x", " " + old]
        new = one_of(rng, [old[:-1], old.upper(), "", *longer])
        change(entry, **{column: new})
        return bool(new != old)
    return True


def move_text_between_columns(rng: Generator) -> bool:
    """The last letters of one column put before those of the next: the same letters in the same order."""
    entry = one_of(rng, sealed_entries())
    left, right = one_of(rng, [("by", "role"), ("role", "unit"), ("event", "about"), ("person", "purpose")])
    text = getattr(entry, left)
    if not text:
        return False
    n_letters = int(rng.integers(1, len(text) + 1))
    moved = {left: text[:-n_letters], right: text[-n_letters:] + getattr(entry, right)}
    change(entry, **moved)
    return True


def remove_lines(rng: Generator) -> bool:
    """Some lines, side by side or not."""
    entries = sealed_entries()
    chosen = rng.choice(len(entries), size=int(rng.integers(1, 4)), replace=False)
    raw_delete("audit_entry", [entries[i].pk for i in chosen])
    return True


def raw_delete(table: str, ids: list[int]) -> None:
    """Remove rows as somebody at the database does."""
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table} WHERE id = %s", [[each] for each in ids])  # noqa: S608


def insert_a_line(rng: Generator) -> bool:
    """A line of yesterday: before the sealed ones, in a place that was taken out, or with the next number."""
    model = one_of(rng, sealed_entries())
    taken = set(Entry.objects.values_list("id", flat=True))
    last = Seal.objects.latest("id").last_entry
    free = [each for each in range(-3, last) if each not in taken]
    number = one_of(rng, [one_of(rng, free), last + 1])
    at = model.at - timedelta(hours=2) if number == last + 1 else model.at
    Entry.objects.create(id=number, at=at, by="mallory", event="person_seen", reason=model.reason)
    return True


def swap_lines(rng: Generator) -> bool:
    """Two lines in each other's place: their numbers, or all that they say."""
    first, second = rng.choice(sealed_entries(), size=2, replace=False)
    if rng.integers(2):
        change(first, id=-999)
        change(second, id=first.pk)
        Entry.objects.filter(pk=-999).update(id=second.pk)
        return True
    names = [*TEXTS, "at", "is_refusal", "salt"]
    ours, theirs = ({name: getattr(each, name) for name in names} for each in (first, second))
    change(first, **theirs)
    change(second, **ours)
    return True


def cut_the_tail(rng: Generator) -> bool:
    """The newest seals with all their lines, and what came after."""
    seals = list(Seal.objects.order_by("id"))
    n_kept = int(rng.integers(0, len(seals)))
    last = seals[n_kept - 1].last_entry if n_kept else -1
    raw_delete("audit_seal", [each.pk for each in seals[n_kept:]])
    raw_delete("audit_entry", list(Entry.objects.filter(id__gt=last).values_list("id", flat=True)))
    return True


def cut_the_tail_and_let_the_log_go_on(rng: Generator) -> bool:
    """The tail is cut, other lines are written, and the house itself seals them, with the right key."""
    cut_the_tail(rng)
    last = Seal.objects.last()
    at = last.at if last else sealed_at()
    for _ in range(int(rng.integers(1, 20))):
        Entry.objects.create(at=at, by="alice", event="logged_in")
    seal(signer=SIGNER, now=at + timedelta(seconds=1))
    return True


def sealed_at() -> Any:
    """Return an instant for a log that begins anew."""
    entry = Entry.objects.first()
    return entry.at if entry else Retirement.objects.latest("id").at


def write_the_log_anew(rng: Generator) -> bool:
    """A line is changed, and every hash, tree and checkpoint from there on is made again and signed by a forger."""
    if not edit_a_line(rng):
        return False
    kept = {each.pk: each for each in sealed_entries()}
    keeps_old_notes = bool(rng.integers(2))
    tree = Tree()
    for each in Seal.objects.order_by("id"):
        numbers = unpack(f"<{len(bytes(each.entries)) // 8}q", bytes(each.entries))
        old = [bytes(each.leaves)[i : i + 32] for i in range(0, len(bytes(each.leaves)), 32)]
        leaves = [hash_entry(kept[n]) if n in kept else leaf for n, leaf in zip(numbers, old, strict=True)]
        tree.add(b"".join(leaves))
        checkpoint = Checkpoint(
            SIGNER.name, tree.size, tree.root(), each.at, each.last_entry, sha256(bytes(each.entries)).digest()
        )
        note = each.note if keeps_old_notes else FORGER.sign(checkpoint.text())
        Seal.objects.filter(pk=each.pk).update(leaves=b"".join(leaves), peaks=tree.kept(), note=note)
    return True


def change_a_seal(rng: Generator) -> bool:
    """One column of one seal; two seals in each other's place; or a seal that is gone from between others."""
    seals = list(Seal.objects.order_by("id"))
    chosen = one_of(rng, seals)
    column = one_of(rng, ["at", "size", "last_entry", "leaves", "entries", "note", "whole", "swapped"])
    others = Seal.objects.filter(pk=chosen.pk)
    if column == "whole":
        raw_delete("audit_seal", [chosen.pk])
    elif column == "swapped":
        other = one_of(rng, [each for each in seals if each.pk != chosen.pk])
        others.update(leaves=other.leaves, entries=other.entries, note=other.note)
    elif column == "at":
        others.update(at=chosen.at + timedelta(seconds=int(rng.integers(1, 10**6))))
    elif column in {"leaves", "entries"}:
        data = bytearray(getattr(chosen, column))
        data[int(rng.integers(len(data)))] ^= 1 << int(rng.integers(8))
        others.update(**{column: bytes(data[: one_of(rng, [len(data), len(data), -8])])})
    elif column == "note":
        place = int(rng.integers(len(chosen.note)))
        others.update(note=chosen.note[:place] + "?" + chosen.note[place + 1 :])
    else:
        others.update(**{column: getattr(chosen, column) + int(rng.integers(1, 1000))})
    return True


def claim_that_lines_were_taken_out(rng: Generator) -> bool:
    """Lines are removed under a statement that is forged, widened, or made for other lines."""
    entry = one_of(rng, sealed_entries())
    real = one_of(rng, list(Retirement.objects.all()))
    statement = Statement(SIGNER.name, entry.pk, entry.pk, real.at, one_of(rng, ["age", "erasure"]))
    way = int(rng.integers(4))
    if way == 0:
        Retirement.objects.filter(pk=real.pk).update(last_entry=real.last_entry + 50)
    else:
        note = [real.note, FORGER.sign(statement.text()), statement.text()][way - 1]
        Retirement.objects.create(at=real.at, first_entry=entry.pk, last_entry=entry.pk, note=note)
    raw_delete("audit_entry", [entry.pk])
    return True


def change_a_statement(rng: Generator) -> bool:
    """A statement that is gone, or whose text, time or range is another."""
    real = one_of(rng, list(Retirement.objects.all()))
    chosen = Retirement.objects.filter(pk=real.pk)
    way = int(rng.integers(4))
    if way == 0:
        raw_delete("audit_retirement", [real.pk])
    elif way == 1:
        chosen.update(at=real.at + timedelta(days=1))
    elif way == 2:
        chosen.update(note=real.note.replace("why", "Why"))
    else:
        chosen.update(first_entry=real.first_entry - 1)
    return True


def remove_everything(_rng: Generator) -> bool:
    """All of it, as if the log had never begun."""
    for table, model in (("audit_entry", Entry), ("audit_seal", Seal), ("audit_retirement", Retirement)):
        raw_delete(table, list(model.objects.values_list("id", flat=True)))
    return True


WAYS: tuple[Callable[[Generator], bool], ...] = (
    edit_a_line, edit_a_line, move_text_between_columns, remove_lines, insert_a_line, swap_lines, cut_the_tail,
    cut_the_tail_and_let_the_log_go_on, write_the_log_anew, change_a_seal, change_a_seal,
    claim_that_lines_were_taken_out, change_a_statement, remove_everything,
)  # fmt: skip


def draw(rng: Generator) -> str:
    """Tamper in one to three ways, and return their names; empty when nothing that was sealed was changed."""
    chosen = rng.choice(np.array(WAYS), size=int(rng.choice([1, 1, 1, 2, 3])))
    names = []
    for way in chosen:
        try:
            with transaction.atomic():
                changed = way(rng)
        except (
            IndexError,
            ValueError,
            IntegrityError,
            DataError,
            LogTamperedWith,
            Seal.DoesNotExist,
            Retirement.DoesNotExist,
        ):
            continue  # an earlier way left nothing to do it to, or the house refused to seal on top of it
        names += [way.__name__] if changed else []
    return " and ".join(names)
