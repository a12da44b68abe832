"""Measurement point 2: how many young people are on a dated union of benefits, month by month."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from videre.domain.asked import Asked
from videre.domain.benefits import BenefitInUnion, days_on_benefit
from videre.domain.days import age_on, first_day, iso_from_month, last_day, month_of
from videre.domain.facts import FactKind
from videre.domain.figures import Figure, IntervalKind, Unit
from videre.domain.leaving import municipality_on
from videre.domain.work import BenefitKind
from videre.measures.arrays import Counts, History, Ints, Records
from videre.measures.cells import cells_by, everybody
from videre.measures.compiled import kernel
from videre.measures.parallel import PERSONS_A_PIECE, over_pieces

AGE_GROUP = "age_group"  # the dimensions that this measure itself divides by
BENEFIT = "benefit"
AGE_GROUPS = ((0, 18, "under_18"), (18, 25, "18_24"), (25, 30, "25_29"), (30, 200, "30_and_over"))


class BenefitCounts(NamedTuple):
    """Counts by month, single year of age and cell. Each of shape (T, A, K); age 0 stands first.

    persons: residents with at least one day on a benefit of the union in the month.
    days: their days on it; over the days of the month, full-time persons.
    unconfirmed, unconfirmed_days: persons and days more if every benefit that nobody has confirmed went on.
    residents: residents on the last day of the month.
    """

    persons: Counts
    days: Counts
    unconfirmed: Counts
    unconfirmed_days: Counts
    residents: Counts


def measure_benefits(
    history: History, union: tuple[BenefitInUnion, ...], age_limit_years: int, unit: Unit, asked: Asked
) -> list[Figure]:
    """Return how many young residents are on a benefit of the union in each month.

    Args:
        history: facts as known at its day; months that have not ended by then are left out.
        union: the benefits that count, each with its dates.
        age_limit_years: persons of this age and older are not counted; the strategy says only "unge", we read 30.
        unit: PERSONS with at least one day in the month, or FULL_TIME_PERSONS (days over the days of the month).
        asked: months; dimensions of people, `age_group`, and `benefit` for each benefit by itself.

    Returns:
        One figure a month and cell with a resident in it. The denominator is the residents of the age. Whoever was on a
        benefit whose end nobody has told, and which nobody has confirmed in time, is unknown; whoever no benefit was
        ever told of is on none: what is late is seen in the age of the source.
    """
    if BENEFIT in asked.dimensions:
        figures: list[Figure] = []
        for benefit in dict.fromkeys(counted.benefit for counted in union):
            alone = tuple(counted for counted in union if counted.benefit == benefit)
            rest = asked._replace(dimensions=asked.without(BENEFIT))
            name = BenefitKind(benefit).name.lower()
            counted_alone = measure_benefits(history, alone, age_limit_years, unit, rest)
            figures += [figure._replace(breakdown={**figure.breakdown, BENEFIT: name}) for figure in counted_alone]
        return figures
    n_months = min(asked.n_periods, month_of(history.known_at + 1) - asked.first_period)
    if n_months <= 0:
        return []
    cells = cells_by(history, everybody(history), asked.without(AGE_GROUP))
    counts = count_benefits(
        history,
        union,
        asked.municipality,
        age_limit_years,
        asked.first_period,
        n_months,
        cells.of_member,
        len(cells.labels),
    )
    figures = []
    for place in range(n_months):
        of_month = BenefitCounts(*(array[place] for array in counts))
        for cell, label in enumerate(cells.labels):
            of_cell = BenefitCounts(*(array[:, cell] for array in of_month))
            figures.extend(figures_of_cell(asked, asked.first_period + place, dict(label), of_cell, unit))
    return figures


def figures_of_cell(
    asked: Asked, month: int, label: dict[str, str], counts: BenefitCounts, unit: Unit
) -> Iterator[Figure]:
    """Yield the figures of one month and cell from its counts by age; none for a cell in which nobody lives."""
    groups = AGE_GROUPS if AGE_GROUP in asked.dimensions else ((0, len(counts.persons), ""),)
    for age_from, age_to, name in groups:
        persons, days, unconfirmed, unconfirmed_days, residents = (
            int(array[age_from:age_to].sum()) for array in counts
        )
        if residents:
            n_days = last_day(month) - first_day(month) + 1
            in_days = unit == Unit.FULL_TIME_PERSONS
            value = days / n_days if in_days else float(persons)
            unknown = unconfirmed_days / n_days if in_days else float(unconfirmed)
            breakdown = {**label, AGE_GROUP: name} if name else label
            yield count_figure(asked, iso_from_month(month), breakdown, value, residents, unknown, unit)


def count_figure(
    asked: Asked, period: str, breakdown: dict[str, str], value: float, residents: int, unknown: float, unit: Unit
) -> Figure:
    """Return a count as a figure: the value is its own numerator, and its bound if all unknown were out."""
    return Figure(
        measure=asked.measure,
        period=period,
        breakdown=breakdown,
        value=value,
        numerator=value,
        denominator=residents,
        unknown=unknown,
        bounds_low=value,
        bounds_high=value + unknown,
        interval_low=None,
        interval_high=None,
        interval_kind=IntervalKind.NONE,
        unit=unit,
        target=None,
        provenance=asked.provenance,
    )


def count_benefits(
    history: History,
    union: tuple[BenefitInUnion, ...],
    municipality: int,
    age_limit_years: int,
    first_month: int,
    n_months: int,
    cell_of_person: Ints,
    n_cells: int,
    persons_a_piece: int = PERSONS_A_PIECE,
) -> BenefitCounts:
    """Return counts by month, single year of age and cell: T = n_months, A = age_limit_years, K = n_cells.

    Age and home are those of the last day of the month, never of the day on which a benefit began: a birthday or a move
    in the middle of a course neither splits nor doubles it (the trap for which jobindsats withdrew its old measure).
    """
    shape = (n_months, age_limit_years, n_cells)

    def count_piece(first: int, last: int) -> BenefitCounts:
        counts = BenefitCounts(*(np.zeros(shape, np.int64) for _ in BenefitCounts._fields))
        add_benefits(
            history.facts, history.persons, first, last, union, municipality, first_month, cell_of_person, counts
        )
        return counts

    pieces = over_pieces(len(history.persons), count_piece, persons_a_piece)
    if not pieces:
        return BenefitCounts(*(np.zeros(shape, np.int64) for _ in BenefitCounts._fields))
    return BenefitCounts(*(np.sum(arrays, axis=0) for arrays in zip(*pieces, strict=True)))


@kernel
def add_benefits(
    facts: Records,
    persons: Records,
    first: int,
    last: int,
    union: tuple[BenefitInUnion, ...],
    municipality: int,
    first_month: int,
    cell_of_person: Ints,
    counts: BenefitCounts,
) -> None:
    """Add persons `first` up to, not including, `last` to the counts."""
    n_months, age_limit, _ = counts.persons.shape
    for p in range(first, last):
        begin, end = persons[p].first, persons[p].last
        birth_day = persons[p].birth_day
        has_benefit = False
        for index in range(begin, end):
            if facts[index].kind == FactKind.BENEFIT:
                has_benefit = True
        for t in range(n_months):
            month = first_month + t
            age = age_on(birth_day, last_day(month))
            if age >= age_limit:
                break
            if age >= 0 and municipality_on(facts, begin, end, last_day(month)) == municipality:
                cell = cell_of_person[p]
                counts.residents[t, age, cell] += 1
                if has_benefit:
                    days = days_on_benefit(facts, begin, end, union, first_day(month), first_day(month + 1))
                    counts.days[t, age, cell] += days
                    more = (
                        days_on_benefit(facts, begin, end, union, first_day(month), first_day(month + 1), True) - days
                    )
                    counts.persons[t, age, cell] += 1 if days > 0 else 0
                    counts.unconfirmed[t, age, cell] += 1 if days == 0 and more > 0 else 0
                    counts.unconfirmed_days[t, age, cell] += more
