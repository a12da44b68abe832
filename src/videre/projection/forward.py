"""Carrying a cohort forward exactly, and the value and gradient of any linear share in one pass there and back.

The clock is looks since 9th grade: a step has its own table of rates, so the shares are consistent also where the
process is not Markov (Datta and Satten 2001). No person is simulated.
"""

from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, NotObserved, Rates, WrongRates, sum_by_origin
from videre.projection.compiled import kernel


class Question(NamedTuple):
    """A linear share of a cohort.

    initial: the cohort before the first step, persons or shares by cell and state. Shape (K, S); divided by its sum.
    table_of_step: which table of rates each step uses. Shape (H,).
    counts: what each state counts after each step. Shape (H + 1, S): row h is after h steps. Mostly noughts and one row
        of noughts and ones; an age that falls between two looks has two rows with weights.
    gains: what each move counts whenever it is made, (E,), so that "has at some time completed hf" can be asked where
        the state no longer says it; None for nothing.
    """

    initial: Floats
    table_of_step: Ints
    counts: Floats
    gains: Floats | None = None

    def gains_of(self, moves: Moves) -> Floats:
        """Return what each move counts; raises WrongRates for another number of moves."""
        gains = np.zeros(len(moves.origin)) if self.gains is None else np.asarray(self.gains, np.float64)
        if gains.shape != moves.origin.shape:
            raise WrongRates(f"Say of each of the {len(moves.origin)} possible moves what it counts.")
        return gains


class Projected(NamedTuple):
    """A share, and what it hangs on.

    value: the share. occupation: (H + 1, K, S), sums to 1 over cells and states after each step.
    chance: of somebody in a cell and state before the first step to be counted. Shape (K, S).
    gradient: how the value changes with each rate at each step. Shape (H, K, E).
    """

    value: float
    occupation: Floats
    chance: Floats
    gradient: Floats


def question(
    initial: Floats, table_of_step: Ints, counted: tuple[int, ...], n_steps: int, first_table: int = 0
) -> Question:
    """Return the question what share stands in some states after so many steps.

    Args:
        initial: (K, S). table_of_step: the table of every step of the clock; those from `first_table` on are used.
        counted: states. n_steps: H.
    """
    counts = np.zeros((n_steps + 1, initial.shape[1]))
    counts[n_steps, list(counted)] = 1.0
    return Question(np.asarray(initial, np.float64), table_of_step[first_table : first_table + n_steps], counts)


def project(moves: Moves, rates: Rates, asked: Question) -> Projected:
    """Return a linear share with its gradient: one pass forward, one back.

    Raises:
        WrongRates: a cohort of nobody, or a table that there is not.
        NotObserved: some of the cohort reaches a state whose next move nobody has shown.
    """
    n_steps, gains = len(asked.table_of_step), asked.gains_of(moves)
    occupation = occupy(moves, rates, asked.initial, asked.table_of_step)
    _, n_cells, n_states = occupation.shape
    chance = np.tile(asked.counts[n_steps], (n_cells, 1))
    gradient = np.empty((n_steps, n_cells, len(moves.origin)))
    value_from = np.empty((n_cells, n_states))
    carry_back(
        rates.share,
        asked.table_of_step,
        moves.origin,
        moves.target,
        occupation,
        asked.counts,
        gains,
        chance,
        value_from,
        gradient,
    )
    return Projected(value_of(moves, rates, asked, occupation), occupation, chance, gradient)


def value_of(moves: Moves, rates: Rates, asked: Question, occupation: Floats) -> float:
    """Return a linear share of a cohort that has been carried forward."""
    value = float((occupation[: len(asked.counts)] * asked.counts[:, None]).sum())
    if asked.gains is None:
        return value
    gained = np.flatnonzero(asked.gains)
    made = occupation[: len(asked.table_of_step)][..., moves.origin[gained]]
    return value + float((made * rates.share[asked.table_of_step][..., gained] * asked.gains[gained]).sum())


def occupy(moves: Moves, rates: Rates, initial: Floats, table_of_step: Ints) -> Floats:
    """Return where a cohort is after each step, as shares that sum to 1. Shape (H + 1, K, S). Raises as `project`."""
    total = float(initial.sum())
    if not total > 0:
        raise WrongRates("The cohort has nobody in it: choose a year in which somebody left 9th grade.")
    if len(table_of_step) and not 0 <= table_of_step.min() <= table_of_step.max() < len(rates.share):
        raise WrongRates(f"A step uses a table of rates that there is not; there are {len(rates.share)}.")
    occupation = np.empty((len(table_of_step) + 1, *initial.shape))
    occupation[0] = initial / total
    carry_forward(rates.share, table_of_step, moves.first_of_state, moves.target, occupation)
    check_observed(rates, table_of_step, occupation)
    return occupation


