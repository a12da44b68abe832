"""Slow attacks, each number bounded by itself, beside the program's quick ones; and a told share as two sums.

`videre.disclosure.possible` rules many numbers in with each table that it finds, and must learn what these learn.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Final

import highspy

from videre.disclosure.attacking import (
    NO_END,
    Attack,
    Learned,
    Told,
    attack_by_program,
    attack_differences,
    attack_linear,
    bound,
    program_of,
)
from videre.disclosure.problem import Terms
from videre.disclosure.rounded import combined, span_of
from videre.disclosure.structure import ANYTHING

PAIRS_OF: Final = 5  # cells of which every pair is tried


def attack_by_insiders(
    told: Told, hidden: Mapping[str, Terms], attack: Attack, occupied: Sequence[int], n_persons: int
) -> list[Learned]:
    """Return the tightest bounds of each hidden number that persons of any one cell have, who know they are in it.

    Args:
        told: what is out. hidden: the numbers attacked. attack: what to call it.
        occupied: persons truly in each cell. n_persons: how many of a cell put together that they are there.
    """
    solver = program_of(told, is_integer=True)
    learned = []
    for name, terms in hidden.items():
        tightest = {}
        for sign in (1, -1):
            value, table = bound(solver, terms, told.n_cells, sign)
            for cell, count in enumerate(occupied):
                floor = min(count, n_persons)
                if value is None or table[cell] >= floor:
                    continue  # this table is possible for them too: they know no more than everybody
                solver.changeColBounds(cell, float(floor), highspy.kHighsInf)
                theirs, _table = bound(solver, terms, told.n_cells, sign)
                solver.changeColBounds(cell, 0.0, highspy.kHighsInf)
                if theirs is not None:
                    value = max(value, theirs) if sign == 1 else min(value, theirs)
            tightest[sign] = value
        low = tightest[1]
        learned.append(Learned(attack, name, NO_END if low is None else low, tightest[-1]))
    return learned


def attack_by_pairs(told: Told, hidden: Mapping[str, Terms], occupied: Sequence[int]) -> list[Learned]:
    """Return the tightest greatest value of each hidden number for two persons of two cells who talk together.

    Pairs are tried among the first few cells that the greatest table empties: the others learn nothing from it.
    """
    solver = program_of(told, is_integer=True)
    learned = []
    for name, terms in hidden.items():
        high, table = bound(solver, terms, told.n_cells, -1)
        emptied = [cell for cell, count in enumerate(occupied) if count and high is not None and table[cell] < 1]
        for pair in combinations(emptied[:PAIRS_OF], 2):
            for cell in pair:
                solver.changeColBounds(cell, 1.0, highspy.kHighsInf)
            theirs, _table = bound(solver, terms, told.n_cells, -1)
            for cell in pair:
                solver.changeColBounds(cell, 0.0, highspy.kHighsInf)
            high = high if theirs is None or high is None else min(high, theirs)
        learned.append(Learned(Attack.TWO_COALITION, name, NO_END, high))
    return learned


def attack_all(told: Told, hidden: Mapping[str, Terms], occupied: Sequence[int]) -> list[Learned]:
    """Return what every attack learns of the hidden numbers, save running the algorithm again.

    An insider is whoever is counted himself: one person of a cell, or two of the same cell who talk together.

    Args:
        told: what is out. hidden: the numbers attacked. occupied: persons truly in each cell, as those there know.
    """
    exact = Told(told.n_cells, tuple(each for each in told.numbers if each[1][0] == each[1][1]))
    learned = attack_linear(told, hidden) + attack_differences(told, hidden)
    learned += attack_by_program(exact, hidden, Attack.LINEAR_PROGRAM)
    learned += attack_by_program(exact, hidden, Attack.INTEGER)
    if len(exact.numbers) < len(told.numbers):
        learned += attack_by_program(told, hidden, Attack.ROUNDING)
    for attack, n_persons in ((Attack.SINGLETON, 1), (Attack.TWO_COALITION, 2)):
        learned += attack_by_insiders(told, hidden, attack, occupied, n_persons)
    return learned


def told_by_share(share: float, decimals: int, counted: Terms, of: Terms) -> list[tuple[Terms, tuple[int, int]]]:
    """Return what a told share says of the cells, as two sums that are none or more: also where neither number is told.

    Args:
        share: as it is told. decimals: how many. counted: the cells of those counted. of: of everybody.
    """
    low, high = span_of(share, decimals)
    unit = 2 * 10**decimals
    return [
        (combined(counted, unit, of, -int(low * unit)), (0, ANYTHING * unit)),
        (combined(counted, -unit, of, int(high * unit)), (0, ANYTHING * unit)),
    ]
