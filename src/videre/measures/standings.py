"""Everybody's class spells, by the fold of `domain.standing`, and who is followed when."""

from typing import NamedTuple

import numpy as np

from videre.domain.days import birthday
from videre.domain.facts import FactKind
from videre.domain.standing import StandingRules, StandingSpells, walk_standings
from videre.measures.arrays import History, Ints, Records
from videre.measures.compiled import kernel
from videre.measures.parallel import PERSONS_A_PIECE, over_pieces


class Population(NamedTuple):
    """Who is followed: residents of a municipality from one birthday up to another, between two days.

    municipality: Statistics Denmark's number.
    age_from, age_to: in whole years; followed from the first birthday up to, not including, the second.
    begin, end: the first day, and the first day no longer, of the time looked at.
    """

    municipality: int
    age_from: int
    age_to: int
    begin: int
    end: int


class ClassSpells(NamedTuple):
    """Class spells of all persons followed, in order of person and time; every array of the same length.

    person: index into the history's persons. fact: index into its facts, -1 where no fact decided.
    A day on which a person is followed lies in exactly one spell; a day on which he or she is not, in none.
    """

    person: Ints
    youth_class: Ints
    reason: Ints
    fact: Ints
    since: Ints
    until: Ints


def class_spells(
    history: History, rules: StandingRules, population: Population, persons_a_piece: int = PERSONS_A_PIECE
) -> ClassSpells:
    """Return the class spells of everybody in a population.

    Args:
        history: facts as known at its day; nothing after that day is claimed, so spells stop there at the latest.
        rules: what the fold must be told.
        population: who is followed.
        persons_a_piece: how many a thread takes at a time; changes nothing but the time and memory it takes.

    Returns:
        Spells that cover, without overlap, the days on which each person is followed.
    """
    end = min(population.end, history.known_at + 1)
    limited = population._replace(end=end)
    pieces = over_pieces(
        len(history.persons),
        lambda first, last: spells_of_piece(history, rules, limited, first, last),
        persons_a_piece,
    )
    if not pieces:
        return ClassSpells(*(np.empty(0, np.int32) for _ in ClassSpells._fields))
    return ClassSpells(*(np.concatenate(arrays) for arrays in zip(*pieces, strict=True)))


def spells_of_piece(
    history: History, rules: StandingRules, population: Population, first: int, last: int
) -> ClassSpells:
    """Return the class spells of persons `first` up to, not including, `last`."""
    room = most_spells(history.persons[first:last])
    arrays = [np.empty(room, np.int32) for _ in StandingSpells._fields]
    person = np.empty(room, np.int32)
    n = walk_piece(history.facts, history.persons, first, last, rules, population, StandingSpells(*arrays), person)
    return ClassSpells(person[:n].copy(), *(array[:n].copy() for array in arrays))


def most_spells(persons: Records) -> int:
    """Return a bound on the spells of some persons: each fact begins, ends or lapses once, and residence cuts."""
    n_facts = persons["last"].astype(np.int64) - persons["first"]
    return int((4 * n_facts + 2).sum())


@kernel
def walk_piece(
    facts: Records,
    persons: Records,
    first: int,
    last: int,
    rules: StandingRules,
    population: Population,
    spells: StandingSpells,
    person: Ints,
) -> int:
    """Write the spells of some persons, and whose each is; return how many there are."""
    n = 0
    most_facts = 0
    for p in range(first, last):
        most_facts = max(most_facts, persons[p].last - persons[p].first)
    believed = np.empty(most_facts, np.int64)
    for p in range(first, last):
        # + 0 makes 64 bits of 32: the fold counts places in 64, and a sight may not change its type on the way
        first_fact, last_fact = persons[p].first + 0, persons[p].last + 0
        begin = max(population.begin, birthday(persons[p].birth_day, population.age_from))
        end = min(population.end, birthday(persons[p].birth_day, population.age_to))
        followed_until = begin
        for index in range(first_fact, last_fact):
            if facts[index].start >= end:
                break
            if facts[index].kind == FactKind.RESIDENCE and facts[index].place == population.municipality:
                here_from = max(facts[index].start, followed_until)
                here_until = min(facts[index].stop, end)
                if here_until > here_from:
                    after = walk_standings(
                        facts, first_fact, last_fact, rules, here_from, here_until, spells, n, believed
                    )
                    person[n:after] = p
                    n = after
                    followed_until = here_until
    return n
