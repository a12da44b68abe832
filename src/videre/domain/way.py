"""How far a leaver has come on the way to a youth education: the classes of the ledger of points 1 and 5."""

from enum import IntEnum
from typing import NamedTuple

from videre.domain.education import Outcome
from videre.domain.facts import FactKind, Facts
from videre.domain.movements import LedgerCode, how_it_ended


class Way(IntEnum):
    """Where a leaver of 9th grade is on the way to at least one youth education, wherever he or she lives."""

    NONE = 0
    NOT_IN = 1  # in no course that can lead to one
    UNDER_WAY = 2
    COMPLETED = 3
    LAPSED = 4  # was in one, and nobody has confirmed it in time: unknown


N_WAYS = 5


class WayRules(NamedTuple):
    """What each EducationKind means for the way: 1 or 0, indexed by kind.

    leads_on: being in it is to be under way. completes: completing it is to have at least one youth education.
    """

    leads_on: tuple[int, ...]
    completes: tuple[int, ...]


class OnTheWay(NamedTuple):
    """The Way of a leaver on a day, and the course that decides it (-1: none)."""

    way: int
    fact: int


def way_on(day: int, facts: Facts, first: int, last: int, left_on: int, rules: WayRules) -> OnTheWay:
    """Return how far a leaver has come by a day.

    What has been completed since school was left counts first, then a course that is believed, then one that lapsed and
    would be going on if somebody confirmed it.

    Args:
        day: the day asked about.
        facts: all facts; this person's lie from `first` up to, not including, `last`, sorted by start.
        left_on: the first day after 9th grade; earlier courses do not count.
        rules: what each kind of education means.

    Source:
        Checked against tests/oracles/way.py.
    """
    under_way, lapsed = -1, -1
    for index in range(first, last):
        if facts[index].start > day:
            break
        if facts[index].kind == FactKind.ENROLMENT and facts[index].start >= left_on:
            code = facts[index].code
            if rules.completes[code] > 0 and facts[index].value == Outcome.COMPLETED and facts[index].stop <= day:
                return OnTheWay(Way.COMPLETED.value, index)
            if rules.leads_on[code] > 0:
                if day < facts[index].review:
                    under_way = index
                elif day < facts[index].stop:
                    lapsed = index
    if under_way >= 0:
        return OnTheWay(Way.UNDER_WAY.value, under_way)
    return OnTheWay(Way.LAPSED.value if lapsed >= 0 else Way.NOT_IN.value, lapsed)


def code_on_the_way(before: OnTheWay, after: OnTheWay, day: int, facts: Facts, last: int) -> int:
    """Return why a leaver went from one Way to another by a day."""
    if after.way == Way.COMPLETED:
        return LedgerCode.COMPLETED.value
    if after.way == Way.UNDER_WAY:
        return LedgerCode.STARTED.value
    if after.way == Way.LAPSED:
        return LedgerCode.LAPSED.value
    return how_it_ended(before.fact, day, facts, last) if before.way == Way.UNDER_WAY else LedgerCode.ENDED.value
