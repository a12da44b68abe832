"""Importing a delivery: read, check, keep the file, append to the store, and commit with one row in the ledger.

Killed at any instant, the home is as before or as after: what the ledger does not name is not read, and the next import
takes it away.
"""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.definitions.mapping import Mapping
from videre.domain.refusals import Refused
from videre.home.home import Home, today, writing
from videre.pipeline.erasing import forget_in_delivery
from videre.registers.catalogue import get_register
from videre.registers.checking import EXPLAINED
from videre.registers.delivered import Delivered, read_delivered
from videre.registers.rules.rule import Surroundings
from videre.registers.schema import Delivery as Way
from videre.registers.schema import Register
from videre.registers.stored import keys_for_store, rows_for_store, stored_name
from videre.store.changes import new_in_increment, new_in_snapshot, taken_back
from videre.store.deliveries import Delivery, Ledger
from videre.store.kept_files import HOW_READ, LACKING, SET_ASIDE, keep_delivery, lacking_of, name_to_keep
from videre.store.shapes import SHAPES
from videre.store.tables import append_rows, read_known, scan_rows
from videre.store.tombstones import Tombstones

Progress = Callable[[int, int], None]  # done, of how many
READ, COMPARED, KEPT = 80, 90, 100  # per cent of the work that is done by then, in a large file
CANONICAL = "canonical"  # the sender of a file without a mapping


class StaleSnapshot(Refused):
    """A snapshot is older than the newest one of the same sender: last year's file, most often."""


class MappingNotYetValid(Refused):
    """The file was reported before the supplier wrote files in this form."""


class NoSuchFile(Refused):
    """There is no file where one was named."""


class FileChanged(Refused):
    """A file was written to while it was read."""


class ImportResult(NamedTuple):
    """What became of a file: rows_in = accepted + set_aside + ignored.

    sequence: the delivery in the ledger; None when nothing new was in the file and nothing was written.
    accepted: rows that the store did not have. ignored: rows that it had. withdrawn: keys that a snapshot took back by
        leaving them out.
    left_out: rows of other registers in the same file, by the mapping's `records`; they are no rows of this one.
    lacking: what a published table lacks of what the mapping calls complete, a sentence each.
    problems: one row for each rule that a row broke: `row`, `column`, `field`, `rule`, `da`, `en`. No value from the
        file is in it.
    list_of_set_aside: where the whole list is kept; None without any.
    """

    register: str
    file_name: str
    sequence: int | None
    rows_in: int
    accepted: int
    set_aside: int
    ignored: int
    withdrawn: int
    left_out: int
    lacking: tuple[str, ...]
    problems: pl.DataFrame
    list_of_set_aside: Path | None


@dataclass(frozen=True)
class Asked:
    """A file that is to be imported, and how it is to be read.

    form: the supplier's mapping; None for the canonical columns.
    reported: the day on which rows were reported that do not say it themselves.
    file_name: as it is kept and spoken of.
    sha256: the hash of the file's bytes.
    """

    register: Register
    form: Mapping | None
    reported: date | None
    file_name: str
    file: Path
    sha256: str

    @property
    def sender(self) -> str:
        """Who delivers the file."""
        return self.form.supplier if self.form is not None else CANONICAL

    @property
    def way(self) -> Way:
        """What the file is of all that its sender knows."""
        said = self.form.delivery if self.form is not None else None
        return Way(said) if said is not None else self.register.delivery

    @property
    def read_as(self) -> str:
        """A short hash of how the file is read: the same bytes read another way are another delivery."""
        return hash_of_reading(self.form, self.reported)


def hash_of_reading(form: Mapping | None, reported: date | None) -> str:
    """Return a short hash of how a file is read: by which mapping, and with which day of report."""
    return hash_of_words(form.model_dump_json() if form is not None else CANONICAL, reported)


def hash_of_words(form: str, reported: date | None) -> str:
    """Return the hash of `hash_of_reading` for a mapping that is written out already."""
    return hashlib.sha256(f"{form} {reported}".encode()).hexdigest()[:16]


class Changes(NamedTuple):
    """What a delivery adds to the store: rows it had not, and rows that take back keys which a snapshot left out."""

    new: pl.DataFrame
    withdrawn: pl.DataFrame


