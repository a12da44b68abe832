"""Who left 9th grade, or primary school, in a year: the cohorts of measurement points 1, 4 and 5."""

from typing import NamedTuple

import numpy as np

from videre.domain.leaving import end_of_ninth_grade, end_of_school, municipality_on
from videre.measures.arrays import History, Ints, Records
from videre.measures.cells import Members
from videre.measures.compiled import kernel
from videre.measures.whole import Whole, extent_of, joined


class Leavers(NamedTuple):
    """The members of a cohort, the school that they left, and the first day on which they were no longer there."""

    members: Members
    left_on: Ints


def leavers_of_ninth_grade(history: History, municipality: int, year: int) -> Leavers:
    """Return those who ended 9th grade in a calendar year while living in a municipality, wherever they went to school.

    This is the ministry's cohort: home municipality at the end of 9th grade, wherever they live later.
    """
    return find_leavers(history, municipality, year, from_ninth=True)


def leavers_of_school(history: History, municipality: int, year: int) -> Leavers:
    """Return those who left primary school for good in a calendar year, from 9th grade or from 10th."""
    return find_leavers(history, municipality, year, from_ninth=False)


def find_leavers(history: History, municipality: int, year: int, *, from_ninth: bool) -> Leavers:
    """Return the leavers of a year by either definition."""
    n_persons = len(history.persons)
    person, school, left_on = (np.empty(n_persons, np.int32) for _ in range(3))
    n = write_leavers(history.facts, history.persons, municipality, year, from_ninth, person, school, left_on)
    return Leavers(Members(person[:n].copy(), school[:n].copy()), left_on[:n].copy())


def whole_of_ninth_grade(history: History, municipality: int, years: range) -> Whole:
    """Return what these people show of each year's leavers of 9th grade, for those who count the others."""
    leavers = {year: leavers_of_ninth_grade(history, municipality, year) for year in years}
    return joined(extent_of(str(year), of_year.left_on) for year, of_year in leavers.items())


@kernel
def write_leavers(
    facts: Records,
    persons: Records,
    municipality: int,
    year: int,
    from_ninth: bool,  # noqa: FBT001 - a kernel takes no keyword-only arguments
    person: Ints,
    school: Ints,
    left_on: Ints,
) -> int:
    """Write the leavers of a year; return how many there are."""
    n = 0
    for p in range(len(persons)):
        first, last = persons[p].first, persons[p].last
        ninth = end_of_ninth_grade(facts, first, last, year)
        stay = ninth if from_ninth else end_of_school(facts, first, last, year)
        if stay >= 0 and municipality_on(facts, first, last, facts[stay].stop - 1) == municipality:
            person[n], school[n], left_on[n] = p, facts[stay].place, facts[stay].stop
            n += 1
    return n
