"""Witness-certified suppression: what must be hidden, and the other tables that prove it enough.

For each sensitive number the cheapest other table is sought that gives it a harmless value; what that table changes is
hidden, and the table is kept as a witness. Every witness agrees with every number told, so nobody, by whatever algebra,
can tell it from the truth. Then numbers are told again where the witnesses allow it.
"""

import hashlib
import math
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from videre.disclosure.components import blocks_of
from videre.disclosure.meeting import Meeting
from videre.disclosure.problem import Problem
from videre.disclosure.searching import Budget, OutOfBudget, Search
from videre.disclosure.telling import hidden_by, tell_again, without_spare
from videre.disclosure.witnessing import (
    Need,
    NoCertificate,
    NotAWitness,
    Witness,
    disbelievers,
    list_needs,
    make_witness,
)

TOTALS_COST_MORE: Final = 0.05  # per doubling of a number: small cells go before totals
JITTER: Final = 1.0  # how far the key moves a cost: to twice, so that no table is struck out who runs this again


class Suppression(NamedTuple):
    """What is hidden, by place in the problem's numbers, and the witnesses that prove it safe."""

    hidden: frozenset[int]
    witnesses: tuple[Witness, ...]


def suppress(
    problem: Problem, key: bytes, n_nodes: int, start: Iterable[int] = (), n_nodes_again: int | None = None
) -> Suppression:
    """Return which numbers to hide, with a witness for every sensitive number.

    Args:
        problem: what is to be told.
        key: a secret that breaks ties, so that who runs this again learns nothing from which numbers are hidden.
        n_nodes: solver nodes allowed; a linear program counts as one.
        n_nodes_again: nodes beside these, for telling again what need not be hidden; as many when left out. When they
            are used up, what is hidden stays so.
        start: places of numbers that are hidden from the start (a cheaper pattern); they may be told again.

    Raises:
        NoCertificate: a sensitive number has no witness, or the budget is used up.
    """
    budget, again = Budget(n_nodes), Budget(n_nodes if n_nodes_again is None else n_nodes_again)
    costs = keyed_costs(problem, key)
    if any(number.was_told and number.is_sensitive for number in problem.numbers):
        raise NoCertificate("A number that was published before is sensitive by the rules of today.")
    needs = list_needs(problem)
    try:
        witnesses = witnesses_of_blocks(problem, key, budget, again)
        is_whole = not witnesses
        witnesses = find_witnesses(problem, needs, costs, budget, start, witnesses)
        if is_whole:  # blocks have told again what they could
            witnesses = tell_again(problem, needs, witnesses, costs, again)
        witnesses = without_spare(problem, needs, witnesses)
    except OutOfBudget:
        raise NoCertificate(f"{n_nodes} solver nodes were not enough.") from None
    except NotAWitness as error:
        raise NoCertificate(str(error)) from error
    return Suppression(frozenset(hidden_by(problem, witnesses)), tuple(witnesses))


def keyed_costs(problem: Problem, key: bytes) -> list[float]:
    """Return what changing each number by one costs: nearly its weight, moved a little by the key."""
    costs = []
    for number, value in zip(problem.numbers, problem.values, strict=True):
        digest = hashlib.blake2b(number.key.encode(), key=key[:64], digest_size=8).digest()
        moved = int.from_bytes(digest, "big") / 2**64
        size = 1 + TOTALS_COST_MORE * math.log2(1 + abs(value))
        costs.append(number.weight * size * (1 + JITTER * moved))
    return costs


def witnesses_of_blocks(problem: Problem, key: bytes, budget: Budget, again: Budget) -> list[Witness]:
    """Return witnesses that each change one block only; the needs that have none are left to the whole problem."""
    witnesses = []
    for part, cells in blocks_of(problem):
        costs, needs = keyed_costs(part, key), list_needs(part)
        told_before = {place for place, number in enumerate(part.numbers) if number.was_told}
        search = Search(part, costs, budget, told_before, hidden_by(part, ()) - told_before)
        meeting = Meeting(part, needs, search)
        own = meeting.meet_what_can_be()
        met = [need for need in needs if need not in meeting.without]
        for witness in tell_again(part, met, own, costs, again):
            moves = {cells[cell]: move for cell, move in witness.moves.items()}
            witnesses.append(make_witness(problem, moves))
    return witnesses


def find_witnesses(
    problem: Problem,
    needs: Sequence[Need],
    costs: Sequence[float],
    budget: Budget,
    start: Iterable[int],
    known: Sequence[Witness] = (),
) -> list[Witness]:
    """Return witnesses that meet every need, each as cheap as was found given what those before it hide."""
    told_before = {place for place, number in enumerate(problem.numbers) if number.was_told}
    hidden = (hidden_by(problem, known) | set(start)) - told_before
    if all(disbelievers(problem, need, known) == frozenset() for need in needs):
        return list(known)
    search = Search(problem, costs, budget, told_before, hidden)
    meeting = Meeting(problem, needs, search, known)
    witnesses = meeting.meet_what_can_be(is_hard=True)
    if meeting.without:
        name = problem.numbers[meeting.without[0].place].key
        raise NoCertificate(f"{name} has no witness among the tables that were tried.")
    return [*known, *witnesses]
