"""Measurement point 4: leavers of 9th or 10th grade without folkeskolens afgangsprøve, followed month by month."""

from collections.abc import Callable, Collection, Iterator

import numpy as np

from videre.domain.asked import Asked, share_figure
from videre.domain.days import month_of
from videre.domain.exam import N_EXAM_GROUPS, ExamGroup, ExamRule, exam_group
from videre.domain.figures import Figure
from videre.domain.pathways import add_months
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import Members, cells_by
from videre.measures.compiled import kernel
from videre.measures.leavers import Leavers, leavers_of_school
from videre.measures.whole import Whole, extent_of, joined

GROUP = "group"  # the dimensions that this measure itself divides by
MONTHS = "months"
LACKING = (ExamGroup.NO_TESTS, ExamGroup.SOME_MISSING, ExamGroup.BELOW_PASS)


def measure_exam(
    history: History,
    rule_of_year: Callable[[int], ExamRule],
    followed_months: int,
    asked: Asked,
    whole: Whole | None = None,
) -> list[Figure]:
    """Return the share of each year's leavers who lack folkeskolens afgangsprøve.

    Args:
        history: facts as known at its day.
        rule_of_year: the pass rule of a leaving year.
        followed_months: for how long they are followed after leaving, when asked by `months`.
        asked: leaving years (2015 left in the summer of 2015); dimensions of people, `group` for the share in each
            group, `months` for each month since leaving. Without `months` the figure is that of the leaving itself, so
            that years can be compared.
        whole: of everybody, where the history holds a share of the people only: `whole_of_leavers`, joined.

    Returns:
        Figures. Leavers of a school none of whose leavers has a test are unknown: the school has not delivered.
    """
    figures: list[Figure] = []
    people = tuple(name for name in asked.dimensions if name not in {GROUP, MONTHS})
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        leavers = leavers_of_school(history, asked.municipality, year)
        groups = groups_by_month(history, rule_of_year(year), leavers, followed_months)
        cells = cells_by(history, leavers.members, people)
        extents = extents_of_year(year, leavers, groups) if whole is None else whole
        months = months_known(extents, year, followed_months, history.known_at)
        for month in months if MONTHS in asked.dimensions else months[:1]:
            delivered = [
                school for school in set(leavers.members.school.tolist()) if tested(year, school, month) in extents
            ]
            groups_now = set_undelivered_apart(groups[month], leavers.members, delivered)
            counts = np.zeros((N_EXAM_GROUPS, len(cells.labels)), np.int64)
            np.add.at(counts, (groups_now, cells.of_member), 1)
            since = {MONTHS: str(month)} if MONTHS in asked.dimensions else {}
            for cell, label in enumerate(cells.labels):
                figures.extend(figures_of_cell(asked, str(year), {**label, **since}, counts[:, cell]))
    return figures


def figures_of_cell(asked: Asked, period: str, label: dict[str, str], counts: Counts) -> Iterator[Figure]:
    """Yield the figures of one year and cell from its counts by group; none for a cell in which nobody is."""
    n_leavers = int(counts.sum())
    unknown = int(counts[ExamGroup.NONE])
    if n_leavers == 0:
        return
    if GROUP not in asked.dimensions:
        n_lacking = int(sum(counts[group] for group in LACKING))
        yield share_figure(asked, period, label, n_lacking, n_leavers, unknown)
        return
    for group in ExamGroup:
        if group != ExamGroup.NONE:
            breakdown = {**label, GROUP: group.name.lower()}
            yield share_figure(asked, period, breakdown, int(counts[group]), n_leavers, unknown)


def groups_by_month(history: History, rule: ExamRule, leavers: Leavers, followed_months: int) -> Ints:
    """Return each leaver's ExamGroup at the end of each month since leaving, 0 in months that are not known yet.

    Shape (followed_months + 1, L).
    """
    groups = np.zeros((followed_months + 1, len(leavers.left_on)), np.int32)
    write_groups(
        history.facts, history.persons, rule, leavers.members.person, leavers.left_on, history.known_at, groups
    )
    return groups


@kernel
def write_groups(
    facts: Records, persons: Records, rule: ExamRule, person: Ints, left_on: Ints, known_at: int, groups: Ints
) -> None:
    """Write the groups of some leavers."""
    for leaver in range(len(person)):
        p = person[leaver]
        for months in range(groups.shape[0]):
            day = add_months(left_on[leaver], months)
            if month_of(day) > month_of(known_at):
                break
            groups[months, leaver] = exam_group(facts, persons[p].first, persons[p].last, min(day, known_at), rule)


def schools_with_tests(groups: Ints, members: Members) -> list[int]:
    """Return the schools of which somebody has a test."""
    return sorted(set(members.school[groups > ExamGroup.NO_TESTS].tolist()))


def set_undelivered_apart(groups: Ints, members: Members, delivered: Collection[int]) -> Ints:
    """Return the groups with NONE (unknown) for leavers of a school that has not delivered the tests of anybody."""
    return np.where(np.isin(members.school, [*delivered]), groups, ExamGroup.NONE).astype(np.int32)


def whole_of_leavers(
    history: History, rule_of_year: Callable[[int], ExamRule], followed_months: int, asked: Asked
) -> Whole:
    """Return what these people show of each year's leavers and their schools, for those who count the others."""
    years = range(asked.first_period, asked.first_period + asked.n_periods)
    leavers = {year: leavers_of_school(history, asked.municipality, year) for year in years}
    return joined(
        extents_of_year(year, of_year, groups_by_month(history, rule_of_year(year), of_year, followed_months))
        for year, of_year in leavers.items()
    )


def extents_of_year(year: int, leavers: Leavers, groups: Ints) -> Whole:
    """Return between which days a year's leavers left, and for each month the schools of which somebody has a test."""
    return joined(
        [extent_of(str(year), leavers.left_on)]
        + [
            extent_of(tested(year, school, month), leavers.left_on[leavers.members.school == school])
            for month in range(len(groups))
            for school in schools_with_tests(groups[month], leavers.members)
        ]
    )


def tested(year: int, school: int, month: int) -> str:
    """Return what a school's leavers are called among the cohorts, when somebody has a test a month after leaving."""
    return f"{year}/{school:06d}/{month}"


def months_known(whole: Whole, year: int, followed_months: int, known_at: int) -> list[int]:
    """Return the months since leaving whose end is known for somebody at least."""
    if str(year) not in whole:
        return []
    first = whole[str(year)].first
    return [month for month in range(followed_months + 1) if month_of(add_months(first, month)) <= month_of(known_at)]
