"""Grouping class spells into counts by month, class and cell. Integers only: parts add up exactly, in any order."""

import numpy as np

from videre.domain.days import last_day, month_of
from videre.measures.arrays import Counts, Ints
from videre.measures.compiled import kernel
from videre.measures.standings import ClassSpells


def tally_months(
    spells: ClassSpells,
    n_classes: int,
    first_month: int,
    n_months: int,
    cell_of_person: Ints,
    n_cells: int,
    weight_of_person: Counts | None = None,
) -> Counts:
    """Return how many persons are in each class on the last day of each month.

    Args:
        spells: class spells of the persons followed.
        n_classes: C, one more than the greatest class.
        first_month, n_months: the months looked at; T of them.
        cell_of_person: the cell of each person of the history. Shape (N,).
        n_cells: K.
        weight_of_person: what each person counts, as integers (a survey weight of 0.33 is 33 hundredths); 1 when left
            out. Shape (N,).

    Returns:
        Counts, or sums of weights. Shape (T, C, K).
    """
    counts = np.zeros((n_months, n_classes, n_cells), np.int64)
    weights = np.ones(len(cell_of_person), np.int64) if weight_of_person is None else weight_of_person
    add_spells(spells, first_month, cell_of_person, weights, counts)
    return counts


@kernel
def add_spells(spells: ClassSpells, first_month: int, cell_of_person: Ints, weights: Counts, counts: Counts) -> None:
    """Add each spell to every month whose last day it covers."""
    n_months = counts.shape[0]
    for s in range(len(spells.person)):
        person = spells.person[s]
        month = max(month_of(spells.since[s]), first_month)
        while month < first_month + n_months and last_day(month) < spells.until[s]:
            counts[month - first_month, spells.youth_class[s], cell_of_person[person]] += weights[person]
            month += 1
