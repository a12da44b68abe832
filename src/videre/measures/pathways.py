"""Measurement point 5: a leaving cohort's way into, through and out of each kind of youth education."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure
from videre.domain.pathways import (
    N_PATHWAY_STEPS,
    PathwayRules,
    PathwayStep,
    add_months,
    first_choice,
    first_started,
    is_chosen_later,
    pathway_step,
)
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by
from videre.measures.compiled import kernel
from videre.measures.leavers import Leavers, leavers_of_ninth_grade
from videre.measures.whole import Whole, extent_of, is_reached

KIND = "kind"  # the usual level of grouping; each level is a dimension that this measure itself divides by
STEP = "step"
MONTHS = "months"
CHOSEN = "chosen"
CHOSEN_LATER = "chosen_later"
STARTED = "started"
STARTED_FIRST = "started_first"
STARTED_LATER = "started_later"


class PathwayCounts(NamedTuple):
    """One cohort's pathways.

    leavers: how many left 9th grade. Shape (K,).
    chosen: how many had the group as their first choice in the year before they left. Shape (G, K).
    chosen_later: how many had not, and had it as first priority of an application after they left. Shape (M, G, K).
    started_first: how many had started it before any other group that is followed. Shape (M, G, K).
    steps: where they are with each group, by months since leaving. Shape (M, G, S, K); over S all leavers, once the
        whole cohort has been followed so long. Group 0 is unused.
    """

    leavers: Counts
    chosen: Counts
    chosen_later: Counts
    started_first: Counts
    steps: Counts


def measure_pathways(
    history: History,
    rules: PathwayRules,
    names: Mapping[int, str],
    months: tuple[int, ...],
    asked: Asked,
    level: str = KIND,
    whole: Whole | None = None,
) -> list[Figure]:
    """Return what share of each cohort chose, started, is still in, changed, broke off and completed each kind.

    Args:
        history: facts as known at its day; months that the whole cohort has not reached are left out.
        rules: how kinds are grouped, and what a break is.
        names: what each group is called.
        months: the months since leaving that are looked at.
        asked: years in which 9th grade was left; dimensions of people beside level, step and months, which are always
            there.
        level: what the groups are groups of, as figures call it: `kind`, `sector` or `youth_education`.
        whole: of everybody, where the history holds a share of the people only; see `videre.measures.whole`.

    Returns:
        Figures as shares of all who left. `started` is the sum of the steps after it, and of `started_first` and
        `started_later`, by law.
    """
    figures: list[Figure] = []
    people = tuple(name for name in asked.dimensions if name not in {level, STEP, MONTHS})
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        leavers = leavers_of_ninth_grade(history, asked.municipality, year)
        cells = cells_by(history, leavers.members, people)
        counts = count_pathways(history, rules, leavers, months, cells.of_member, len(cells.labels))
        extents = extent_of(str(year), leavers.left_on) if whole is None else whole
        reached = {
            place: month
            for place, month in enumerate(months)
            if is_reached(extents, str(year), month, history.known_at)
        }
        for cell, label in enumerate(cells.labels):
            of_cell = PathwayCounts(*(array[..., cell] for array in counts))
            figures.extend(figures_of_cell(asked, str(year), label, of_cell, names, reached, level))
    return figures


def figures_of_cell(
    asked: Asked,
    period: str,
    label: Mapping[str, str],
    counts: PathwayCounts,
    names: Mapping[int, str],
    reached: Mapping[int, int],
    level: str,
) -> Iterator[Figure]:
    """Yield the figures of one cohort and cell for the months reached, by their place; none for an empty cell."""
    n_leavers = int(counts.leavers)
    if n_leavers == 0:
        return
    for place, month in reached.items():
        for group, kind in names.items():
            steps = counts.steps[place, group]
            n_started, n_first = (
                n_leavers - int(steps[PathwayStep.NOT_STARTED]),
                int(counts.started_first[place, group]),
            )
            by_step = {
                CHOSEN: int(counts.chosen[group]),
                CHOSEN_LATER: int(counts.chosen_later[place, group]),
                STARTED: n_started,
                STARTED_FIRST: n_first,
                STARTED_LATER: n_started - n_first,
            }
            by_step |= {step.name.lower(): int(steps[step]) for step in PathwayStep if step != PathwayStep.NOT_STARTED}
            for step_name, n_persons in by_step.items():
                breakdown = {**label, level: kind, STEP: step_name, MONTHS: str(month)}
                yield share_figure(asked, period, breakdown, n_persons, n_leavers, 0)


def count_pathways(
    history: History,
    rules: PathwayRules,
    leavers: Leavers,
    months: tuple[int, ...],
    cell_of_leaver: Ints,
    n_cells: int,
) -> PathwayCounts:
    """Return where the members of a cohort are with each group of educations: M = len(months), K = n_cells."""
    n_groups = max(rules.group_of_kind) + 1
    counts = PathwayCounts(
        np.bincount(cell_of_leaver, minlength=n_cells).astype(np.int64),
        np.zeros((n_groups, n_cells), np.int64),
        np.zeros((len(months), n_groups, n_cells), np.int64),
        np.zeros((len(months), n_groups, n_cells), np.int64),
        np.zeros((len(months), n_groups, N_PATHWAY_STEPS, n_cells), np.int64),
    )
    add_cohort(
        history.facts,
        history.persons,
        leavers.members.person,
        leavers.left_on,
        rules,
        np.array(months, np.int32),
        history.known_at,
        cell_of_leaver,
        counts,
    )
    return counts


@kernel
def add_cohort(
    facts: Records,
    persons: Records,
    person: Ints,
    left_on: Ints,
    rules: PathwayRules,
    months: Ints,
    known_at: int,
    cell_of_leaver: Ints,
    counts: PathwayCounts,
) -> None:
    """Add each leaver's choice, and steps at the months that the history reaches."""
    for leaver in range(len(person)):
        first, last = persons[person[leaver]].first, persons[person[leaver]].last
        cell = cell_of_leaver[leaver]
        group_chosen = first_choice(facts, first, last, left_on[leaver], rules)
        if group_chosen > 0:
            counts.chosen[group_chosen, cell] += 1
        for place in range(len(months)):
            day = add_months(left_on[leaver], months[place])
            if day > known_at:
                break
            begun_first = first_started(facts, first, last, left_on[leaver], day, rules)
            if begun_first > 0:
                counts.started_first[place, begun_first, cell] += 1
            for group in range(1, counts.steps.shape[1]):
                step = pathway_step(group, facts, first, last, left_on[leaver], day, known_at, rules)
                counts.steps[place, group, step, cell] += 1
                if group != group_chosen and is_chosen_later(group, facts, first, last, left_on[leaver], day, rules):
                    counts.chosen_later[place, group, cell] += 1
