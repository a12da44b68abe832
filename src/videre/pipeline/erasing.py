"""Erasing persons for good: from delivered files, the store, derived histories and the casework database.

A tombstone is put up first; then every place is cleared of everybody who has one. So an erasure that was interrupted
is finished by the next one, by `videre nightly` or by `videre erase --finish`, and replaying it after a restore is the
same thing.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple, Protocol

from videre.definitions.catalogue import Definitions
from videre.domain.cpr import InvalidCpr, parse_cpr
from videre.domain.refusals import Refused
from videre.domain.renumbering import newest_numbers, persons_numbers
from videre.home.home import Home, today, writing
from videre.home.paths import HomePaths
from videre.registers.catalogue import REGISTERS
from videre.registers.schema import ValueType
from videre.store.deliveries import Erasure, Ledger
from videre.store.forgetting import IsErased, Reading, forget_in_file
from videre.store.inbox import Inbox
from videre.store.kept_files import OURS
from videre.store.pseudonyms import pseudonym
from videre.store.renumbering import read_changes
from videre.store.rewriting import bring_all_back, find_persons, rewrite_without, tables_of_persons
from videre.store.tombstones import Tombstones


class NoCpr(Refused):
    """What was to be erased is no CPR number."""


class HoldsPersons(Protocol):
    """A place beside the store that knows persons by their number: the casework database."""

    def check_may_be_erased(self, is_erased: IsErased) -> None:
        """Raise Refused where somebody may not be erased yet: held by law, or not archived."""
        ...

    def erase(self, is_erased: IsErased) -> int:
        """Erase everybody whose CPR number (ten digits) is erased, for good, and return how many that was."""
        ...


Places = Callable[[Home], Sequence[HoldsPersons]]


def nowhere(_home: Home) -> Sequence[HoldsPersons]:
    """Return the places beside the store of a home that has none."""
    return ()


class Erased(NamedTuple):
    """What was found of those to be erased.

    n_numbers: how many CPR numbers, former ones of the same persons included, have a new tombstone.
    n_persons: how many of everybody with a tombstone the store still had.
    n_files: how many kept files somebody stood in.
    n_elsewhere: how many persons other places still had.
    """

    n_numbers: int
    n_persons: int
    n_files: int
    n_elsewhere: int


def erase(home: Home, cprs: Sequence[str], places: Places = nowhere) -> Erased:
    """Erase persons by their CPR numbers, with all their former and newer numbers.

    Args:
        home: the home; locked for as long as it takes.
        cprs: numbers with or without a hyphen. A number that nobody has delivered gets its tombstone all the same.
        places: says of a home what holds persons beside its store.

    Raises:
        NoCpr: one of them is no number. Refused: somebody may not be erased yet. Nothing was erased. HomeIsBusy.
    """
    numbers = [digits_of(cpr, place) for place, cpr in enumerate(cprs, start=1)]
    with writing(home):
        key = home.key("pseudonym")
        changes = read_changes(home.paths, Ledger(home.paths.ledger), date.max)
        persons = persons_numbers(changes, (pseudonym(number, key, "cpr") for number in numbers))
        of_them = frozenset(persons)
        for place in places(home):
            place.check_may_be_erased(lambda digits: pseudonym(digits, key, "cpr") in of_them)
        tombstones = Tombstones(home)
        n_before = len(tombstones)
        tombstones.add(persons, today(home))
        return clear_places(home, tombstones, places)._replace(n_numbers=len(tombstones) - n_before)


def finish_erasing(home: Home, places: Places = nowhere) -> Erased:
    """Clear every place of everybody who has a tombstone: after a crash, and after a backup was restored."""
    with writing(home):
        return clear_places(home, Tombstones(home), places)


def digits_of(cpr: str, place: int) -> str:
    """Return the ten digits of a CPR number; raises NoCpr, which says the how-manieth it was and never repeats it."""
    try:
        parse_cpr(cpr)
    except InvalidCpr as error:
        raise NoCpr(f"Number {place}: {error} Nothing was erased.") from None
    return cpr.strip().replace("-", "")


def clear_places(home: Home, tombstones: Tombstones, places: Places) -> Erased:
    """Clear every place of everybody who has a tombstone; the home is locked. Doing it again changes nothing."""
    if not len(tombstones):
        return Erased(0, 0, 0, 0)
    n_files = sum(forget_in_file(file, tombstones.is_erased_cpr, reading) for file, reading in files_of(home))
    n_files += sum(inbox.forget(tombstones.is_erased_cpr) for inbox in inboxes_of(home))
    n_persons = clear_store(home, tombstones)
    for history in home.paths.histories.iterdir():
        shutil.rmtree(history)
    n_elsewhere = sum(place.erase(tombstones.is_erased_cpr) for place in places(home))
    tombstones.mark_done()
    return Erased(0, n_persons, n_files, n_elsewhere)


def inboxes_of(home: Home) -> list[Inbox]:
    """Return the inboxes in which events wait to be imported."""
    folder = home.paths.inbox
    return [Inbox(path) for path in sorted(folder.iterdir()) if path.is_dir()] if folder.exists() else []


def clear_store(home: Home, tombstones: Tombstones) -> int:
    """Rewrite the tables about persons without the erased, commit it, and return how many persons were in them."""
    paths, ledger = home.paths, Ledger(home.paths.ledger)
    bring_all_back(paths, ledger)
    found = find_persons(paths, ledger, tombstones.is_erased)
    if not found:
        return 0
    newest = newest_numbers(read_changes(paths, ledger, date.max))
    n_persons = len({newest.get(person, person) for person in found})
    sequence = ledger.store_version() + 1
    tables = {name: rewrite_without(paths, ledger, name, sequence, found) for name in tables_of_persons(ledger)}
    ledger.commit_erasure(Erasure(sequence, today(home), n_persons), tables)
    bring_all_back(paths, ledger)  # the former folders are not named any more
    return n_persons


def forget_in_delivery(home: Home, folder: Path, register: str, sender: str) -> None:
    """Leave the erased out of a delivery's kept files, before it is committed: a sender may go on sending them."""
    tombstones = Tombstones(home)
    if len(tombstones):
        reading = reading_of(Definitions(home.paths.definitions), register, sender)
        for file in kept_files(folder):
            forget_in_file(file, tombstones.is_erased_cpr, reading)


