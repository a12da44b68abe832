"""Computing the measurement points: one answer a measure, from what was gathered."""

from collections.abc import Callable, Sequence
from datetime import date

from videre.definitions.measure import Measure
from videre.domain.asked import Asked
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_of_date, last_day, month_of
from videre.domain.figures import Figure
from videre.domain.noise import smallest_change_of_value
from videre.domain.periods import Period
from videre.domain.refusals import Refused
from videre.domain.standing import YouthClass
from videre.home.home import Home
from videre.measures.benefits import measure_benefits
from videre.measures.cells import UnknownDimension
from videre.measures.exam import measure_exam
from videre.measures.outside import OfficialDefinition, measure_outside
from videre.measures.youth_15_17 import measure_youth
from videre.pipeline.completing import measure_completion
from videre.pipeline.following import (
    answer_after_completing,
    answer_alternatives,
    answer_flows,
    answer_given_back,
    answer_intake,
    answer_pathways,
)
from videre.pipeline.gathering import Gathered, gather
from videre.store.figure_book import FigureBook

LONGEST_FOLLOWED = 360  # months: as long as anybody is young

UNIT = "unit"  # the dimensions of measures that count in several units, or by several named tests
TEST = "test"

Answer = Callable[[Gathered, Measure, Asked], list[Figure]]


def measure(
    home: Home,
    names: Sequence[str],
    period: Period | None,
    dimensions: tuple[str, ...],
    known_at: date,
    months: tuple[int, ...] = (),
) -> list[Figure]:
    """Return figures of some measures (all when none is named), and keep them in the book of figures.

    Args:
        home: an opened home.
        names: measures; empty for all.
        period: months, or the years of cohorts that it touches; None for the newest that is known.
        dimensions: what the figures are broken down by.
        known_at: what the registers had said by then.
        months: the months since leaving (completing, being sent on) that are looked at; the definition's when left out.

    Raises:
        NothingDelivered, NoSuchDefinition, UnknownDimension, FollowsNobody.
    """
    gathered = gather(home, known_at)._replace(may_remember=True)
    figures: list[Figure] = []
    for name in names or gathered.definitions.names("measures"):
        figures.extend(figures_of(gathered, name, period, dimensions, months))
    return figures


class FollowsNobody(Refused):
    """A number of months was asked of a measure that follows nobody from a day on, or was no number of months."""


def figures_of(
    gathered: Gathered,
    name: str,
    period: Period | None,
    dimensions: tuple[str, ...],
    followed_months: Sequence[int] = (),
) -> list[Figure]:
    """Return the figures of one measure with their targets, and keep them in the book of figures."""
    definition, asked = ask(gathered, name, period, dimensions, followed_months)
    figures = with_targets(gathered, ANSWERS[name](gathered, definition, asked))
    months = period or newest_period(definition, gathered.known_at)
    question: dict[str, object] = {"measure": name, "first_month": months.first_month, "n_months": months.n_months}
    question["by"] = dimensions
    question["months"] = [*followed_months]
    FigureBook(gathered.home.paths.figures).write(figures, question)
    return figures


def ask(
    gathered: Gathered,
    name: str,
    period: Period | None,
    dimensions: tuple[str, ...],
    followed_months: Sequence[int] = (),
) -> tuple[Measure, Asked]:
    """Return a measure's definition and what it is asked; raises UnknownDimension, FollowsNobody."""
    definition = at_months(gathered.definitions.measure(name), followed_months)
    for dimension in dimensions:
        if dimension not in definition.dimensions:
            raise UnknownDimension(
                f"{name} has no breakdown by {dimension}. It has: {', '.join(definition.dimensions)}."
            )
    months = period or newest_period(definition, gathered.known_at)
    is_monthly = definition.period.kind == "month"
    asked = Asked(
        measure=name,
        municipality=gathered.home.settings.municipality,
        first_period=months.first_month if is_monthly else months.years.start,
        n_periods=months.n_months if is_monthly else len(months.years),
        dimensions=dimensions,
        provenance=gathered.provenance(definition),
    )
    return definition, asked


def parse_months(text: str) -> tuple[int, ...]:
    """Return months written as numbers and ranges with commas between (`3,15` or `0-24`); raises FollowsNobody."""
    months: list[int] = []
    for part in filter(None, text.replace(" ", "").split(",")):
        first, _, last = part.partition("-")
        if not (first.isdecimal() and (last.isdecimal() or part == first)) or len(first + last) > len("360360"):
            raise FollowsNobody(f"{part!r} is no number of months. Write e.g. --months 3,15,27 or --months 0-24.")
        months += range(int(first), int(last or first) + 1)
    return tuple(months)


def at_months(definition: Measure, months: Sequence[int]) -> Measure:
    """Return a definition that looks at some months; at its own when none is named; raises FollowsNobody."""
    if not months:
        return definition
    if not definition.followed_months:
        raise FollowsNobody(f"{definition.name} follows nobody month by month, so it takes no months.")
    if min(months) < 0 or max(months) > LONGEST_FOLLOWED:
        raise FollowsNobody(f"Months are whole numbers from 0 to {LONGEST_FOLLOWED}, e.g. 3,15,27.")
    return definition.model_copy(update={"followed_months": tuple(sorted(set(months)))})


