"""The second sink of an import: what casework takes of each delivery, from the file that was kept of it.

Statistics never wait for it: a delivery is committed by the ledger first. Casework then takes, in order, what the
ledger names and it has not taken yet, always from the kept file; so the import of today and the recovery after a crash
are the same thing. Nothing flows back.
"""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

import polars as pl

from videre.definitions.catalogue import Definitions
from videre.definitions.mapping import Mapping
from videre.home.home import Home, writing
from videre.pipeline.importing import CANONICAL, hash_of_words
from videre.registers.canonical import bring_to_schema, find_sources, text_name
from videre.registers.catalogue import REGISTERS
from videre.registers.files import ROW, read_tables
from videre.registers.schema import Column, Register, ValueType
from videre.registers.schema import Delivery as Way
from videre.store.deliveries import Delivery, Ledger
from videre.store.kept_files import HOW_READ, OURS, SET_ASIDE

FIRST = "persons"  # who somebody is, then where they live, before what else is said of them
ORDER = (FIRST, "residence")

Progress = Callable[[str, int, int], None]  # what is being done, done, of how many


class Taking(NamedTuple):
    """One delivery, as casework takes it.

    delivery: its row in the ledger.
    is_snapshot: whether what the file leaves out of its sender's is taken back.
    rows: the rows that were not set aside, in the register's columns with `reported` and `withdrawn`; None: the kept
        file has been removed.
    refused_keys: the natural keys of the rows that were set aside: a snapshot does not leave them out.
    senders: the deliveries of the same sender of the same register.
    """

    delivery: Delivery
    is_snapshot: bool
    rows: pl.DataFrame | None
    refused_keys: pl.DataFrame
    senders: tuple[int, ...]


class TakesDeliveries(Protocol):
    """A place beside the store that takes deliveries: the casework database."""

    def registers(self) -> frozenset[str]:
        """Return the registers of which it takes anything."""
        ...

    def taken(self) -> dict[int, str]:
        """Return the deliveries that it has taken or passed over, each with the hash of its file."""
        ...

    def take_in(self, taking: Taking) -> None:
        """Take a delivery in, whole or not at all; one that was taken already changes nothing."""
        ...

    def take_back(self, sequences: frozenset[int]) -> None:
        """Forget deliveries that the ledger no longer names: a backup was restored."""
        ...

    def settle(self) -> None:
        """Resolve what was taken in to facts; asked once after some deliveries."""
        ...


class TakenIn(NamedTuple):
    """How many deliveries were taken in, and the registers of those whose file had been removed."""

    n_deliveries: int
    unreadable: tuple[str, ...]


def roll_forward(
    home: Home, casework: TakesDeliveries, progress: Progress = lambda *_: None, *, settle_anyway: bool = False
) -> TakenIn:
    """Let casework take every delivery that the ledger names and it has not taken; raises HomeIsBusy.

    Args:
        settle_anyway: put the facts in order although nothing was taken: ages and times have passed.
    """
    with writing(home):
        ledger = Ledger(home.paths.ledger)
        deliveries = {each.sequence: each for each in ledger.deliveries()}
        taken = casework.taken()
        gone = {number for number, sha256 in taken.items() if not names(deliveries.get(number), sha256)}
        if gone:
            casework.take_back(frozenset(gone))
        waiting = [each for number, each in deliveries.items() if number not in taken or number in gone]
        wanted = [each for each in waiting if each.register in casework.registers()]
        wanted.sort(key=lambda each: (rank(each.register), each.sequence))
        unreadable = []
        for place, delivery in enumerate(wanted):
            progress(f"Taking {delivery.register} into casework", place, len(wanted))
            taking = read_again(home, ledger, delivery)
            if taking.rows is None:
                unreadable.append(delivery.register)
            casework.take_in(taking)
        if wanted or gone or settle_anyway:
            progress("Putting the facts of casework in order", len(wanted), len(wanted))
            casework.settle()
        return TakenIn(len(wanted), tuple(unreadable))