def kept_files(folder: Path) -> list[Path]:
    """Return the delivered files of a delivery's folder; our own beside them hold no value of a file.

    A file that a killed process was rewriting is removed: the one that it was to replace is still there.
    """
    for unfinished in folder.rglob("*.unfinished"):
        unfinished.unlink()
    return [file for file in sorted(folder.rglob("*")) if file.is_file() and file.name not in OURS]


def files_of(home: Home) -> Iterator[tuple[Path, Reading]]:
    """Yield every kept file that may be about persons, and how it is written; removes what a killed import left."""
    definitions = Definitions(home.paths.definitions)
    deliveries = {str(delivery.sequence): delivery for delivery in Ledger(home.paths.ledger).deliveries()}
    for folder in sorted(home.paths.deliveries.iterdir()):
        if folder.name not in deliveries:
            shutil.rmtree(folder)
            continue
        delivery = deliveries[folder.name]
        reading = reading_of(definitions, delivery.register, delivery.sender)
        yield from ((file, reading) for file in kept_files(folder))
    yield from files_of_a_demonstration(home.paths, definitions)


def files_of_a_demonstration(paths: HomePaths, definitions: Definitions) -> Iterator[tuple[Path, Reading]]:
    """Yield the files of made-up suppliers, which lie in the home of a demonstration only."""
    names = frozenset(name for register in REGISTERS for name in mentions_of(definitions, register, None))
    if paths.suppliers.exists():
        yield from ((file, Reading(names)) for file in kept_files(paths.suppliers))


def reading_of(definitions: Definitions, register: str, sender: str) -> Reading:
    """Return how a sender writes a register, as far as forgetting must know it."""
    shapes = [form.file for form in definitions.list_mappings(register) if form.supplier == sender]
    return Reading(
        mentions_of(definitions, register, sender),
        next((shape.encoding for shape in shapes), "utf-8"),
        quoted=all(shape.format != "fixed" for shape in shapes),
    )


def mentions_of(definitions: Definitions, register: str, sender: str | None) -> frozenset[str]:
    """Return the columns in which a sender (None: any) names other people than the row is about."""
    lists = [column.name for column in REGISTERS[register].columns if column.type is ValueType.CPR_LIST]
    forms = [form for form in definitions.list_mappings(register) if sender in (None, form.supplier)]
    theirs = [
        name for form in forms for column in lists if column in form.columns for name in form.columns[column].names
    ]
    return frozenset([*lists, *theirs])
