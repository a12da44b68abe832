"""A cohort's way with each group of educations from month to month, by those whom the registers could see meanwhile."""

from typing import NamedTuple

import numpy as np

from videre.domain.leaving import is_in_sight_on
from videre.domain.pathways import N_PATHWAY_STEPS, PathwayRules, add_months, pathway_step
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.compiled import kernel
from videre.measures.leavers import Leavers


class PathwayMoves(NamedTuple):
    """Moves between the steps of a pathway, from one month since leaving to the next; M months after the first.

    moves: how many were at one step at a month and at another at the next, in sight at both. Shape (M, G, S, S, K).
    seen: how many are in sight and at a step, at each month from 0. Shape (M + 1, G, S, K).
    leavers: how many left 9th grade. Shape (K,). Group 0 is unused.
    """

    moves: Counts
    seen: Counts
    leavers: Counts


def count_pathway_moves(
    history: History,
    rules: PathwayRules,
    leavers: Leavers,
    n_months: int,
    abroad_place: int,
    cell_of_leaver: Ints,
    n_cells: int,
) -> PathwayMoves:
    """Return the moves of a cohort from month to month since leaving, by group and cell.

    Args:
        history: facts as known at its day; a month that somebody has not reached says nothing of that person.
        n_months: M. abroad_place: the number among municipalities that says that somebody has left the country.
    """
    n_groups = max(rules.group_of_kind) + 1
    counts = PathwayMoves(
        np.zeros((n_months, n_groups, N_PATHWAY_STEPS, N_PATHWAY_STEPS, n_cells), np.int64),
        np.zeros((n_months + 1, n_groups, N_PATHWAY_STEPS, n_cells), np.int64),
        np.bincount(cell_of_leaver, minlength=n_cells).astype(np.int64),
    )
    add_moves_of_cohort(
        history.facts,
        history.persons,
        leavers.members.person,
        leavers.left_on,
        rules,
        history.known_at,
        abroad_place,
        cell_of_leaver,
        counts,
    )
    return counts


@kernel
def add_moves_of_cohort(
    facts: Records,
    persons: Records,
    person: Ints,
    left_on: Ints,
    rules: PathwayRules,
    known_at: int,
    abroad_place: int,
    cell_of_leaver: Ints,
    counts: PathwayMoves,
) -> None:
    """Add each leaver's months in sight, and the moves between two of them that follow each other."""
    n_months, n_groups = counts.moves.shape[0], counts.moves.shape[1]
    before = np.zeros(n_groups, np.int64)
    for leaver in range(len(person)):
        first, last = persons[person[leaver]].first, persons[person[leaver]].last
        cell, was_seen = cell_of_leaver[leaver], False
        for month in range(n_months + 1):
            day = add_months(left_on[leaver], month)
            if day > known_at:
                break
            is_seen = is_in_sight_on(facts, first, last, day, abroad_place)
            if is_seen:
                for group in range(1, n_groups):
                    step = pathway_step(group, facts, first, last, left_on[leaver], day, known_at, rules)
                    counts.seen[month, group, step, cell] += 1
                    if was_seen:
                        counts.moves[month - 1, group, before[group], step, cell] += 1
                    before[group] = step
            was_seen = is_seen