def newest_period(definition: Measure, known_at: date) -> Period:
    """Return the newest month, the newest cohort's year, or the newest calendar year that had ended by a day.

    A calendar year from which people are followed is the newest that has been followed for the first of its months.
    A cohort is looked at from 1 October on, when it is known where those who left in the summer went.
    """
    day = day_of_date(known_at)
    month = month_of(day)
    if definition.period.kind == "month":
        return Period(month if last_day(month) <= day else month - 1, 1)
    if definition.period.kind == "year":
        shortest = min(definition.followed_months, default=0)
        ended = month_of(day + 1) - shortest
        return Period((ended // 12 - 1) * 12, 12)
    year = known_at.year if known_at.month >= EDUCATION_YEAR_STARTS_MONTH else known_at.year - 1
    return Period(year * 12, 12)


def with_targets(gathered: Gathered, figures: list[Figure]) -> list[Figure]:
    """Return the figures, each with the target of its own indicator on its way there, where the strategy has one, and
    with the smallest change that is more than noise."""
    strategy = gathered.definitions.strategy(gathered.home.settings.strategy)
    targeted = []
    for figure in figures:
        target = strategy.find_target(figure.measure, figure.unit, figure.breakdown)
        told = smallest_change_of_value(figure.unit, figure.numerator, figure.denominator)
        value = target.value_in(figure.period) if target else None
        targeted.append(figure._replace(target=value, smallest_change=told))
    return targeted


def ages_of(definition: Measure) -> tuple[int, int]:
    """Return the ages of a measure's population: from the first birthday up to, not including, the second."""
    below_age_years = definition.population.below_age_years
    assert below_age_years is not None, "a measure that follows residents says up to which age"
    return definition.population.age_from_years or 0, below_age_years


def answer_benefits(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return measurement point 2, in persons; by unit where asked, in full-time persons too."""
    union = gathered.definitions.benefit_union(definition.name)
    _, age_limit_years = ages_of(definition)
    if UNIT not in asked.dimensions:
        return measure_benefits(gathered.history, union, age_limit_years, definition.units[0], asked)
    rest = asked._replace(dimensions=asked.without(UNIT))
    return [
        figure._replace(breakdown={**figure.breakdown, UNIT: str(unit)})
        for unit in definition.units
        for figure in measure_benefits(gathered.history, union, age_limit_years, unit, rest)
    ]


def answer_youth(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return measurement point 3, or the third ambition, which names its own classes that count as met.

    By test where asked: then each named test gives its own figures.
    """
    if TEST not in asked.dimensions:
        return youth_by_test(gathered, definition, asked, definition.test.name)
    figures = []
    for name in gathered.definitions.names("standing"):
        provenance = asked.provenance._replace(test=name)
        own = asked._replace(dimensions=asked.without(TEST), provenance=provenance)
        figures += [
            figure._replace(breakdown={**figure.breakdown, TEST: name})
            for figure in youth_by_test(gathered, definition, own, name)
        ]
    return figures


def youth_by_test(gathered: Gathered, definition: Measure, asked: Asked, test_name: str) -> list[Figure]:
    """Return the figures of residents of an age by one named test."""
    test = gathered.definitions.standing_test(test_name)
    met = [YouthClass(number) for number in definition.met_classes() or test.met_classes()]
    rules = gathered.definitions.standing_rules(test_name)
    return measure_youth(gathered.history, rules, met, ages_of(definition), asked)


def answer_outside(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return who is outside education and work, by each official definition."""
    kinds = gathered.definitions.programme_kinds()
    official = {
        each.name: OfficialDefinition(
            each.rules(kinds, gathered.known_at),
            each.age_from_years,
            each.below_age_years,
            frozenset(each.months),
            each.day == "first",
        )
        for each in gathered.definitions.list_outside()
    }
    assert definition.population.home == "on_the_day", "each definition counts residents on its own day"
    return measure_outside(gathered.history, official, asked)


def answer_exam(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return measurement point 4."""
    followed_months = max(definition.followed_months)
    return measure_exam(gathered.history, gathered.definitions.exam_rule, followed_months, asked, gathered.whole)


def answer_completion(gathered: Gathered, definition: Measure, asked: Asked) -> list[Figure]:
    """Return measurement point 1."""
    horizons = {horizon.name: horizon.years for horizon in definition.horizons}
    return measure_completion(gathered, horizons, asked)


ANSWERS: dict[str, Answer] = {
    "completion": answer_completion,
    "benefits": answer_benefits,
    "youth_15_17": answer_youth,
    "youth_18_24": answer_youth,
    "youth_25_29": answer_youth,
    "outside": answer_outside,
    "exam": answer_exam,
    "pathways": answer_pathways,
    "flows": answer_flows,
    "alternatives": answer_alternatives,
    "intake": answer_intake,
    "after_completing": answer_after_completing,
    "given_back": answer_given_back,
}
