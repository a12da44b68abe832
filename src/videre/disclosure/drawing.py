"""Drawing what is hidden, so that who runs the program again on every table that could be learns nothing from it.

Where few tables agree with what is told, somebody can make all of them safe as the program does, under keys of his own,
and strike out those of which something else would be hidden. So a pattern is taken only where he must be left with
enough: every quantity that could be the smallest number or more among all tables that agree must be so in one of which,
under a key that anybody can think of, just this is hidden. Otherwise another pattern is drawn.

Whether a pattern is taken follows from what is told and hidden alone: all that agree with it give the same answer. So
the taking betrays nothing, and each of those tables gives the pattern as its first draw as often as when it was tried.

So that another table can give the same pattern, although fewer of its numbers are small, the threshold itself is drawn:
half of the times somewhat higher than the rule asks for.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from videre.definitions.release import ReleaseRule
from videre.disclosure.attacking import Told
from videre.disclosure.every_table import MOST_TABLES, tables_of
from videre.disclosure.problem import Number, Problem, Terms
from videre.disclosure.suppressing import Suppression, suppress
from videre.disclosure.witnessing import NoCertificate

MOST_CELLS: Final = (
    12  # of a problem whose tables anybody could weigh one by one; of 24, a run takes a second, not 20 ms
)
MOST_DRAWS: Final = 8
MOST_RUNS: Final = 400  # of the program, to find the tables that give a pattern
RAISED: Final = (0.2, 0.15, 0.15)  # how often the threshold is one, two and three higher than the rule's
KEYS: Final = tuple(f"a key that anybody can think of {number}".encode() for number in range(6))


class Again(NamedTuple):
    """How a problem would be made safe if other persons were in its cells.

    names: of the numbers that would be told, which a reader sees to be hidden. cells: those that count persons.
    hides: persons in each cell and a key, to the names that would be hidden at the first draw.
    """

    names: frozenset[str]
    cells: tuple[int, ...]
    hides: Callable[[Sequence[int], bytes], frozenset[str]]


def draw(problem: Problem, key: bytes, rule: ReleaseRule, again: Again | None = None) -> Suppression:
    """Return what is hidden of a problem: of a small one, what other tables can be hidden by as well.

    Args:
        problem: what is to be told. key: a secret. rule: what protects whom, and the solver's nodes.
        again: how other tables would be made safe; None to take the first draw.

    Raises:
        NoCertificate: no proof was found, or none of the patterns drawn could be another table's.
    """
    if again is None or len(problem.counts) > MOST_CELLS:
        return draw_once(problem, key, rule)
    for number in range(MOST_DRAWS):
        drawn = draw_once(problem, key_of_draw(key, number), rule)
        if not drawn.hidden or could_be_another(problem, drawn, again, rule.smallest_count):
            return drawn
    raise NoCertificate("Whoever ran the program again could tell what is hidden for its own sake.")


def key_of_draw(key: bytes, number: int) -> bytes:
    """Return the key of a draw; the first is the key itself."""
    return key if number == 0 else hashlib.blake2b(b"draw %d" % number, key=key[:64], digest_size=32).digest()


def draw_once(problem: Problem, key: bytes, rule: ReleaseRule) -> Suppression:
    """Return what is hidden under a key; of a small problem, with the threshold that the key says."""
    extra = raised_by(key) if len(problem.counts) <= MOST_CELLS else 0
    if extra:
        try:
            raised = with_threshold(problem, rule.smallest_count, rule.smallest_count + extra)
            return suppress(raised, key, rule.n_nodes, n_nodes_again=rule.n_nodes_again)
        except NoCertificate:
            pass
    return suppress(problem, key, rule.n_nodes, n_nodes_again=rule.n_nodes_again)


def raised_by(key: bytes) -> int:
    """Return by how much a key raises the threshold; mostly by nothing."""
    digest = hashlib.blake2b(b"threshold", key=key[:64], digest_size=8).digest()
    drawn = int.from_bytes(digest, "big") / 2**64
    for extra, share in enumerate(RAISED, start=1):
        drawn -= share
        if drawn < 0:
            return extra
    return 0


def with_threshold(problem: Problem, smallest: int, raised: int) -> Problem:
    """Return a problem with a higher threshold, for those numbers that are not told in any case."""

    def higher(number: Number, value: int) -> Number:
        is_small = number.least == smallest or (number.least is None and smallest <= value < raised)
        can_be = is_small and not number.was_told and number.told is None
        return number._replace(least=raised) if can_be else number

    numbers = tuple(higher(number, value) for number, value in zip(problem.numbers, problem.values, strict=True))
    return replace(problem, numbers=numbers)


def could_be_another(problem: Problem, drawn: Suppression, again: Again, smallest: int) -> bool:
    """Return whether somebody who runs the program again must leave each quantity as great as it could be, or greater.

    Nothing here is read of the problem but what is told of it, so the answer is the same for every table that agrees.
    """
    numbers = list(enumerate(zip(problem.numbers, problem.values, strict=True)))
    told = [
        (number.terms, number.told or (value, value)) for place, (number, value) in numbers if place not in drawn.hidden
    ]
    tables = list(tables_of(Told(len(problem.counts), tuple(told)), MOST_TABLES + 1))
    if len(tables) > MOST_TABLES:
        return True
    pattern = frozenset(problem.numbers[place].key for place in drawn.hidden) & again.names
    watched: list[Terms] = [((cell, 1),) for cell in again.cells]
    watched += [number.terms for number in problem.numbers if number.key in pattern]
    left = {terms for terms in watched if any(value_in(table, terms) >= smallest for table in tables)}
    left -= {terms for terms in left if all(value_in(table, terms) >= smallest for table in tables)}
    for key, table in in_any_order(tables):
        reached = {terms for terms in left if value_in(table, terms) >= smallest}
        if reached and again.hides(table, key) == pattern:
            left -= reached
        if not left:
            return True
    return not left


def in_any_order(tables: Sequence[tuple[int, ...]]) -> Iterable[tuple[bytes, tuple[int, ...]]]:
    """Return keys and tables in an order that says nothing of the truth, no more than may be run."""
    mixed = sorted(tables, key=lambda table: hashlib.blake2b(repr(table).encode(), digest_size=8).digest())
    return [(key, table) for key in KEYS for table in mixed][:MOST_RUNS]


def value_in(table: Sequence[int], terms: Terms) -> int:
    """Return a number in a table."""
    return sum(factor * table[cell] for cell, factor in terms)
