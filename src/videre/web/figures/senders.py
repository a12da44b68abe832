"""Who sends young people on, as the tables of given back tell of them, and which of them are a reader's own."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from videre.disclosure.released import Released
from videre.web.access.knowing import list_units_of
from videre.web.accounts.models import User
from videre.web.figures.queries import SameTable, find_own_table

MEASURE = "given_back"
EVERYBODY = "any"  # the value that stands for all schools, or all units
KINDS: Mapping[str, str] = {"skole": "school", "enhed": "unit"}  # by the word in the address
WORDS: Mapping[str, str] = {kind: word for word, kind in KINDS.items()}
SCHOOL_UNIT = "school:"  # a school's own unit is named by its number: `school:101001`


class Sender(NamedTuple):
    """A school or unit: its kind as the tables have it, and its code."""

    kind: str
    code: str


class Senders(NamedTuple):
    """What a reader may see of what is given back. own: the reader's own, of those that the tables tell of."""

    tables: Mapping[str, Released]
    own: tuple[Sender, ...]

    def list_of(self, kind: str) -> tuple[Sender, ...]:
        """Return the schools or units that the reader is told of: own first, then by their codes."""
        found = senders_in(self.tables[kind], kind) if kind in self.tables else ()
        return tuple(sorted(found, key=lambda sender: (sender not in self.own, sender)))


def senders_for(user: User, day: date) -> Senders:
    """Return what a user may see on a day: the whole of a table for everybody, own rows of one for schools alone."""
    mine = senders_of_units(list_units_of(user, day))
    tables = {}
    for kind in KINDS.values():
        own = {EVERYBODY, *(sender.code for sender in mine if sender.kind == kind)}
        table = find_own_table(f"{MEASURE}_by_{kind}", {kind: own})
        if table is not None:
            tables[kind] = table
    told_of = [sender for kind, table in tables.items() for sender in senders_in(table, kind)]
    return Senders(tables, tuple(sender for sender in told_of if sender in mine))


@lru_cache(maxsize=16)
def _codes_in(same: SameTable, kind: str) -> tuple[Sender, ...]:
    codes = {row.breakdown[kind] for row in same.table.rows}
    return tuple(Sender(kind, code) for code in sorted(codes - {EVERYBODY, "unknown"}))


def senders_in(table: Released, kind: str) -> tuple[Sender, ...]:
    """Return the schools or units that a table tells of, by their codes; asked once of each table that is kept."""
    return _codes_in(SameTable(table), kind)


def senders_of_units(units: Iterable[str]) -> frozenset[Sender]:
    """Return units as senders: `school:101001` is a school by its number, any other a unit by its code.

    >>> sorted(senders_of_units(["uu", "school:101001"]))
    [Sender(kind='school', code='101001'), Sender(kind='unit', code='uu')]
    """
    return frozenset(
        Sender("school", unit.removeprefix(SCHOOL_UNIT)) if unit.startswith(SCHOOL_UNIT) else Sender("unit", unit)
        for unit in units
    )
