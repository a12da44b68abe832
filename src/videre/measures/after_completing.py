"""What those who complete an education do one and two years later."""

from collections.abc import Collection, Iterator, Mapping

import numpy as np

from videre.domain.asked import Asked, share_figure
from videre.domain.days import day_number, year_of
from videre.domain.figures import Figure
from videre.domain.leaving import municipality_on
from videre.domain.pathways import PathwayRules, add_months, completed_on
from videre.domain.standing import N_YOUTH_CLASSES, StandingRules, YouthClass, standing_on
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by, everybody
from videre.measures.compiled import kernel
from videre.measures.pathways import KIND

MONTHS_AFTER = "months_after"  # the dimensions that this measure itself divides by, beside the level
CLASS = "class"


def measure_after_completing(
    history: History,
    rules: PathwayRules,
    names: Mapping[int, str],
    standing: StandingRules,
    met: Collection[YouthClass],
    months: tuple[int, ...],
    asked: Asked,
    level: str = KIND,
) -> list[Figure]:
    """Return what share of those who completed each education in a year are in ordinary work so many months after.

    Args:
        history: facts as known at its day. A year is left out of a number of months that not everybody who completed in
            it has been followed for.
        rules: how kinds are grouped and completed. names: what each group is called; level: what they are groups of.
        standing: where somebody stands on a day, by a named test of work. met: the classes that count.
        months: the months since completing that are looked at.
        asked: calendar years of completing; dimensions of people, and `class` for the share in each class, beside level
            and months_after, which are always there.

    Returns:
        Shares of those who completed the group for the first time in the year while living in the municipality,
        wherever they live later. Everybody stands in exactly one class, so a student with a job is in education.
    """
    people = tuple(name for name in asked.dimensions if name not in {level, MONTHS_AFTER, CLASS})
    cells = cells_by(history, everybody(history), people)
    years = range(asked.first_period, asked.first_period + asked.n_periods)
    counts = count_after_completing(
        history,
        rules,
        standing,
        asked.municipality,
        years.start,
        len(years),
        months,
        cells.of_member,
        len(cells.labels),
    )
    figures: list[Figure] = []
    for place, year in enumerate(years):
        for at, n_months in enumerate(months):
            if add_months(day_number(year, 12, 31), n_months) <= history.known_at:
                for group, name in names.items():
                    for cell, label in enumerate(cells.labels):
                        breakdown = {**label, level: name, MONTHS_AFTER: str(n_months)}
                        figures.extend(
                            figures_of_cell(asked, str(year), breakdown, counts[place, at, group, :, cell], met)
                        )
    return figures


def figures_of_cell(
    asked: Asked, period: str, breakdown: Mapping[str, str], counts: Counts, met: Collection[YouthClass]
) -> Iterator[Figure]:
    """Yield the figures of one education, year and cell from its counts by class; none where nobody completed it."""
    n_persons, unknown = int(counts.sum()), int(counts[YouthClass.UNKNOWN])
    if n_persons == 0:
        return
    if CLASS not in asked.dimensions:
        yield share_figure(asked, period, breakdown, int(sum(counts[each] for each in met)), n_persons, unknown)
        return
    for youth_class in YouthClass:
        if youth_class != YouthClass.NONE:
            may_be_in_it = unknown if youth_class != YouthClass.UNKNOWN else 0
            own = {**breakdown, CLASS: youth_class.name.lower()}
            yield share_figure(asked, period, own, int(counts[youth_class]), n_persons, may_be_in_it)


def count_after_completing(
    history: History,
    rules: PathwayRules,
    standing: StandingRules,
    municipality: int,
    first_year: int,
    n_years: int,
    months: tuple[int, ...],
    cell_of_person: Ints,
    n_cells: int,
) -> Counts:
    """Return persons by year of completing, months after, group, class and cell. Shape (T, M, G, C, K).

    A month after the day at which the history is known counts nobody.
    """
    n_groups = max(rules.group_of_kind) + 1
    counts = np.zeros((n_years, len(months), n_groups, N_YOUTH_CLASSES, n_cells), np.int64)
    add_completions(
        history.facts,
        history.persons,
        rules,
        standing,
        municipality,
        first_year,
        np.array(months, np.int32),
        history.known_at,
        cell_of_person,
        counts,
    )
    return counts


@kernel
def add_completions(
    facts: Records,
    persons: Records,
    rules: PathwayRules,
    standing: StandingRules,
    municipality: int,
    first_year: int,
    months: Ints,
    known_at: int,
    cell_of_person: Ints,
    counts: Counts,
) -> None:
    """Add each person's first completion of each group, with the class at each number of months after."""
    for p in range(len(persons)):
        first, last = persons[p].first + 0, persons[p].last + 0  # + 0 makes 64 bits of 32, as the fold counts places
        for group in range(1, counts.shape[2]):
            day = completed_on(group, facts, first, last, rules)
            year = year_of(day) - first_year if day >= 0 else -1
            if year < 0 or year >= counts.shape[0]:
                continue
            if municipality_on(facts, first, last, day - 1) == municipality:
                for at in range(len(months)):
                    then = add_months(day, months[at])
                    if then <= known_at:
                        stands = standing_on(then, facts, first, last, standing)
                        counts[year, at, group, stands.youth_class, cell_of_person[p]] += 1
