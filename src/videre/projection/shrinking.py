"""Rates of a small place: the reference's, tilted by what the place showed, and no more than it showed.

Each possible move has one log tilt, shared by all cells and clock years: the place's rates are the reference's times
exp(tilt), each row made to sum to 1. Tilts of a state are normal about nought with a common spread; what was observed
moves them (multinomial likelihood, Laplace's approximation). The spread is not plugged in: every spread of a grid has
the weight that the observations give it, and answers are averaged over the grid. A spread of nought is the reference.
Impossible moves, and moves that the reference never makes, stay impossible.

Why so: in trials with made-up municipalities raw local rates were useless, cell-wise smoothing covered 57 to 60 % of
truths at nominal 90 %, ratios to the reference per move 86 to 88 % (docs/methods/projection.md).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from videre.projection.chain import Flags, Floats, Ints, Moves, Rates, WrongRates, at_risk, sum_by_origin
from videre.projection.compiled import kernel
from videre.projection.forward import Question, look_back, occupy

SPREADS = (0.0, 0.02, 0.04, 0.07, 0.1, 0.14, 0.2, 0.28, 0.4, 0.56)
NEWTON_STEPS = 30
CONVERGED = 1e-9
SMALLEST_WEIGHT = 1e-3  # of a spread that is still averaged over


class Tilts(NamedTuple):
    """The tilts for one spread: the mode (E,), the covariance of each state's moves (S, D, D), and the evidence.

    Moves of a state stand in the order of `Moves`, padded to D, the most that a state has; `padded_move` in `Layout`.
    """

    spread: float
    tilt: Floats
    covariance: Floats
    log_evidence: float


class Shrunk(NamedTuple):
    """What a place showed, over a grid of spreads.

    of_spread: tilts for each spread. weights: of each, summing to 1. layout: where the moves of a state stand.
    n_observed: persons observed in each state, (S,): where it is 0 the place says nothing, and the reference speaks.
    """

    of_spread: tuple[Tilts, ...]
    weights: Floats
    layout: "Layout"
    n_observed: Floats

    @property
    def spread(self) -> float:
        """The mean spread between this place and the reference, on the log scale."""
        return float(self.weights @ [tilts.spread for tilts in self.of_spread])

    def used(self) -> Iterator[tuple[Tilts, float]]:
        """Yield the tilts of the spreads that weigh something, with their weights, which sum to 1."""
        kept = np.where(self.weights > SMALLEST_WEIGHT, self.weights, 0.0)
        for tilts, weight in zip(self.of_spread, kept / kept.sum(), strict=True):
            if weight > 0:
                yield tilts, float(weight)


class Layout(NamedTuple):
    """Moves by state, padded: move numbers (S, D), and which places are moves (S, D)."""

    move: Ints
    is_move: Flags


class Place(NamedTuple):
    """A place's rates. rates: the mean over the grid. of_spread: for each spread rates, tilts and weight."""

    moves: Moves
    rates: Rates
    of_spread: tuple[tuple[Rates, Tilts, float], ...]
    layout: Layout


class ShrunkShare(NamedTuple):
    """A share by shrunk rates: its value and the variance of estimation, and the slope by step for drift, (H, E).

    occupation: where the cohort is after each step, (H + 1, K, S). chance: of each place at the beginning, (K, S).
    """

    value: float
    variance: float
    occupation: Floats
    chance: Floats
    slope: Floats


def shrink(moves: Moves, reference: Floats, counts: Floats, spreads: tuple[float, ...] = SPREADS) -> Shrunk:
    """Return the tilts of a place against a reference.

    Args:
        moves: possible moves.
        reference: the reference's rates for the rows in which the place was observed, of one year or several: (..., E).
        counts: the place's moves in the same rows, (..., E).
        spreads: the grid; a single one plugs it in, and 0 alone gives the reference itself.

    Raises:
        WrongRates: the shapes differ, or the place made a move that the reference says is impossible.
    """
    if reference.shape != counts.shape or counts.shape[-1] != len(moves.origin):
        raise WrongRates(
            f"Counts of shape {counts.shape} need reference rates of the same shape; got {reference.shape}."
        )
    rates, seen = (np.asarray(array, np.float64).reshape(-1, len(moves.origin)) for array in (reference, counts))
    unheard_of = (seen > 0) & (rates == 0)
    if unheard_of.any():
        move = int(np.nonzero(unheard_of)[1][0])
        raise WrongRates(
            f"{int(seen[unheard_of].sum())} persons made moves that the reference never makes, first from state "
            f"{moves.origin[move]} to {moves.target[move]}. Use a reference with more persons or years."
        )
    kept = seen.any(axis=1)
    rates, seen = rates[kept], seen[kept]
    layout = layout_of(moves)
    state, row = np.nonzero(at_risk(moves, seen).T)  # sorted by state
    rows = row, np.searchsorted(state, np.arange(moves.n_states + 1))
    tilts = tuple(tilts_for(moves, layout, (rates, seen), rows, spread) for spread in spreads)
    evidence = np.array([each.log_evidence for each in tilts])
    weights = np.exp(evidence - evidence.max())
    return Shrunk(tilts, weights / weights.sum(), layout, at_risk(moves, seen).sum(axis=0))


