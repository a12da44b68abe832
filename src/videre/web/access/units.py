"""The units in which people work with young people: what each is called, what it is to the law, and whose it is."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from videre.definitions.access import Recipient, Unit
from videre.home.home import Home
from videre.store.deliveries import Ledger
from videre.store.tables import read_known
from videre.web.installation import current_definitions, current_home
from videre.web.languages import told

OF_REGISTER = ("school", "institution")  # units that are named by a number of the register of institutions


def find_unit(code: str) -> Unit | None:
    """Return what a unit's code stands for: `uu`, or `school:101001` for one school."""
    return current_definitions().units().units.get(code.partition(":")[0])


def recipient_of(code: str) -> Recipient | None:
    """Return what a unit is to the law; None: there is no such unit."""
    unit = find_unit(code)
    return unit.recipient if unit else None


def title_of(code: str) -> str:
    """Return a unit's name in the reader's language; an institution by its own name."""
    unit = find_unit(code)
    if unit is None:
        return code
    name, _, number = code.partition(":")
    if name in OF_REGISTER and number.isdecimal():
        return institution_names(current_home()).get(int(number), told(unit.title))
    return told(unit.title)


def entity_of(code: str, day: date) -> str:
    """Return the legal entity to which a unit belongs on a day: what crosses from one to another is disclosed."""
    unit = find_unit(code)
    entity = unit.entity_on(day.isoformat()) if unit else None
    if entity == "institution":
        return code
    return entity or ""


def entity_title(entity: str) -> str:
    """Return what a legal entity is called."""
    known = current_definitions().units().entities.get(entity.partition(":")[0])
    return told(known.title) if known else entity


def institution_names(home: Home) -> dict[int, str]:
    """Return the names of all institutions by number: a public list, read once a version of the store."""
    return names_at(home.paths.ledger, ledger_state(home.paths.ledger), home)


def ledger_state(ledger: Path) -> tuple[int, int]:
    """Return what changes with every commit of the ledger: the file's instant and size; nothing where there is none.

    A page asks for a name some forty times: opening the ledger each time was a third of what the page took.
    """
    try:
        said = ledger.stat()
    except FileNotFoundError:
        return 0, 0
    return said.st_mtime_ns, said.st_size


@lru_cache(maxsize=4)
def names_at(_ledger: Path, _state: tuple[int, int], home: Home) -> dict[int, str]:
    """Return the names as of a state of the ledger."""
    rows = read_known(home.paths, Ledger(home.paths.ledger), "institutions", date.max)
    return dict(rows.select("institution", "name").iter_rows())
