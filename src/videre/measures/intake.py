"""Intake and completion of each kind of education by calendar year."""

from collections.abc import Iterator, Mapping

import numpy as np

from videre.domain.asked import Asked, persons_figure
from videre.domain.days import age_on, year_of
from videre.domain.facts import FactKind
from videre.domain.figures import Figure
from videre.domain.leaving import municipality_on
from videre.domain.pathways import PathwayRules, completes, is_intake
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by, everybody
from videre.measures.compiled import kernel
from videre.measures.parallel import PERSONS_A_PIECE, over_pieces
from videre.measures.pathways import KIND

EVENT = "event"  # the dimension that this measure itself divides by, beside the level
STARTED, COMPLETED = 0, 1
EVENTS = ("started", "completed")


def measure_intake(
    history: History,
    rules: PathwayRules,
    names: Mapping[int, str],
    age_limit_years: int,
    asked: Asked,
    level: str = KIND,
) -> list[Figure]:
    """Return how many started and completed each kind of education in each calendar year.

    Args:
        history: facts as known at its day. A year that it does not reach the end of is left out.
        rules: how kinds are grouped; within how many months a return is no new intake.
        names: what each group is called. level: what the groups are groups of, as figures call it.
        age_limit_years: persons of this age and older, on the day it happened, are not counted.
        asked: calendar years; dimensions of people beside level and event, which are always there.

    Returns:
        Counts of persons who lived in the municipality on the day they started, or the last day of what they completed;
        each once a year, group and event. The denominator is everybody who started (completed) any of the groups.
    """
    people = tuple(name for name in asked.dimensions if name not in {level, EVENT})
    cells = cells_by(history, everybody(history), people)
    n_years = min(asked.n_periods, year_of(history.known_at + 1) - asked.first_period)
    if n_years <= 0:
        return []
    counts = count_intake(
        history,
        rules,
        asked.municipality,
        age_limit_years,
        asked.first_period,
        n_years,
        cells.of_member,
        len(cells.labels),
    )
    figures: list[Figure] = []
    for place in range(n_years):
        for cell, label in enumerate(cells.labels):
            figures.extend(
                figures_of_cell(asked, str(asked.first_period + place), label, counts[place, ..., cell], names, level)
            )
    return figures


def figures_of_cell(
    asked: Asked, period: str, label: Mapping[str, str], counts: Counts, names: Mapping[int, str], level: str
) -> Iterator[Figure]:
    """Yield the figures of one year and cell; none of an event that happened to nobody."""
    for event, event_name in enumerate(EVENTS):
        n_any = int(counts[event, 0])
        for group, name in names.items():
            if n_any > 0:
                breakdown = {**label, level: name, EVENT: event_name}
                yield persons_figure(asked, period, breakdown, int(counts[event, group]), n_any)


def count_intake(
    history: History,
    rules: PathwayRules,
    municipality: int,
    age_limit_years: int,
    first_year: int,
    n_years: int,
    cell_of_person: Ints,
    n_cells: int,
    persons_a_piece: int = PERSONS_A_PIECE,
) -> Counts:
    """Return persons by year, event (started, completed), group and cell; group 0 is any. Shape (T, 2, G, K)."""
    shape = (n_years, len(EVENTS), max(rules.group_of_kind) + 1, n_cells)

    def count_piece(first: int, last: int) -> Counts:
        counts = np.zeros(shape, np.int64)
        add_intake(
            history.facts,
            history.persons,
            first,
            last,
            rules,
            municipality,
            age_limit_years,
            first_year,
            cell_of_person,
            counts,
        )
        return counts

    total = np.zeros(shape, np.int64)
    for counts in over_pieces(len(history.persons), count_piece, persons_a_piece):
        total += counts
    return total


@kernel
def add_intake(
    facts: Records,
    persons: Records,
    first: int,
    last: int,
    rules: PathwayRules,
    municipality: int,
    age_limit_years: int,
    first_year: int,
    cell_of_person: Ints,
    counts: Counts,
) -> None:
    """Add persons `first` up to, not including, `last`: each once a year, event and group, and once in any group."""
    n_years, n_events, n_groups, _ = counts.shape
    seen = np.zeros((n_years, n_events, n_groups), np.int64)
    for p in range(first, last):
        begin, end, birth_day = persons[p].first, persons[p].last, persons[p].birth_day
        seen[:] = 0
        for index in range(begin, end):
            if facts[index].kind != FactKind.ENROLMENT or rules.group_of_kind[facts[index].code] == 0:
                continue
            group, start, stop = rules.group_of_kind[facts[index].code], facts[index].start, facts[index].stop
            for event in range(n_events):
                day = start if event == STARTED else stop - 1
                year = year_of(start if event == STARTED else stop) - first_year
                if year < 0 or year >= n_years or age_on(birth_day, day) >= age_limit_years:
                    continue
                happened = (
                    is_intake(index, facts, begin, rules) if event == STARTED else completes(facts[index], stop, rules)
                )
                if happened and municipality_on(facts, begin, end, day) == municipality:
                    seen[year, event, group] = 1
                    seen[year, event, 0] = 1
        for year in range(n_years):
            for event in range(n_events):
                for group in range(n_groups):
                    counts[year, event, group, cell_of_person[p]] += seen[year, event, group]