def tilted(moves: Moves, reference: Rates, tilt: Floats) -> Rates:
    """Return the reference's rates times exp(tilt), each row made to sum to 1 again; impossible stays impossible."""
    share = reference.share * np.exp(tilt)
    total = sum_by_origin(moves, share)[..., moves.origin]
    return Rates(np.divide(share, total, out=np.zeros_like(share), where=total > 0), reference.is_known)


def place_of(moves: Moves, reference: Rates, shrunk: Shrunk) -> Place:
    """Return a place's rates: for each spread that weighs something, and averaged over them."""
    of_spread = tuple((tilted(moves, reference, tilts.tilt), tilts, weight) for tilts, weight in shrunk.used())
    share = np.zeros_like(reference.share)
    for rates, _, weight in of_spread:
        share += weight * rates.share
    return Place(moves, Rates(share, reference.is_known), of_spread, shrunk.layout)


def project_shrunk(place: Place, asked: Question) -> ShrunkShare:
    """Return a share by a place's mean rates, with the variance that its tilts and the grid of spreads leave."""
    (found,) = project_all(place, (asked,))
    return found


def project_all(place: Place, questions: Sequence[Question]) -> list[ShrunkShare]:
    """Return several shares of one cohort on one clock: there once for each spread, back once for each question.

    Args:
        questions: with the same initial cohort; their steps begin alike.
    """
    longest = max(questions, key=lambda asked: len(asked.table_of_step))
    answers = [(place.rates, None, 1.0), *place.of_spread]
    ways = [occupy(place.moves, rates, longest.initial, longest.table_of_step) for rates, _, _ in answers]
    found = []
    for asked in questions:
        value, chance, slope = look_back(place.moves, place.rates, asked, ways[0])
        variance = 0.0
        for (rates, tilts, weight), way in zip(answers[1:], ways[1:], strict=True):
            assert tilts is not None, "only the mean has no tilts"
            of_spread, _, slope_of_spread = look_back(place.moves, rates, asked, way)
            noise = variance_of_tilts(place.layout, tilts, slope_of_spread.sum(axis=0))
            variance += weight * (noise + (of_spread - value) ** 2)
        found.append(ShrunkShare(value, variance, ways[0][: len(asked.counts)], chance, slope))
    return found


def variance_of_tilts(layout: Layout, tilts: Tilts, slope: Floats) -> float:
    """Return the variance of a share from that of the tilts: slope by log rate, (E,)."""
    by_state = np.where(layout.is_move, slope[layout.move], 0.0)
    return float((np.matmul(tilts.covariance, by_state[..., None])[..., 0] * by_state).sum())


def layout_of(moves: Moves) -> Layout:
    """Return where the moves of each state stand."""
    first = moves.first_of_state
    n_moves = np.diff(first)
    place = np.arange(max(1, int(n_moves.max())))
    is_move = place < n_moves[:, None]
    return Layout(np.where(is_move, first[:-1, None] + place, 0), is_move)


def tilts_for(
    moves: Moves, layout: Layout, observed: tuple[Floats, Floats], rows: tuple[Ints, Ints], spread: float
) -> Tilts:
    """Return the mode and covariance of the tilts for one spread, and the evidence of the observations for it.

    Args:
        observed: the reference's rates and what was seen, (N, E) each. rows: of somebody, state after state, and where
            each state's begin.
    """
    rates, seen = observed
    n_states, most = layout.move.shape
    tilt, covariance = np.zeros(len(moves.origin)), np.zeros((n_states, most, most))
    if spread == 0.0:
        return Tilts(0.0, tilt, covariance, log_likelihood(rates, seen))
    evidence = fit_tilts(rates, seen, *rows, moves.first_of_state, spread, tilt, covariance)
    return Tilts(spread, tilt, covariance, evidence)


