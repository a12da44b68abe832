"""Needs and witnesses: what a sensitive number needs, and another table that gives it."""

from collections.abc import Iterable
from typing import NamedTuple

from videre.disclosure.problem import Problem
from videre.disclosure.searching import Moves


class Need(NamedTuple):
    """What a sensitive number needs: some witness in which it is at least, or at most, something."""

    place: int
    least: int | None
    most: int | None


class Witness(NamedTuple):
    """Another table that agrees with every number told.

    moves: how it differs from the truth, cell by cell. changes: by how much it changes each number.
    visible: the numbers that would be told otherwise, and so must be hidden.
    rules_out: cells in which it has fewer persons than somebody there knows of: those in them know it to be wrong.
    """

    moves: Moves
    changes: dict[int, int]
    visible: frozenset[int]
    rules_out: frozenset[int]


class NotAWitness(Exception):
    """The solver's answer is no witness in whole numbers. With a sound solver that never happens."""


class NoCertificate(Exception):
    """No set of hidden numbers was proved safe within the budget: tell less, never an unproved number."""


def list_needs(problem: Problem) -> list[Need]:
    """Return what the sensitive numbers need beyond the truth itself."""
    needs = []
    for place, number in enumerate(problem.numbers):
        value = problem.values[place]
        if number.least is not None and value < number.least:
            needs.append(Need(place, number.least, None))
        if number.most is not None and value > number.most:
            needs.append(Need(place, None, number.most))
    return needs


def is_met(problem: Problem, need: Need, witness: Witness) -> bool:
    """Return whether a witness meets a need."""
    change = witness.changes.get(need.place)
    if change is None:
        return False  # what the truth does not meet, a table that leaves the number as it is does not either
    value = problem.values[need.place] + change
    return (need.least is None or value >= need.least) and (need.most is None or value <= need.most)


def disbelievers(problem: Problem, need: Need, witnesses: Iterable[Witness]) -> frozenset[int] | None:
    """Return the cells whose persons know every witness of a need to be wrong; None when the need has no witness.

    Empty means that the need is met: for whoever is in some cell, one witness is left that he cannot rule out.
    """
    left: frozenset[int] | None = None
    for witness in witnesses:
        if is_met(problem, need, witness):
            left = witness.rules_out if left is None else left & witness.rules_out
            if not left:
                return left
    return left


def make_witness(problem: Problem, moves: Moves) -> Witness:
    """Return moves with what they change; raises NotAWitness when a cell leaves its bounds."""
    for cell, move in moves.items():
        count, ceiling = problem.counts[cell] + move, problem.ceilings[cell]
        if count < 0 or (ceiling is not None and count > max(ceiling, problem.counts[cell])):
            raise NotAWitness("The solver's answer has a cell outside its bounds.")
    changes: dict[int, int] = {}
    for cell, move in moves.items():
        for place, factor in problem.members[cell]:
            changes[place] = changes.get(place, 0) + factor * move
    changes = {place: change for place, change in changes.items() if change}
    visible = frozenset(place for place, change in changes.items() if is_visible(problem, place, change))
    if any(problem.numbers[place].was_told for place in visible):
        raise NotAWitness("The solver's answer changes a number that was told before.")
    rules_out = frozenset(cell for cell, move in moves.items() if problem.counts[cell] + move < problem.own[cell])
    return Witness(moves, changes, visible, rules_out)


def is_visible(problem: Problem, place: int, change: int) -> bool:
    """Return whether a number would be told otherwise after a change."""
    value = problem.values[place]
    low, high = problem.numbers[place].told or (value, value)
    return not low <= value + change <= high
