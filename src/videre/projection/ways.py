"""Which way a cohort takes: the shares that have passed this or that on their way to where they end.

A state says where somebody stands, not where they have been. So each state is told apart by a *mark*, a number that a
move may change and that is carried along: what was begun first, whether it was changed, what was completed first. The
marked cohort is carried forward exactly by the same rates; no person is simulated.
"""

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, Rates, WrongRates
from videre.projection.compiled import kernel
from videre.projection.forward import occupy


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
    occupy(moves, rates, initial, table_of_step)  # raises where nobody has shown the next move
    for table in table_of_step.tolist():
        later = np.zeros_like(now)
        carry_marks(moves.first_of_state, moves.target, next_mark, rates.share[table], now, later)
        now = later
    return np.asarray(now.sum(axis=0))


@kernel
def carry_marks(first: Ints, target: Ints, next_mark: Ints, share: Floats, now: Floats, later: Floats) -> None:
    """Add where each cell's marked people stand after a step, (K, M, S)."""
    for cell in range(now.shape[0]):
        for mark in range(now.shape[1]):
            for state in range(now.shape[2]):
                here = now[cell, mark, state]
                if here > 0:
                    for move in range(first[state], first[state + 1]):
                        later[cell, next_mark[mark, move], target[move]] += here * share[cell, move]
