"""Counting yearly moves between attainments, from one 1 October to the next: what a projection is made of."""

from typing import NamedTuple

import numpy as np

from videre.domain.attainment import N_ATTAINMENTS, AttainmentRules, attainment_on
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_number
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import Cells, cells_by
from videre.measures.compiled import kernel
from videre.measures.leavers import leavers_of_ninth_grade


class TransitionCounts(NamedTuple):
    """Moves in one education year, by years since 9th grade.

    initial: where the cohort of the year is on its first 1 October. Shape (S, K).
    moves: persons who were in a state on one 1 October (row) and in another on the next (column), by years since 9th
        grade on the first of the two. Shape (Y, S, S, K).
    labels: what each cell is called; K of them.
    """

    initial: Counts
    moves: Counts
    labels: tuple[dict[str, str], ...]


def count_transitions(
    history: History,
    rules: AttainmentRules,
    municipality: int,
    year: int,
    n_clock_years: int,
    dimensions: tuple[str, ...],
) -> TransitionCounts:
    """Return the cohort of a year, and the moves of all who left 9th grade in the years before it.

    Args:
        history: facts as known at its day.
        rules: what kinds of education mean for attainment.
        municipality: home at the end of 9th grade; people are followed wherever they live later.
        year: the cohort is those who left 9th grade in it; moves are those from 1 October of the year before to 1
            October of the year: this year's behaviour.
        n_clock_years: Y; moves are counted for those who left 1 to Y years before.
        dimensions: what to divide people by.
    """
    day_before, day_after = (day_number(of_year, EDUCATION_YEAR_STARTS_MONTH, 1) for of_year in (year - 1, year))
    cohort = leavers_of_ninth_grade(history, municipality, year)
    cells = cells_by(history, cohort.members, dimensions)
    n_cells = len(cells.labels)
    initial = np.zeros((N_ATTAINMENTS, n_cells), np.int64)
    now = attainments(history, rules, cohort.members.person, day_after)
    np.add.at(initial, (now, cells.of_member), 1)
    moves = np.zeros((n_clock_years, N_ATTAINMENTS, N_ATTAINMENTS, n_cells), np.int64)
    for clock in range(n_clock_years):
        earlier = leavers_of_ninth_grade(history, municipality, year - 1 - clock)
        of_cell = place_labels(cells, cells_by(history, earlier.members, dimensions))
        before = attainments(history, rules, earlier.members.person, day_before)
        after = attainments(history, rules, earlier.members.person, day_after)
        np.add.at(moves[clock], (before[of_cell >= 0], after[of_cell >= 0], of_cell[of_cell >= 0]), 1)
    return TransitionCounts(initial, moves, tuple(dict(label) for label in cells.labels))


def place_labels(wanted: Cells, given: Cells) -> Ints:
    """Return the cell among the wanted labels for each member, -1 where the label is not wanted (a closed school)."""
    place = {tuple(sorted(label.items())): cell for cell, label in enumerate(wanted.labels)}
    of_label = np.array([place.get(tuple(sorted(label.items())), -1) for label in given.labels], np.int32)
    return of_label[given.of_member]


def attainments(history: History, rules: AttainmentRules, person: Ints, day: int) -> Ints:
    """Return each person's Attainment on a day. Shape (L,)."""
    found = np.zeros(len(person), np.int32)
    write_attainments(history.facts, history.persons, rules, person, day, found)
    return found


@kernel
def write_attainments(
    facts: Records, persons: Records, rules: AttainmentRules, person: Ints, day: int, found: Ints
) -> None:
    """Write the Attainment of some persons."""
    for member in range(len(person)):
        p = person[member]
        found[member] = attainment_on(day, facts, persons[p].first, persons[p].last, rules)
