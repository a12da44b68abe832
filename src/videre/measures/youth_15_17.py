"""Measurement point 3: all 15-17-year-olds in education or work, month by month."""

from collections.abc import Collection, Iterator

from videre.domain.asked import Asked, share_figure
from videre.domain.days import first_day, iso_from_month
from videre.domain.figures import Figure
from videre.domain.standing import N_YOUTH_CLASSES, StandingRules, YouthClass
from videre.measures.arrays import Counts, History
from videre.measures.cells import cells_by, everybody
from videre.measures.standings import Population, class_spells
from videre.measures.tally import tally_months

CLASS = "class"  # the dimension that this measure itself divides by


def measure_youth(
    history: History, rules: StandingRules, met: Collection[YouthClass], ages: tuple[int, int], asked: Asked
) -> list[Figure]:
    """Return the share of residents of an age who are in education or work on the last day of each month.

    Args:
        history: facts as known at its day; months that it does not reach are left out.
        rules: what the fold must be told.
        met: the classes that count as met; exempted and unknown never do.
        ages: followed from the first birthday up to, not including, the second: (15, 18) is the strategy's.
        asked: months; dimensions of people, and `class` for the share in each class.

    Returns:
        One figure a month and cell with somebody in it. The denominator is everybody, the unknown among them.
    """
    months = range(asked.first_period, asked.first_period + asked.n_periods)
    population = Population(asked.municipality, *ages, first_day(months.start), first_day(months.stop))
    spells = class_spells(history, rules, population)
    cells = cells_by(history, everybody(history), asked.without(CLASS))
    counts = tally_months(spells, N_YOUTH_CLASSES, months.start, len(months), cells.of_member, len(cells.labels))
    figures: list[Figure] = []
    for place, month in enumerate(months):
        for cell, label in enumerate(cells.labels):
            figures.extend(figures_of_cell(asked, iso_from_month(month), dict(label), counts[place, :, cell], met))
    return figures


def figures_of_cell(
    asked: Asked, period: str, label: dict[str, str], counts: Counts, met: Collection[YouthClass]
) -> Iterator[Figure]:
    """Yield the figures of one month and cell from its counts by class; none for a cell in which nobody is."""
    n_persons = int(counts.sum())
    unknown = int(counts[YouthClass.UNKNOWN])
    if n_persons == 0:
        return
    if CLASS not in asked.dimensions:
        n_met = int(sum(counts[youth_class] for youth_class in met))
        yield share_figure(asked, period, label, n_met, n_persons, unknown)
        return
    for youth_class in YouthClass:
        if youth_class != YouthClass.NONE:
            n_in_class = int(counts[youth_class])
            may_be_in_it = unknown if youth_class != YouthClass.UNKNOWN else 0
            breakdown = {**label, CLASS: youth_class.name.lower()}
            yield share_figure(asked, period, breakdown, n_in_class, n_persons, may_be_in_it)
