"""How a leaving cohort flows: from its first choice to where it is so many months later, and from there on."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from videre.domain.asked import Asked, share_figure
from videre.domain.figures import Figure
from videre.domain.pathways import PathwayRules, add_months, first_choice
from videre.domain.whereabouts import PLACES_BESIDE_GROUPS, completed_place, whereabouts, work_place
from videre.domain.work import EmploymentTest
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by
from videre.measures.compiled import kernel
from videre.measures.leavers import Leavers, leavers_of_ninth_grade
from videre.measures.pathways import MONTHS
from videre.measures.whole import Whole, extent_of, is_reached

FROM, TO = "from", "to"  # the dimensions that this measure itself divides by, beside months
NO_CHOICE, ELSEWHERE, COMPLETED, WORK = "no_choice", "elsewhere", "completed", "ordinary_work"


class FlowRules(NamedTuple):
    """Groups told apart, what completes a youth education, the hours that make ordinary work, and how many groups."""

    groups: PathwayRules
    youth_education: PathwayRules
    test: EmploymentTest
    n_groups: int


def measure_flows(
    history: History,
    rules: FlowRules,
    names: Mapping[int, str],
    months: tuple[int, ...],
    asked: Asked,
    whole: Whole | None = None,
) -> list[Figure]:
    """Return what share of a cohort went from each place to each other between one look and the next.

    Args:
        history: facts as known at its day; months that the whole cohort has not reached are left out.
        rules: the places. names: what each group of education is called.
        months: the months since leaving at which one looks, in order.
        asked: years in which 9th grade was left; dimensions of people beside from, to and months.
        whole: of everybody, where the history holds a share of the people only; see `videre.measures.whole`. Then the
            flows of nobody are there too, or their denominators would be missing from the sum.

    Returns:
        Shares of all who left. `months` says when they had come `to`; `from` is where they were at the look before, and
        before the first one the first choice they made. Those from a place are those who had come to it: nobody is
        lost. A flow of nobody is left out.
    """
    figures: list[Figure] = []
    people = tuple(name for name in asked.dimensions if name not in {FROM, TO, MONTHS})
    called = {0: ELSEWHERE, **names, completed_place(rules.n_groups): COMPLETED, work_place(rules.n_groups): WORK}
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        leavers = leavers_of_ninth_grade(history, asked.municipality, year)
        cells = cells_by(history, leavers.members, people)
        flows = count_flows(history, rules, leavers, months, cells.of_member, len(cells.labels))
        sizes = np.bincount(cells.of_member, minlength=len(cells.labels))
        extents = extent_of(str(year), leavers.left_on) if whole is None else whole
        told = flows if whole is None else np.broadcast_to(sizes, flows.shape)
        for look, came_from, came_to, cell in np.argwhere(told):
            if is_reached(extents, str(year), months[look], history.known_at):
                from_name = NO_CHOICE if look == 0 and came_from == 0 else called[int(came_from)]
                breakdown = {**cells.labels[cell], FROM: from_name, TO: called[int(came_to)], MONTHS: str(months[look])}
                n_persons = int(flows[look, came_from, came_to, cell])
                figures.append(share_figure(asked, str(year), breakdown, n_persons, int(sizes[cell]), 0))
    return figures


def count_flows(
    history: History, rules: FlowRules, leavers: Leavers, months: tuple[int, ...], cell_of_leaver: Ints, n_cells: int
) -> Counts:
    """Return leavers by look, place before, place then and cell. Shape (M, P, P, K); P groups and three places more."""
    n_places = rules.n_groups + PLACES_BESIDE_GROUPS
    flows = np.zeros((len(months), n_places, n_places, n_cells), np.int64)
    add_cohort(
        history.facts,
        history.persons,
        leavers.members.person,
        leavers.left_on,
        rules,
        np.array(months, np.int32),
        history.known_at,
        cell_of_leaver,
        flows,
    )
    return flows


@kernel
def add_cohort(
    facts: Records,
    persons: Records,
    person: Ints,
    left_on: Ints,
    rules: FlowRules,
    months: Ints,
    known_at: int,
    cell_of_leaver: Ints,
    flows: Counts,
) -> None:
    """Add each leaver's places, from the first choice to the last look that the history reaches."""
    for leaver in range(len(person)):
        first, last = persons[person[leaver]].first, persons[person[leaver]].last
        left = left_on[leaver]
        before = first_choice(facts, first, last, left, rules.groups)
        for look in range(len(months)):
            day = add_months(left, months[look])
            if day > known_at:
                break
            place = whereabouts(
                day, facts, first, last, left, rules.groups, rules.youth_education, rules.test, rules.n_groups
            )
            flows[look, before, place, cell_of_leaver[leaver]] += 1
            before = place
