"""Why a share moved: its change split, exactly and additively, over moves and the cohort's make-up.

Rates and make-up are led along a straight line from the earlier to the later; the gradient is added up on the way
(Horiuchi, Wilmoth and Pletcher 2008). The share is a polynomial of degree H + 1 along that line, so Gauss and
Legendre's rule with enough nodes adds it up exactly. Within a row contributions are against the row's mean, so that
what one move gains and another loses does not show twice.
"""

from collections.abc import Sequence
from itertools import combinations
from math import factorial
from typing import NamedTuple

import numpy as np

from videre.projection.chain import Flags, Floats, Moves, Rates, WrongRates
from videre.projection.forward import Question, by_table, centred, project


class Side(NamedTuple):
    """Rates and a cohort, before or after. initial: (K, S), persons or shares."""

    rates: Rates
    initial: Floats


class Decomposed(NamedTuple):
    """A change of a share and what it is made of: `of_moves.sum() + of_make_up.sum()` is the change.

    of_moves: by table of rates, cell and move, (R, K, E). of_make_up: by cell and state at the beginning, (K, S).
    worth: what standing there was worth on the way, against the mean, (K, S): `of_make_up` is it times the change.
    """

    before: float
    after: float
    of_moves: Floats
    of_make_up: Floats
    worth: Floats


def decompose(moves: Moves, earlier: Side, later: Side, asked: Question) -> Decomposed:
    """Return what a change of a share is made of.

    Args:
        moves: possible moves. earlier, later: rates of the same shape, and cohorts.
        asked: the share; its own initial cohort is not used.

    Raises:
        WrongRates: sides of different shapes. NotObserved: a state is reached that only one side has rates for.
    """
    check_sides(earlier, later)
    start, stop = (side.initial / side.initial.sum() for side in (earlier, later))
    change = later.rates.share - earlier.rates.share
    is_known = earlier.rates.is_known & later.rates.is_known
    of_moves, worth_of_place = np.zeros_like(change), np.zeros_like(start)
    n_nodes = len(asked.table_of_step) // 2 + 1  # exact for polynomials of degree 2n - 1 >= H, the gradient's degree
    nodes, weights = np.polynomial.legendre.leggauss(n_nodes)
    for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
        rates = Rates(earlier.rates.share + node * change, is_known)
        here = project(moves, rates, asked._replace(initial=start + node * (stop - start)))
        worth = by_table(centred(moves, rates, here.gradient, asked.table_of_step), asked.table_of_step, len(change))
        of_moves += weight * worth * change
        worth_of_place += weight * (here.chance - here.value)
    values = [project(moves, side.rates, asked._replace(initial=side.initial)).value for side in (earlier, later)]
    return Decomposed(values[0], values[1], of_moves, worth_of_place * (stop - start), worth_of_place)


def shapley(moves: Moves, earlier: Side, later: Side, asked: Question, groups: Sequence[Flags]) -> Floats:
    """Return each group's share of the change by Shapley's rule, the cohort's make-up last. Shape (G + 1,).

    A check on the line integral that knows nothing of gradients: the mean, over all orders in which groups could have
    changed one after the other, of what the group's change added. It takes 2 ** (G + 1) projections.

    Args:
        groups: disjoint sets of states, (S,) each, whose rows change together; rows in no group must not change.
    """
    check_sides(earlier, later)
    n = len(groups) + 1
    is_known = earlier.rates.is_known & later.rates.is_known
    values = {}
    for size in range(n + 1):
        for changed in combinations(range(n), size):
            states = np.any([groups[group] for group in changed if group < n - 1], axis=0)
            rows = np.broadcast_to(states, moves.n_states)[moves.origin]
            share = np.where(rows, later.rates.share, earlier.rates.share)
            initial = later.initial if n - 1 in changed else earlier.initial
            values[changed] = project(moves, Rates(share, is_known), asked._replace(initial=initial)).value
    parts = np.zeros(n)
    for group in range(n):
        for without in (each for each in values if group not in each):
            weight = factorial(len(without)) * factorial(n - 1 - len(without)) / factorial(n)
            parts[group] += weight * (values[tuple(sorted((*without, group)))] - values[without])
    return parts


def check_sides(earlier: Side, later: Side) -> None:
    """Raise WrongRates unless both sides are of one shape and have somebody in their cohorts."""
    if earlier.rates.share.shape != later.rates.share.shape or earlier.initial.shape != later.initial.shape:
        raise WrongRates("Both sides of a change need the same tables, cells and moves.")
    if not (earlier.initial.sum() > 0 and later.initial.sum() > 0):
        raise WrongRates("A cohort has nobody in it: choose years in which somebody left 9th grade.")