def import_delivery(
    home: Home,
    register: str,
    file: Path,
    *,
    mapping: str | None = None,
    reported: date | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Import a supplier's file into the store, whole or not at all.

    Args:
        home: the home to write to; locked for as long as it takes.
        register: the register's name.
        file: CSV, XLSX, or what the mapping says.
        mapping: the supplier's form, by name; None for the canonical columns.
        reported: the day on which rows were reported that do not say it themselves.
        progress: told how much is done, in per cent.

    Raises:
        HomeIsBusy, UnknownRegister, NoSuchDefinition, NoSuchFile, StaleSnapshot, MappingNotYetValid, FileChanged; the
        refusals of `videre.registers.files` and `videre.registers.canonical`. Nothing is written then.
    """
    tell = progress or (lambda _done, _total: None)
    tell(0, KEPT)
    form = Definitions(home.paths.definitions).mapping(mapping) if mapping is not None else None
    asked = Asked(get_register(register), form, reported, name_to_keep(file), file, hash_of(file))
    with writing(home):
        result = take_in(home, Ledger(home.paths.ledger), asked, tell)
    tell(KEPT, KEPT)
    return result


def take_in(home: Home, ledger: Ledger, asked: Asked, tell: Progress) -> ImportResult:
    """Return what becomes of a file; the home is locked."""
    same = ledger.find_same(asked.register.name, asked.sha256, asked.read_as)
    if same is not None and same.set_aside == 0:
        return same_as_before(home, same, asked)
    delivered = read_and_check(home, ledger, asked, tell)
    check_age(ledger, asked, delivered.day)
    changes = find_changes(home, ledger, asked, delivered)
    tell(COMPARED, KEPT)
    if same is not None and changes.new.is_empty() and changes.withdrawn.is_empty():
        return result_of(home, asked, delivered, changes, same.sequence)._replace(sequence=None)
    return keep(home, ledger, asked, delivered, changes)


def hash_of(file: Path) -> str:
    """Return the hash of a file's bytes; raises NoSuchFile, also for what is no file and might never end."""
    try:
        if file.is_file():
            with file.open("rb") as opened:
                return hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError:
        pass
    raise NoSuchFile(f"There is no file {name_to_keep(file)} here that can be read.")


def same_as_before(home: Home, same: Delivery, asked: Asked) -> ImportResult:
    """Return the result of a file that was delivered before and of which every row was taken: all of it is ignored."""
    return ImportResult(
        register=same.register,
        file_name=asked.file_name,
        sequence=None,
        rows_in=same.rows_in,
        accepted=0,
        set_aside=0,
        ignored=same.rows_in,
        withdrawn=0,
        left_out=0,
        lacking=lacking_of(home.paths, same.sequence),
        problems=pl.DataFrame(schema=EXPLAINED),
        list_of_set_aside=None,
    )


def read_and_check(home: Home, ledger: Ledger, asked: Asked, tell: Progress) -> Delivered:
    """Return a file brought to the register's columns and checked; raises what refuses a file as a whole."""
    around = surroundings(home, ledger, asked.register)
    size = max(asked.file.stat().st_size, 1)
    with asked.file.open("rb") as file:
        return read_delivered(
            asked.register, asked.form, file, asked.reported, around, lambda done: tell(READ * done // size, KEPT)
        )


def surroundings(home: Home, ledger: Ledger, register: Register) -> Surroundings:
    """Return what the rules may know: today, and the numbers in the registers that this one refers to.

    A register that nobody has delivered is not there: then nothing is asked of the numbers that refer to it.
    """
    wanted = {column.refers_to for column in register.columns if column.refers_to is not None}
    known = {}
    for name in wanted & ledger.table_versions().keys():
        (number,) = SHAPES[name].key
        known[name] = read_known(home.paths, ledger, name, date.max)[number]
    tombstones = Tombstones(home)
    return Surroundings(today(home), known, tombstones.are_erased if len(tombstones) else None)


def check_age(ledger: Ledger, asked: Asked, day: date | None) -> None:
    """Raise StaleSnapshot or MappingNotYetValid when a file, last reported on a day, is from a time that is past."""
    form, register, sender = asked.form, asked.register.name, asked.sender
    if day is None:
        return
    if form is not None and form.valid_from is not None and day < form.valid_from:
        raise MappingNotYetValid(
            f"The mapping {form.name} holds for files from {form.valid_from}; this one was reported on {day}. Name the "
            "mapping of that time."
        )
    newest = ledger.newest_from(register, sender)
    if asked.way is Way.SNAPSHOT and newest is not None and day < newest:
        raise StaleSnapshot(
            f"The file is from {day}; {sender} has since delivered {register} as of {newest}. Look whether it is last "
            "year's file."
        )


def find_changes(home: Home, ledger: Ledger, asked: Asked, delivered: Delivered) -> Changes:
    """Return what a delivery adds to the store."""
    register = asked.register
    shape, key = SHAPES[register.name], home.key("pseudonym")
    rows = rows_for_store(register, delivered.taken, key)
    stored = scan_rows(home.paths, ledger, register.name)
    if asked.way is Way.INCREMENT:
        return Changes(new_in_increment(rows, stored, shape), rows.clear())
    new = new_in_snapshot(rows, stored, shape)
    if asked.way is Way.EVENT or delivered.day is None:
        return Changes(new, rows.clear())
    refused = keys_for_store(register, delivered.refused_keys, key)
    if has_unreadable_key(register, refused):  # then nobody knows which keys the snapshot leaves out
        return Changes(new, rows.clear())
    known = read_known(home.paths, ledger, register.name, delivered.day)
    present = pl.concat([rows.select(refused.columns), refused])
    theirs = ledger.sequences_of(register.name, asked.sender)
    return Changes(new, taken_back(present, known, theirs, shape, delivered.day))


def has_unreadable_key(register: Register, keys: pl.DataFrame) -> bool:
    """Return whether the key of some row could not be read."""
    required = [stored_name(column) for column in register.key if column.required]
    return len(keys.drop_nulls(required)) < len(keys)


def keep(home: Home, ledger: Ledger, asked: Asked, delivered: Delivered, changes: Changes) -> ImportResult:
    """Keep a delivery: its file, then its rows, then the row in the ledger that makes it count."""
    name, sequence = asked.register.name, ledger.store_version() + 1
    result = result_of(home, asked, delivered, changes, sequence)
    files: dict[str, bytes | Path] = {asked.file_name: asked.file}
    if result.list_of_set_aside is not None:
        files[SET_ASIDE] = delivered.problems.write_csv().encode()
    files[HOW_READ] = as_read(asked)
    if result.lacking:
        files[LACKING] = "\n".join([*result.lacking, ""]).encode()
    folder = keep_delivery(home.paths, sequence, files)
    if hash_of(folder / asked.file_name) != asked.sha256:
        shutil.rmtree(folder)
        raise FileChanged(f"{asked.file_name} was written to while it was read. Import it again when it is complete.")
    forget_in_delivery(home, folder, name, asked.sender)
    added = pl.concat([changes.new, changes.withdrawn]).with_columns(sequence=pl.lit(sequence, dtype=pl.Int64))
    versions = {} if added.is_empty() else {name: append_rows(home.paths, ledger, name, added)}
    days = dict(delivered.taken.group_by("reported").len().iter_rows())
    delivery = Delivery(
        sequence=sequence,
        register=name,
        sender=asked.sender,
        file_name=asked.file_name,
        sha256=asked.sha256,
        read_as=asked.read_as,
        reported_from=min(days, default=None),
        reported_to=max(days, default=None),
        rows_in=result.rows_in,
        accepted=result.accepted,
        set_aside=result.set_aside,
        ignored=result.ignored,
        withdrawn=result.withdrawn,
        imported_on=today(home),
    )
    ledger.commit(delivery, versions, days)
    return result


def as_read(asked: Asked) -> bytes:
    """Return how a file was read, so that it can be read again the same way."""
    reported = asked.reported.isoformat() if asked.reported is not None else None
    return json.dumps({"mapping": asked.form.name if asked.form is not None else None, "reported": reported}).encode()


def result_of(home: Home, asked: Asked, delivered: Delivered, changes: Changes, sequence: int) -> ImportResult:
    """Return the counts of a delivery, and see to it that no row is lost."""
    n_taken, accepted = len(delivered.taken), len(changes.new)
    set_aside = delivered.problems["row"].n_unique()
    assert delivered.rows_in == n_taken + set_aside, "rows in = accepted + ignored + set aside"
    return ImportResult(
        register=asked.register.name,
        file_name=asked.file_name,
        sequence=sequence,
        rows_in=delivered.rows_in,
        accepted=accepted,
        set_aside=set_aside,
        ignored=n_taken - accepted,
        withdrawn=len(changes.withdrawn),
        left_out=delivered.left_out,
        lacking=delivered.lacking,
        problems=delivered.problems,
        list_of_set_aside=home.paths.deliveries / str(sequence) / SET_ASIDE if set_aside else None,
    )
