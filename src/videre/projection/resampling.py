"""Draws, for what is not linear in the rates: from counts, and by resampling persons.

A share and its standard error need none of this (`forward`, `shrinking`). Draws answer what has no gradient: a
quantile, the best of several, a threshold passed; and the bootstrap of persons checks the analytic error where a person
gives many rows. The source of chance is an argument.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.projection.chain import Floats, Ints, Moves, WrongRates, rates_of
from videre.projection.compiled import kernel
from videre.projection.forward import Question, check_observed, occupy


class PersonRows(NamedTuple):
    """Moves, a row each, those of one person together.

    first_row: of each person, and the number of rows behind the last, (N + 1,). place: of each row in counts of shape
    `shape`, flattened. shape: (R, K, E).
    """

    first_row: Ints
    place: NDArray[np.int32]
    shape: tuple[int, int, int]


def rows_of_persons(person: Ints, table: Ints, cell: Ints, move: Ints, shape: tuple[int, int, int]) -> PersonRows:
    """Return moves as rows by person: sorted once, resampled often; raises WrongRates for a place outside the shape."""
    if len(person) == 0 or min(table.min(), cell.min(), move.min()) < 0:
        raise WrongRates("Give at least one row, with tables, cells and moves numbered from 0.")
    if table.max() >= shape[0] or cell.max() >= shape[1] or move.max() >= shape[2]:
        raise WrongRates(f"A row lies outside the {shape[0]} tables, {shape[1]} cells and {shape[2]} moves.")
    order = np.argsort(person, kind="stable")
    place = (table[order] * shape[1] + cell[order]) * shape[2] + move[order]
    starts = np.flatnonzero(np.diff(person[order], prepend=person[order][0] - 1))
    return PersonRows(np.append(starts, len(person)), place.astype(np.int32), shape)


def bootstrap_persons(
    moves: Moves, rows: PersonRows, asked: Question, n_replicates: int, generator: np.random.Generator
) -> Floats:
    """Return a share from persons drawn with replacement, all their rows with them. Shape (B,).

    Raises:
        NotObserved: a replicate has nobody in a state that its cohort reaches.
    """
    n_persons = len(rows.first_row) - 1
    values = np.empty(n_replicates)
    for replicate in range(n_replicates):
        times = np.bincount(generator.integers(n_persons, size=n_persons), minlength=n_persons)
        counts = np.zeros(rows.shape)
        count_rows(rows.first_row, rows.place, times, counts.reshape(-1))
        occupation = occupy(moves, rates_of(moves, counts), asked.initial, asked.table_of_step)
        values[replicate] = (occupation * asked.counts[:, None]).sum()
    return values


def draw_shares(moves: Moves, counts: Floats, asked: Question, n_draws: int, generator: np.random.Generator) -> Floats:
    """Return a share by rates drawn about counts: each row a Dirichlet of its counts. Shape (B,).

    Moves that nobody made have no chance (no prior is added: half a person on each allowed move was measured to bias
    raw cells by 6 to 10 points). Raises NotObserved as `forward.project` does.
    """
    rates = rates_of(moves, counts)
    occupation = occupy(moves, rates, asked.initial, asked.table_of_step)
    check_observed(rates, asked.table_of_step, occupation)
    made = np.flatnonzero(counts.reshape(-1) > 0)
    drawn = generator.standard_gamma(counts.reshape(-1)[made], size=(n_draws, len(made)))
    values = np.empty(n_draws)
    project_draws(
        drawn, made, counts.shape, asked.table_of_step, moves.origin, moves.target, occupation[0], asked.counts, values
    )
    return values


@kernel
def count_rows(first_row: Ints, place: NDArray[np.int32], times: Ints, counts: Floats) -> None:
    """Add the rows of each person so many times."""
    for person in range(len(times)):
        if times[person] > 0:
            for row in range(first_row[person], first_row[person + 1]):
                counts[place[row]] += times[person]


@kernel
def project_draws(
    drawn: Floats,
    made: Ints,
    shape: tuple[int, int, int],
    table_of_step: Ints,
    origin: Ints,
    target: Ints,
    initial: Floats,
    counts: Floats,
    values: Floats,
) -> None:
    """Write the share of each draw: rows made to sum to 1, and carried forward."""
    n_cells, n_moves, n_states = shape[1], shape[2], initial.shape[1]
    total = np.empty((shape[0], n_cells, n_states))
    share = np.empty(len(made))
    first_of_table = np.searchsorted(made, np.arange(shape[0] + 1) * n_cells * n_moves)
    cell_of, move_of = made // n_moves % n_cells, made % n_moves
    for draw in range(len(drawn)):
        total[:] = 0.0
        for table in range(shape[0]):
            for place in range(first_of_table[table], first_of_table[table + 1]):
                total[table, cell_of[place], origin[move_of[place]]] += drawn[draw, place]
            for place in range(first_of_table[table], first_of_table[table + 1]):
                share[place] = drawn[draw, place] / total[table, cell_of[place], origin[move_of[place]]]
        now, value = initial.copy(), 0.0
        for step in range(len(table_of_step) + 1):
            for cell in range(n_cells):
                for state in range(n_states):
                    value += now[cell, state] * counts[step, state]
            if step < len(table_of_step):
                later = np.zeros_like(now)
                table = table_of_step[step]
                for place in range(first_of_table[table], first_of_table[table + 1]):
                    cell, move = cell_of[place], move_of[place]
                    later[cell, target[move]] += now[cell, origin[move]] * share[place]
                now = later
        values[draw] = value
