"""What share of a cohort will complete an education: a plain Markov chain of one year's behaviour, with an interval.

The first, honest form of the projection: yearly states, matrices by years since 9th grade, one year's moves of the
municipality's own former pupils. It is profilmodel-like: this year's behaviour for as long as the horizon asks.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.domain.refusals import Refused

Counts = NDArray[np.int64]
Shares = NDArray[np.float64]


class NotEnoughBehaviour(Refused):
    """The year's moves do not say what people in a state that the cohort reaches do next."""


class ProjectedShare(NamedTuple):
    """A share of a cohort, with the interval of a bootstrap of persons."""

    value: float
    low: float
    high: float


def project_shares(
    initial: Counts,
    moves: Counts,
    absorbing: tuple[int, ...],
    counted: tuple[tuple[int, ...], ...],
    horizons_years: tuple[int, ...],
    n_tail_years: int,
    n_draws: int,
    level: float,
    generator: np.random.Generator,
) -> list[list[ProjectedShare]]:
    """Return the share of a cohort that has reached a set of states after each horizon, for each set.

    Persons move independently, and where they go next depends on where they are and on the years since 9th grade.
    Beyond the years observed, the last `n_tail_years` pooled are used for ever: a caveat that the figure bears.

    Args:
        initial: persons of the cohort per state on the first 1 October. Shape (S,).
        moves: one year's moves by years since 9th grade. Shape (Y, S, S), rows from, columns to.
        absorbing: states that nobody leaves (what is completed stays completed).
        counted: the sets of states whose shares are asked; each is summed.
        horizons_years: years after 9th grade; year 0 is the first 1 October.
        n_tail_years: how many of the last years observed speak for all later ones.
        n_draws: bootstrap draws. level: of the interval, e.g. 0.95. generator: the source of the draws.

    Returns:
        For each set a list with one ProjectedShare a horizon. The interval is for the expected share, from resampling
        persons in the moves and in the cohort; it does not hold the drift of behaviour from year to year.

    Raises:
        NotEnoughBehaviour: the cohort has nobody, or reaches a state in which nobody was observed in any year.
    """
    if initial.sum() == 0:
        raise NotEnoughBehaviour("The cohort has nobody in it: choose a year in which somebody left 9th grade.")
    point = propagate(*as_probabilities(initial[None], moves[None], n_tail_years, absorbing), horizons_years)[0]
    drawn_initial, drawn_moves = resample(initial, moves, n_draws, generator)
    drawn = propagate(*as_probabilities(drawn_initial, drawn_moves, n_tail_years, absorbing), horizons_years)
    tails = [(1 - level) / 2, (1 + level) / 2]
    answers = []
    for states in counted:
        values = point[:, list(states)].sum(axis=1)
        low, high = np.quantile(drawn[:, :, list(states)].sum(axis=2), tails, axis=0)
        answers.append([ProjectedShare(*map(float, row)) for row in zip(values, low, high, strict=True)])
    return answers


def resample(initial: Counts, moves: Counts, n_draws: int, generator: np.random.Generator) -> tuple[Counts, Counts]:
    """Return bootstrap draws of the cohort (B, S) and of the moves (B, Y, S, S): persons drawn with replacement.

    Within a state and year each person makes one move, so resampling persons is a multinomial draw a row.
    """
    cohort = generator.multinomial(initial.sum(), initial / initial.sum(), size=n_draws)
    n_from = moves.sum(axis=-1)
    shares = moves / np.maximum(n_from, 1)[..., None]
    shares[n_from == 0, 0] = 1.0  # a row of nobody: multinomial wants a sum of one, and draws nobody anyway
    return cohort, generator.multinomial(n_from, shares, size=(n_draws, *n_from.shape))


def as_probabilities(
    initial: Counts, moves: Counts, n_tail_years: int, absorbing: tuple[int, ...]
) -> tuple[Shares, Shares]:
    """Return shares of the cohort (B, S) and transition probabilities (B, Y + 1, S, S).

    One year is added at the end: the last `n_tail_years` pooled, of the same persons as those years. A state in which
    nobody was in a year takes the row of all years observed, each counted once; one in which nobody ever was keeps a
    row of zeros, and reaching it raises when the cohort is propagated.
    """
    tail = moves[:, -n_tail_years:].sum(axis=1, keepdims=True)
    rows = np.concatenate([moves, tail], axis=1).astype(np.float64)
    rows = np.where(rows.sum(axis=-1, keepdims=True) > 0, rows, moves.sum(axis=1, keepdims=True))
    totals = rows.sum(axis=-1, keepdims=True)
    probabilities = np.divide(rows, totals, out=np.zeros_like(rows), where=totals > 0)
    for state in absorbing:
        probabilities[..., state, :] = 0.0
        probabilities[..., state, state] = 1.0
    return initial / initial.sum(axis=-1, keepdims=True), probabilities


def propagate(initial: Shares, probabilities: Shares, horizons_years: tuple[int, ...]) -> Shares:
    """Return the distribution over states after each horizon. Shape (B, H, S). The last year speaks for all later."""
    state = initial
    after: dict[int, Shares] = {0: state}
    for year in range(max(horizons_years)):
        place = min(year, probabilities.shape[1] - 1)
        state = np.einsum("bs,bst->bt", state, probabilities[:, place])
        check_nobody_is_lost(state)
        after[year + 1] = state
    return np.stack([after[horizon] for horizon in horizons_years], axis=1)


def check_nobody_is_lost(state: Shares) -> None:
    """Raise NotEnoughBehaviour when somebody went into a state whose next move nobody has shown."""
    if not np.allclose(state.sum(axis=-1), 1.0, atol=1e-9, rtol=0):
        raise NotEnoughBehaviour(
            "The cohort reaches a state in which nobody was observed, so what comes next is not known. "
            "Use more years of behaviour, or fewer breakdowns."
        )
