"""The newest moves, corrected for reports that are still to come.

How complete a year's counts are so long after its end is seen from earlier years: what was known then against what is
known now (a reporting triangle, chain ladder a group of moves). Groups are what happens: beginning, completing,
leaving. Going on is what nobody has told otherwise, so it is derived: it takes what the corrected moves leave of each
row.
"""

from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, WrongRates, at_risk, sum_by_origin
from videre.projection.uncertainty import normal_quantile

GOES_ON = 0  # the group of what nobody has told otherwise


class Completeness(NamedTuple):
    """How many moves there will be for each that is known. Shapes (G,).

    factor: final counts for each known one; 1 for going on. log_sd: standard deviation of its logarithm.
    n_known: how many moves it was learnt from; 0: nothing, the factor is 1 and unsure.
    """

    factor: Floats
    log_sd: Floats
    n_known: Floats


class Corrected(NamedTuple):
    """Corrected counts of moves, and what they are worth.

    counts: (..., E), each row with as many persons as were counted. information: (..., S), the share of a row's moves
    that had been reported: the rest was inferred, so a row counts as so many persons.
    """

    counts: Floats
    information: Floats


def estimate_completeness(known_then: Floats, known_now: Floats) -> Completeness:
    """Return how complete moves were so long after their year, by group.

    Args:
        known_then, known_now: moves of earlier years by group, as known so long after each year and as known now.
            Shape (Y, G); group 0 is going on.

    Assumes that reports come as late as they did, and that what is known now of those years is all; half a move is
    added on both sides, so that a group of few moves says little and one of none says 1.
    """
    if known_then.shape != known_now.shape:
        raise WrongRates("Counts known then and now need the same years and groups.")
    then, now = known_then.sum(axis=0), known_now.sum(axis=0)
    factor = (now + 0.5) / (then + 0.5)
    late = np.abs(now - then) + 0.5  # what changed since: its number is what chance moves
    log_sd = np.sqrt(late) / (then + 0.5)
    factor[GOES_ON], log_sd[GOES_ON] = 1.0, 0.0
    return Completeness(factor, log_sd, then)


def correct(moves: Moves, counts: Floats, group_of_move: Ints, completeness: Completeness) -> Corrected:
    """Return the newest counts as they will be when all is reported, with nobody lost.

    Args:
        counts: as known, (..., E). group_of_move: (E,), GOES_ON for going on.

    A row in which the corrected moves would be more than its persons has them scaled to its persons: nobody goes on.
    """
    counts = np.asarray(counts, np.float64)
    total = at_risk(moves, counts)
    is_told = group_of_move != GOES_ON
    told = np.where(is_told, counts * completeness.factor[group_of_move], 0.0)
    wanted = sum_by_origin(moves, told)
    n_known = sum_by_origin(moves, np.where(is_told, counts, 0.0))
    room = np.divide(total, wanted, out=np.ones_like(total), where=wanted > total)
    told *= room[..., moves.origin]
    going_on = np.where(is_told, 0.0, counts)
    left = np.where(wanted < total, total - wanted, 0.0)  # not total - wanted * room, which may be a rounding below 0
    n_going_on = sum_by_origin(moves, going_on)
    # A row that nobody was known to go on in keeps its persons among the moves that were told.
    is_short = (n_going_on <= 0) & (wanted > 0)
    told *= np.where(is_short, np.divide(total, wanted * room, out=np.ones_like(total), where=wanted > 0), 1.0)[
        ..., moves.origin
    ]
    scale = np.divide(left, n_going_on, out=np.zeros_like(total), where=n_going_on > 0)
    corrected = told + going_on * scale[..., moves.origin]
    reported = np.divide(n_known, wanted, out=np.ones_like(total), where=wanted > n_known)
    return Corrected(corrected, reported)


def variance_of_completeness(slope_of_move: Floats, group_of_move: Ints, completeness: Completeness) -> float:
    """Return what the unsureness of the correction adds to the variance of a share: slope by log rate, (E,)."""
    by_group = np.bincount(group_of_move, weights=slope_of_move, minlength=len(completeness.factor))
    return float((by_group**2 @ completeness.log_sd**2).sum())


class Later(NamedTuple):
    """What there will be of events that are told late, and an interval of it. Shapes (G,)."""

    corrected: Floats
    low: Floats
    high: Floats


def correct_events(known: Floats, completeness: Completeness, level: float = 0.95) -> Later:
    """Return events of a month as they will be when all is told.

    Args:
        known: events told by now, (G,). completeness: of such months so long after, from `estimate_completeness`; how
            late reports come depends on the time of the year, so it is learnt from the same month of earlier years.
        level: of the interval, which holds the unsureness of the completeness and the chance of how many are still
            missing (negative binomial). A factor below 1 (what was told is taken back) widens it as much.
    """
    corrected = known * completeness.factor
    missing = np.abs(completeness.factor - 1) * np.maximum(completeness.factor, 1)
    sd = np.sqrt(
        (np.maximum(known, 0.5) * completeness.factor * completeness.log_sd) ** 2 + np.maximum(known, 0.5) * missing
    )
    half = normal_quantile((1 + level) / 2) * sd
    return Later(corrected, np.maximum(corrected - half, np.minimum(known, corrected)), corrected + half)
