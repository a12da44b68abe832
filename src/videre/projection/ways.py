"""Which way a cohort takes: the shares that have passed this or that on their way to where they end.

A state says where somebody stands, not where they have been. So each state is told apart by a *mark*, a number that a
move may change and that is carried along: what was begun first, whether it was changed, what was completed first. The
marked cohort is carried forward exactly by the same rates; no person is simulated.
"""

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, Rates, WrongRates
from videre.projection.forward import check_observed


def project_ways(
    moves: Moves, rates: Rates, initial: Floats, table_of_step: Ints, first_mark: Ints, next_mark: Ints
) -> Floats:
    """Return the shares of a cohort by mark and by where it ends. Shape (M, S); sums to 1.

    Assumes that the next move hangs on the state (and the step) alone, as `forward.project` does: the mark is memory
    that is told, not memory that decides. Summed over marks it is the last occupation of `forward.occupy`.

    Args:
        moves, rates: E possible moves, and their rates by table and cell, (R, K, E).
        initial: the cohort before the first step, persons or shares by cell and state, (K, S).
        table_of_step: which table of rates each step uses, (H,).
        first_mark: the mark of whoever stands in a state before the first step, (S,).
        next_mark: the mark after a move, by the mark before it and the move, (M, E).

    Raises:
        WrongRates: a cohort of nobody, a mark that there is not, or marks of another shape.
        NotObserved: some of the cohort reaches a state whose next move nobody has shown.
    """
    n_marks, n_states, n_cells = len(next_mark), moves.n_states, len(initial)
    total = float(initial.sum())
    if not total > 0:
        raise WrongRates("The cohort has nobody in it: choose a year in which somebody left 9th grade.")
    if next_mark.shape[1] != len(moves.origin) or first_mark.shape != (n_states,):
        raise WrongRates(f"Give a mark for each of {n_states} states, and for each of {len(moves.origin)} moves.")
    if not 0 <= min(first_mark.min(), next_mark.min()) <= max(first_mark.max(), next_mark.max()) < n_marks:
        raise WrongRates(f"A mark leads to one that there is not: marks are numbered 0 to {n_marks - 1}.")
    now = np.zeros((n_cells, n_marks, n_states))
    now[:, first_mark, np.arange(n_states)] = initial / total
    to = next_mark * n_states + moves.target  # where each marked move leads, (M, E)
    for step, table in enumerate(table_of_step.tolist()):
        check_observed(rates, table_of_step[step : step + 1], now.sum(axis=1)[None])
        later = np.zeros_like(now)
        for mark in np.flatnonzero(now.any(axis=(0, 2))):
            flow = now[:, mark, moves.origin] * rates.share[table]
            for cell in range(n_cells):
                later[cell] += np.bincount(to[mark], flow[cell], n_marks * n_states).reshape(n_marks, n_states)
        now = later
    return np.asarray(now.sum(axis=0))
