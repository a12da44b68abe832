"""What people did, made ready: rates of a reference, and how behaviour drifts from year to year."""

from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, Rates, WrongRates, at_risk

BORROWED_PERSONS = 1.0
FEWEST_FOR_DRIFT = 30  # moves a year below which a group's ratio says nothing of drift but noise


class Drift(NamedTuple):
    """How much behaviour walks in a year, as standard deviations of log rates.

    of_kind: of whole kinds of moves together (all completing, all leaving ...). of_move: of each move beside its kind.
    n_innovations: how many yearly changes it was estimated from.
    """

    of_kind: float
    of_move: float
    n_innovations: int


def smoothed(moves: Moves, counts: Floats, pool: Floats, n_borrowed: float = BORROWED_PERSONS) -> Rates:
    """Return the rates of a reference in which each row has borrowed so many persons from the pool of its state.

    A row of thousands is what it was; a row of nobody behaves as all who were ever in the state; a move that nobody in
    the pool made stays impossible. A state in which nobody ever was stays unknown.

    Args:
        counts: (..., E). pool: everybody's moves, (E,).
    """
    total_of_pool = at_risk(moves, pool)
    share = np.divide(pool, total_of_pool[moves.origin], out=np.zeros(len(pool)), where=total_of_pool[moves.origin] > 0)
    of_row = at_risk(moves, counts)[..., moves.origin] + n_borrowed
    is_known = np.broadcast_to(total_of_pool > 0, (*counts.shape[:-1], moves.n_states))
    return Rates(np.where(is_known[..., moves.origin], (counts + n_borrowed * share) / of_row, 0.0), is_known)


def estimate_drift(moves: Moves, counts: Floats, kind_of_move: Ints, floor: Drift) -> Drift:
    """Return how much behaviour walks from year to year, never less than a floor.

    Args:
        counts: a reference's moves of consecutive years, (Y, R, K, E).
        kind_of_move: kinds of moves that may drift together, (E,).
        floor: what is believed at least. Ten overlapping years cannot say that there is no drift.

    Each year's moves are compared with what that year's persons at risk would have done by all years' rates; the yearly
    changes of the log ratio, less what chance alone would change, are the drift.
    """
    if counts.ndim != 4:
        raise WrongRates("Drift needs counts by year, table, cell and move.")
    n_years = len(counts)
    if n_years < 3:
        return floor
    pooled = counts.sum(axis=0)
    total = at_risk(moves, pooled)[..., moves.origin]
    rates = np.divide(pooled, total, out=np.zeros(pooled.shape), where=total > 0)
    made = counts.sum(axis=(1, 2)).astype(np.float64)
    expected = np.empty_like(made)
    for year in range(n_years):
        expected[year] = (at_risk(moves, counts[year])[..., moves.origin] * rates).sum(axis=(0, 1))
    of_kind, change_of_kind, n = walk_of(group(made, kind_of_move), group(expected, kind_of_move))
    ratio_of_kind = np.exp(change_of_kind)[:, kind_of_move]
    of_move, _, m = walk_of(made, expected * ratio_of_kind)
    return Drift(max(of_kind, floor.of_kind), max(of_move, floor.of_move), n + m)


def group(values: Floats, kind_of_move: Ints) -> Floats:
    """Return values of moves summed by kind: (Y, E) to (Y, G)."""
    sums = np.zeros((len(values), int(kind_of_move.max()) + 1))
    np.add.at(sums.T, kind_of_move, values.T)
    return sums


def walk_of(made: Floats, expected: Floats) -> tuple[float, Floats, int]:
    """Return the standard deviation of yearly changes of log(made / expected), the ratios, and how many changes."""
    enough = (made.min(axis=0) >= FEWEST_FOR_DRIFT) & (expected.min(axis=0) > 0)
    ratio = np.log(np.where(enough, made, 1.0) / np.where(enough, expected, 1.0))
    changes = np.diff(ratio, axis=0)[:, enough]
    chance = (1 / np.where(enough, made, 1.0))[:, enough]
    noise = chance[1:] + chance[:-1]
    if changes.size == 0:
        return 0.0, ratio, 0
    weights = 1 / (noise + 1e-4)
    variance = float((weights * (changes**2 - noise)).sum() / weights.sum())
    return float(np.sqrt(max(variance, 0.0))), ratio, int(changes.size)