def log_likelihood(share: Floats, seen: Floats) -> float:
    """Return the log likelihood of moves under rates, less a constant."""
    made = seen > 0
    return float((seen[made] * np.log(share[made])).sum())


@kernel
def fit_tilts(
    rates: Floats,
    seen: Floats,
    row: Ints,
    first_row: Ints,
    first_move: Ints,
    spread: float,
    tilt: Floats,
    covariance: Floats,
) -> float:
    """Write the mode and covariance state by state (Newton); return the log evidence by Laplace's approximation."""
    evidence = 0.0
    for state in range(len(first_move) - 1):
        first, last = first_move[state], first_move[state + 1]
        d = last - first
        curvature, pull = np.zeros((d, d)), np.zeros(d)
        rows = row[first_row[state] : first_row[state + 1]]
        for _ in range(NEWTON_STEPS):
            add_observed(rates[:, first:last], seen[:, first:last], rows, spread, tilt[first:last], curvature, pull)
            inverse = invert(curvature)
            largest = 0.0
            for one in range(d):
                step = 0.0
                for other in range(d):
                    step += inverse[one, other] * pull[other]
                step = min(max(step, -1.0), 1.0)  # the likelihood is concave; a long first step may overshoot
                tilt[first + one] += step
                largest = max(largest, abs(step))
            if largest < CONVERGED:
                break
        fit = add_observed(rates[:, first:last], seen[:, first:last], rows, spread, tilt[first:last], curvature, pull)
        evidence += fit - 0.5 * (log_determinant_of(curvature) + d * 2.0 * np.log(spread))
        covariance[state, :d, :d] = invert(curvature)
    return evidence


@kernel
def add_observed(
    rates: Floats, seen: Floats, rows: Ints, spread: float, tilt: Floats, curvature: Floats, pull: Floats
) -> float:
    """Write the curvature of one state's log posterior, and its slope, at some tilts; return it, less a constant."""
    d = len(tilt)
    share, fit = np.zeros(d), 0.0
    curvature[:] = 0.0
    for one in range(d):
        fit -= 0.5 * tilt[one] ** 2 / spread**2
        curvature[one, one] = 1.0 / spread**2
        pull[one] = -tilt[one] / spread**2
    for row in rows:
        total, n_persons = 0.0, 0.0
        for one in range(d):
            share[one] = rates[row, one] * np.exp(tilt[one])
            total += share[one]
            n_persons += seen[row, one]
        for one in range(d):
            share[one] /= total
            pull[one] += seen[row, one] - n_persons * share[one]
            if seen[row, one] > 0:
                fit += seen[row, one] * np.log(share[one])
        for one in range(d):
            curvature[one, one] += n_persons * share[one]
            for other in range(d):
                curvature[one, other] -= n_persons * share[one] * share[other]
    return fit


@kernel
def cholesky(matrix: Floats) -> Floats:
    """Return the lower root of a positive definite matrix; our own, since Numba's would need SciPy."""
    d = len(matrix)
    root = np.zeros((d, d))
    for one in range(d):
        for other in range(one + 1):
            total = matrix[one, other]
            for k in range(other):
                total -= root[one, k] * root[other, k]
            root[one, other] = np.sqrt(total) if one == other else total / root[other, other]
    return root


@kernel
def log_determinant_of(matrix: Floats) -> float:
    """Return the logarithm of the determinant of a positive definite matrix."""
    root, total = cholesky(matrix), 0.0
    for one in range(len(matrix)):
        total += 2.0 * np.log(root[one, one])
    return total


@kernel
def invert(matrix: Floats) -> Floats:
    """Return the inverse of a positive definite matrix."""
    d = len(matrix)
    root, half, inverse = cholesky(matrix), np.zeros((d, d)), np.zeros((d, d))
    for column in range(d):
        for one in range(column, d):
            total = 1.0 if one == column else 0.0
            for k in range(column, one):
                total -= root[one, k] * half[k, column]
            half[one, column] = total / root[one, one]
    for one in range(d):
        for other in range(d):
            total = 0.0
            for k in range(max(one, other), d):
                total += half[k, one] * half[k, other]
            inverse[one, other] = total
    return inverse
