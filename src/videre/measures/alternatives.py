"""The alternative courses that those of a cohort who complete no youth education were given."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np

from videre.domain.alternatives import AlternativeRules, has_completed_nothing, was_given
from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure
from videre.domain.pathways import PathwayRules, add_months
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by
from videre.measures.compiled import kernel
from videre.measures.leavers import Leavers, leavers_of_ninth_grade
from videre.measures.pathways import MONTHS
from videre.measures.whole import Whole, extent_of, is_reached

COURSE = "course"  # the dimension that this measure itself divides by, beside months
ANY, NONE = "any", "none"


class AlternativeCounts(NamedTuple):
    """One cohort by months since leaving.

    without: how many of those followed so long have completed no youth education and are in none. Shape (M, K).
    given: of those, how many were given each course; course 0 is any of them. Shape (M, A + 1, K).
    """

    without: Counts
    given: Counts


def measure_alternatives(
    history: History,
    rules: AlternativeRules,
    names: Mapping[int, str],
    youth_education: PathwayRules,
    months: tuple[int, ...],
    asked: Asked,
    whole: Whole | None = None,
) -> list[Figure]:
    """Return what share of those who complete no youth education were given each alternative course.

    Args:
        history: facts as known at its day; months that the whole cohort has not reached are left out.
        rules: which courses are alternatives. names: what each is called.
        youth_education: all youth education as one group, number 1.
        months: the months since leaving that are looked at.
        asked: years in which 9th grade was left; dimensions of people beside course and months, which are always there.
        whole: of everybody, where the history holds a share of the people only; see `videre.measures.whole`.

    Returns:
        Shares of the leavers who by then have completed no youth education and are in none. Somebody may have been
        given several courses; `any` and `none` together are everybody.
    """
    figures: list[Figure] = []
    people = tuple(name for name in asked.dimensions if name not in {COURSE, MONTHS})
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        leavers = leavers_of_ninth_grade(history, asked.municipality, year)
        cells = cells_by(history, leavers.members, people)
        counts = count_alternatives(
            history, rules, max(names), youth_education, leavers, months, cells.of_member, len(cells.labels)
        )
        extents = extent_of(str(year), leavers.left_on) if whole is None else whole
        for place, month in enumerate(months):
            if is_reached(extents, str(year), month, history.known_at):
                for cell, label in enumerate(cells.labels):
                    breakdown = {**label, MONTHS: str(month)}
                    of_cell = int(counts.without[place, cell]), counts.given[place, :, cell]
                    figures.extend(figures_of_cell(asked, str(year), breakdown, *of_cell, names))
    return figures


def figures_of_cell(
    asked: Asked, period: str, label: Mapping[str, str], without: int, given: Counts, names: Mapping[int, str]
) -> Iterator[Figure]:
    """Yield the figures of one cohort, month and cell; none where nobody is without a youth education."""
    if without == 0:
        return
    by_course = {ANY: int(given[0]), NONE: without - int(given[0])}
    by_course |= {name: int(given[course]) for course, name in names.items()}
    for course, n_persons in by_course.items():
        yield share_figure(asked, period, {**label, COURSE: course}, n_persons, without, 0)


def count_alternatives(
    history: History,
    rules: AlternativeRules,
    n_courses: int,
    youth_education: PathwayRules,
    leavers: Leavers,
    months: tuple[int, ...],
    cell_of_leaver: Ints,
    n_cells: int,
) -> AlternativeCounts:
    """Return what a cohort was given: M = len(months), A = n_courses, K = n_cells."""
    counts = AlternativeCounts(
        np.zeros((len(months), n_cells), np.int64),
        np.zeros((len(months), n_courses + 1, n_cells), np.int64),
    )
    add_cohort(
        history.facts,
        history.persons,
        leavers.members.person,
        leavers.left_on,
        rules,
        youth_education,
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
    rules: AlternativeRules,
    youth_education: PathwayRules,
    months: Ints,
    known_at: int,
    cell_of_leaver: Ints,
    counts: AlternativeCounts,
) -> None:
    """Add each leaver who has completed nothing, and what was given, at the months that the history reaches."""
    for leaver in range(len(person)):
        first, last = persons[person[leaver]].first, persons[person[leaver]].last
        left, cell = left_on[leaver], cell_of_leaver[leaver]
        for place in range(len(months)):
            day = add_months(left, months[place])
            if day > known_at:
                break
            if has_completed_nothing(facts, first, last, left, day, known_at, youth_education):
                counts.without[place, cell] += 1
                for course in range(counts.given.shape[1]):
                    if was_given(course, facts, first, last, left, day, rules):
                        counts.given[place, course, cell] += 1
