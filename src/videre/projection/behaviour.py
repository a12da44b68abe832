"""What people did, made ready: rates of a reference, and how behaviour drifts from year to year."""

from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, Rates, WrongRates, at_risk, rates_of, sum_by_origin

BORROWED_PERSONS = 1.0
FEWEST_FOR_DRIFT = 30  # persons' worth of information a year below which a tilt is nothing but noise
TYPICAL_DRIFT = 0.05  # weighs surer changes more, and none for more than its drift is worth


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
        counts: (..., E). pool: everybody's moves, (E,), or others to borrow from, one for some rows each, (..., E).
    """
    total_of_pool = at_risk(moves, pool)
    of_pool = total_of_pool[..., moves.origin]
    share = np.divide(pool, of_pool, out=np.zeros(pool.shape), where=of_pool > 0)
    of_row = at_risk(moves, counts)[..., moves.origin] + n_borrowed
    is_known = np.broadcast_to(total_of_pool > 0, (*counts.shape[:-1], moves.n_states))
    return Rates(np.where(is_known[..., moves.origin], (counts + n_borrowed * share) / of_row, 0.0), is_known)


def smoothed_twice(moves: Moves, counts: Floats, pool: Floats) -> Rates:
    """Return rates in which a row borrows from all cells' row of its table, which has borrowed from the pool.

    So that a cell of few behaves first as the others so many looks after 9th grade, and only then as everybody.

    Args:
        counts: (..., K, E). pool: everybody's moves, (E,).
    """
    together = smoothed(moves, counts.sum(axis=-2, keepdims=True), pool)
    return smoothed(moves, counts, together.share)


def estimate_drift(moves: Moves, counts: Floats, kind_of_move: Ints, floor: Drift) -> Drift:
    """Return how much behaviour walks from year to year, never less than a floor.

    Args:
        counts: a reference's moves of consecutive years, (Y, R, K, E).
        kind_of_move: kinds of moves that may drift together, (E,).
        floor: what is believed at least. Ten overlapping years cannot say that there is no drift.

    Each year has a log tilt against all years' rates: one of each kind of move, then one of each move beside its kind
    (one step of logistic regression). The yearly changes of the tilts, less what chance alone would change, are the
    drift. Going on (kind 0) gives way to the others, and has none.
    """
    if counts.ndim != 4:
        raise WrongRates("Drift needs counts by year, table, cell and move.")
    n_years = len(counts)
    if n_years < 3:
        return floor
    rates = rates_of(moves, counts.sum(axis=0)).share
    n_kinds = int(kind_of_move.max()) + 1
    shares_of_kind = [sum_by_origin(moves, np.where(kind_of_move == kind, rates, 0.0)) for kind in range(n_kinds)]
    tilt_of_kind, noise_of_kind = np.zeros((n_years, n_kinds)), np.full((n_years, n_kinds), np.inf)
    tilt_of_move, noise_of_move = np.zeros((n_years, len(rates[0, 0]))), np.full((n_years, len(rates[0, 0])), np.inf)
    for year in range(n_years):
        n_persons = at_risk(moves, counts[year])
        for kind in range(1, n_kinds):
            share = shares_of_kind[kind]
            made = float(counts[year][..., kind_of_move == kind].sum())
            told = float((n_persons * share * (1 - share)).sum())
            if told > FEWEST_FOR_DRIFT:
                tilt_of_kind[year, kind] = (made - float((n_persons * share).sum())) / told
                noise_of_kind[year, kind] = 1 / told
        share = rates * np.exp(tilt_of_kind[year])[kind_of_move]
        total = sum_by_origin(moves, share)[..., moves.origin]
        share = np.divide(share, total, out=np.zeros_like(share), where=total > 0)
        exposed = n_persons[..., moves.origin]
        information = (exposed * share * (1 - share)).sum(axis=(0, 1))
        enough = (information > FEWEST_FOR_DRIFT) & (kind_of_move > 0)
        surplus = (counts[year] - exposed * share).sum(axis=(0, 1))
        tilt_of_move[year, enough] = surplus[enough] / information[enough]
        noise_of_move[year, enough] = 1 / information[enough]
    of_kind, n = walk_of(tilt_of_kind, noise_of_kind)
    of_move, m = walk_of(tilt_of_move, noise_of_move)
    return Drift(max(of_kind, floor.of_kind), max(of_move, floor.of_move), n + m)


def walk_of(tilt: Floats, noise: Floats) -> tuple[float, int]:
    """Return the standard deviation of yearly changes of tilts beyond their noise, and how many changes there were."""
    enough = np.isfinite(noise).all(axis=0)
    changes, chance = np.diff(tilt[:, enough], axis=0), noise[1:, enough] + noise[:-1, enough]
    if changes.size == 0:
        return 0.0, 0
    weights = 1 / (chance + TYPICAL_DRIFT**2) ** 2
    variance = float((weights * (changes**2 - chance)).sum() / weights.sum())
    return float(np.sqrt(max(variance, 0.0))), int(changes.size)