def look_back(moves: Moves, rates: Rates, asked: Question, occupation: Floats) -> tuple[float, Floats, Floats]:
    """Return a share, each place's chance (K, S), and the slope by each log rate and step over all cells, (H, E).

    The row's other rates give way in proportion, so the slope is the rate times what the move is worth above the row's
    mean. For variances it is all that is needed, and a tenth of the gradient's size.

    Args:
        occupation: from `occupy`, of as many steps or more.
    """
    n_steps, gains = len(asked.table_of_step), asked.gains_of(moves)
    chance = np.tile(asked.counts[n_steps], (occupation.shape[1], 1))
    slope = np.zeros((n_steps, len(moves.origin)))
    first, target = moves.first_of_state, moves.target
    carry_slope(rates.share, asked.table_of_step, first, target, occupation, asked.counts, gains, chance, slope)
    return value_of(moves, rates, asked, occupation), chance, slope


def check_observed(rates: Rates, table_of_step: Ints, occupation: Floats) -> None:
    """Raise NotObserved where somebody stands in a state with no known rates."""
    for step, table in enumerate(table_of_step.tolist()):
        lost = (occupation[step] > 0) & ~rates.is_known[table]
        if lost.any():
            cell, state = (int(place[0]) for place in np.nonzero(lost))
            raise NotObserved(
                f"{occupation[step][lost].sum():.2%} of the cohort stands, after {step} steps, in states in which "
                f"nobody was observed; the first is state {state} of cell {cell}. Use more years of behaviour, fewer "
                "cells, or a reference."
            )


def centred(moves: Moves, rates: Rates, gradient: Floats, table_of_step: Ints) -> Floats:
    """Return the gradient less its mean in each row: what a move is worth against the row's average move. (H, K, E)."""
    share = rates.share[table_of_step]
    mean = sum_by_origin(moves, share * gradient)
    return np.asarray(gradient - mean[..., moves.origin])


def by_table(values: Floats, table_of_step: Ints, n_tables: int) -> Floats:
    """Return values of steps summed over the steps that use each table: (H, ...) to (R, ...)."""
    sums = np.zeros((n_tables, *values.shape[1:]))
    np.add.at(sums, table_of_step, values)
    return sums


@kernel
def carry_forward(share: Floats, table_of_step: Ints, first: Ints, target: Ints, occupation: Floats) -> None:
    """Write the occupation after each step, from that before the first; states with nobody cost nothing."""
    n_steps, n_cells, n_states = len(table_of_step), occupation.shape[1], occupation.shape[2]
    for step in range(n_steps):
        table = table_of_step[step]
        for cell in range(n_cells):
            now, later, rates = occupation[step, cell], occupation[step + 1, cell], share[table, cell]
            later[:] = 0.0
            for state in range(n_states):
                if now[state] != 0.0:
                    for move in range(first[state], first[state + 1]):
                        later[target[move]] += now[state] * rates[move]


@kernel
def carry_slope(
    share: Floats,
    table_of_step: Ints,
    first: Ints,
    target: Ints,
    occupation: Floats,
    counts: Floats,
    gains: Floats,
    chance: Floats,
    slope: Floats,
) -> None:
    """Write the slopes, and what a place is worth before the first step, from the last step back."""
    n_steps, n_cells, n_states = len(table_of_step), chance.shape[0], chance.shape[1]
    earlier = np.empty(n_states)
    for step in range(n_steps - 1, -1, -1):
        for cell in range(n_cells):
            now, worth, rates = occupation[step, cell], chance[cell], share[table_of_step[step], cell]
            for state in range(n_states):
                mean = 0.0
                for move in range(first[state], first[state + 1]):
                    mean += rates[move] * (worth[target[move]] + gains[move])
                earlier[state] = counts[step, state] + mean
                if now[state] != 0.0:
                    for move in range(first[state], first[state + 1]):
                        slope[step, move] += now[state] * rates[move] * (worth[target[move]] + gains[move] - mean)
            worth[:] = earlier


@kernel
def carry_back(
    share: Floats,
    table_of_step: Ints,
    origin: Ints,
    target: Ints,
    occupation: Floats,
    counts: Floats,
    gains: Floats,
    chance: Floats,
    before: Floats,
    gradient: Floats,
) -> None:
    """Write the gradient, and what a place is worth before the first step, from the last step back."""
    n_steps, n_cells, n_states = len(table_of_step), chance.shape[0], chance.shape[1]
    for step in range(n_steps - 1, -1, -1):
        table = table_of_step[step]
        for cell in range(n_cells):
            now, worth, rates, slope = occupation[step, cell], chance[cell], share[table, cell], gradient[step, cell]
            earlier = before[cell]
            for state in range(n_states):
                earlier[state] = counts[step, state]
            for move in range(len(origin)):
                gained = worth[target[move]] + gains[move]
                slope[move] = now[origin[move]] * gained
                earlier[origin[move]] += rates[move] * gained
            for state in range(n_states):
                worth[state] = earlier[state]
