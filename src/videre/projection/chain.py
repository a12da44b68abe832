"""What may lead where, and how often it does: possible moves, counts of them, and rates.

Shapes everywhere: S states, E possible moves, K cells (kinds of people), R tables of rates, H steps forward. A step
uses one table; `table_of_step` says which, so that one table can serve many steps (the last years, for instance).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.domain.refusals import Refused

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

EXACT = 1e-9  # sums of counts over their total are exact to 1e-15 a term; hand-made rates are given with digits


class WrongRates(Refused):
    """Rates or counts that cannot be: rows that do not sum, what is below nought, the wrong shape."""


class NotObserved(Refused):
    """The cohort reaches a state of which nobody has shown what comes next."""


class Moves(NamedTuple):
    """The possible moves, sorted by origin and then by target; every other move is impossible."""

    n_states: int
    origin: Ints
    target: Ints

    @property
    def first_of_state(self) -> Ints:
        """The first move of each state, and the number of moves behind the last. Shape (S + 1,)."""
        return np.searchsorted(self.origin, np.arange(self.n_states + 1))


class Rates(NamedTuple):
    """What share of those in the origin makes each move in a step.

    share: (R, K, E). Each table, cell and state sums to 1 over its moves, or is nought where nobody was observed.
    is_known: whether anybody was observed, (R, K, S).
    """

    share: Floats
    is_known: Flags


def moves_of(pairs: Sequence[tuple[int, int]], n_states: int) -> Moves:
    """Return possible moves from pairs of states; raises WrongRates for an order or a state that cannot be."""
    if sorted(set(pairs)) != list(pairs):
        raise WrongRates("Give each possible move once, sorted by the state before and then by the state after.")
    origin, target = (np.array(side, np.int64) for side in zip(*pairs, strict=True))
    if min(origin.min(), target.min()) < 0 or max(origin.max(), target.max()) >= n_states:
        raise WrongRates(f"A move leads to a state that there is not: states are numbered 0 to {n_states - 1}.")
    return Moves(n_states, origin, target)


def at_risk(moves: Moves, counts: Floats) -> Floats:
    """Return how many were in each state before the move: counts (..., E) summed to (..., S)."""
    return np.asarray(sum_by_origin(moves, counts))


def sum_by_origin(moves: Moves, values: Floats) -> Floats:
    """Return values of moves summed over the moves of each state: (..., E) to (..., S)."""
    sums = np.zeros((*values.shape[:-1], moves.n_states))
    states, firsts = np.unique(moves.origin, return_index=True)
    sums[..., states] = np.add.reduceat(np.asarray(values, np.float64), firsts, axis=-1)
    return sums


def rates_of(moves: Moves, counts: Floats) -> Rates:
    """Return the observed rates of counts of moves, (R, K, E); unallowed moves have no place, so none is made up.

    Raises:
        WrongRates: a count below nought or no number.
    """
    counts = np.asarray(counts, np.float64)
    if not (counts >= 0).all():
        raise WrongRates("Counts of moves must be numbers from nought on.")
    total = at_risk(moves, counts)
    of_move = total[..., moves.origin]
    return Rates(np.divide(counts, of_move, out=np.zeros_like(counts), where=of_move > 0), total > 0)


def check_rates(moves: Moves, rates: Rates) -> None:
    """Raise WrongRates unless each known row holds shares that sum to 1, and each unknown one is nought."""
    share = rates.share
    if share.ndim != 3 or share.shape[2] != len(moves.origin) or rates.is_known.shape[2] != moves.n_states:
        raise WrongRates(
            f"Rates must have the shape (tables, cells, {len(moves.origin)} moves); these have {share.shape}."
        )
    if not ((share >= 0) & (share <= 1 + EXACT)).all():
        raise WrongRates("A rate lies outside 0 to 1: give shares of those in the state before the move.")
    off = np.abs(at_risk(moves, share) - rates.is_known) > EXACT
    if off.any():
        table, cell, state = (int(place[0]) for place in np.nonzero(off))
        total = float(at_risk(moves, share)[table, cell, state])
        raise WrongRates(
            f"Rates do not sum to 1: table {table}, cell {cell}, state {state} sums to {total:.6f}. Mend the counts "
            "or the scenario; nothing is rescaled."
        )