def rank(register: str) -> int:
    """Return how early a register is taken."""
    return ORDER.index(register) if register in ORDER else len(ORDER)


def names(delivery: Delivery | None, sha256: str) -> bool:
    """Return whether the ledger's delivery of a number is the one that was taken."""
    return delivery is not None and delivery.sha256 == sha256


def read_again(home: Home, ledger: Ledger, delivery: Delivery) -> Taking:
    """Return a delivery read again from its kept file, without the rows that were set aside."""
    register = REGISTERS[delivery.register]
    folder = home.paths.deliveries / str(delivery.sequence)
    file = next((path for path in sorted(folder.glob("*")) if path.name not in OURS), None)
    senders = tuple(ledger.sequences_of(delivery.register, delivery.sender))
    nothing = pl.DataFrame(schema={column.name: pl.String() for column in register.key})
    reading = how_read(home, folder, delivery) if file is not None else None
    if file is None or reading is None:
        return Taking(delivery, is_snapshot=False, rows=None, refused_keys=nothing, senders=senders)
    form = reading.form
    rows = rows_of(register, form, file, reading.reported)
    refused = rows_set_aside(folder)
    kept = rows.filter(~pl.col(ROW).is_in(refused)) if refused else rows
    keys = rows.filter(pl.col(ROW).is_in(refused)) if refused else rows.clear()
    said = form.delivery if form is not None else None
    way = Way(said) if said is not None else register.delivery
    return Taking(
        delivery,
        is_snapshot=way is Way.SNAPSHOT,
        rows=kept.drop(ROW),
        refused_keys=keys.select(column.name for column in register.key),
        senders=senders,
    )


def rows_of(register: Register, form: Mapping | None, file: Path, reported: date | None) -> pl.DataFrame:
    """Return all rows of a file in the register's columns, names and addresses among them; not checked again."""
    frames, sources = [], None
    columns = [ROW, *(value_of(column) for column in register.columns), "reported", "withdrawn"]
    with file.open("rb") as opened:
        for table in read_tables(opened, form.file if form is not None else None):
            sources = sources or find_sources(register, form, table)
            frames.append(bring_to_schema(register, form, table, sources, reported).select(columns))
    return pl.concat(frames)


def value_of(column: Column) -> pl.Expr:
    """Return a column's value; of a list of CPR numbers its text, since no list is kept as a value."""
    return pl.col(text_name(column.name) if column.type is ValueType.CPR_LIST else column.name).alias(column.name)


class Reading(NamedTuple):
    """How a file was read: by which mapping (None: the canonical columns), and with which day of report."""

    form: Mapping | None
    reported: date | None


def how_read(home: Home, folder: Path, delivery: Delivery) -> Reading | None:
    """Return how a delivery was read, or None where nobody can tell.

    A delivery of a time when that was not kept is read by whichever mapping of its register gives the ledger's hash.
    """
    definitions = Definitions(home.paths.definitions)
    path = folder / HOW_READ
    if path.exists():
        said = json.loads(path.read_text("utf-8"))
        form = definitions.mapping(said["mapping"]) if said["mapping"] is not None else None
        return Reading(form, date.fromisoformat(said["reported"]) if said["reported"] is not None else None)
    days = [None, *days_until(delivery.imported_on, delivery.reported_from)]
    for form in (None, *definitions.list_mappings(delivery.register)):
        words = form.model_dump_json() if form is not None else CANONICAL
        for day in days:
            if hash_of_words(words, day) == delivery.read_as:
                return Reading(form, day)
    return None


def days_until(last: date, first: date | None) -> list[date]:
    """Return the days up to a day, newest first, from a first one on; the last day alone where there is no first."""
    begin = first or last
    return [last - timedelta(days=back) for back in range(max((last - begin).days, 0) + 1)]


def rows_set_aside(folder: Path) -> list[int]:
    """Return the numbers of the rows that were set aside when a delivery was imported."""
    path = folder / SET_ASIDE
    return pl.read_csv(path)["row"].unique().to_list() if path.exists() else []
