"""The arrays in which a whole population's history lies."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.domain.facts import Fact, Person

FACT = np.dtype([(name, np.int32) for name in Fact._fields])  # 36 bytes: 20 million facts are 720 MB
PERSON = np.dtype([(name, np.int32) for name in Person._fields])

Records = NDArray[np.void]
Ints = NDArray[np.int32]
Counts = NDArray[np.int64]


class History(NamedTuple):
    """All persons' facts as known at a day.

    persons: records of PERSON, one a person, in order of pseudonym. Shape (N,).
    facts: records of FACT, a block a person, each block sorted. Shape (F,).
    pseudonyms: who the persons are to the store. Shape (N,).
    known_at: the day.
    units: the names of the units that contacts are with; a contact's unit is a place among them, from 1.
    """

    persons: Records
    facts: Records
    pseudonyms: NDArray[np.int64]
    known_at: int
    units: tuple[str, ...] = ()


def history_of(people: Iterable[tuple[Person, Iterable[Fact]]], known_at: int, units: tuple[str, ...] = ()) -> History:
    """Return the history of a few people given as plain values; `first` and `last` of each person are set here."""
    persons: list[Person] = []
    facts: list[Fact] = []
    for person, own_facts in people:
        ordered = sorted(own_facts, key=order_of_fact)
        persons.append(person._replace(first=len(facts), last=len(facts) + len(ordered)))
        facts.extend(ordered)
    return History(
        np.array([tuple(person) for person in persons], dtype=PERSON),
        np.array([tuple(fact) for fact in facts], dtype=FACT),
        np.arange(len(persons), dtype=np.int64),
        known_at,
        units,
    )


ORDER_OF_FACTS = ("start", "kind", "code", "stop", "value", "place", "detail", "reported", "review")


def order_of_fact(fact: Fact) -> tuple[int, ...]:
    """Return what facts of one person are sorted by: start first, then all else, so that no order is left to chance."""
    return tuple(int(getattr(fact, name)) for name in ORDER_OF_FACTS)
