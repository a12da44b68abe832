"""Measurement point 1: a cohort's moves, counted by `measures`, carried forward by `projection`, told as figures."""

from collections.abc import Mapping
from itertools import product

import numpy as np

from videre.domain.asked import Asked
from videre.domain.attainment import Attainment, AttainmentRules
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, day_number
from videre.domain.figures import Figure, IntervalKind, Unit
from videre.measures.arrays import History
from videre.measures.transitions import TransitionCounts, count_transitions
from videre.projection.completion import NotEnoughBehaviour, ProjectedShare, project_shares

CLOCK_YEARS = 9  # ten years of registers hold moves of those who left 1 to 9 years before
TAIL_YEARS = 3
DRAWS = 400
LEVEL = 0.95
HORIZON = "horizon"  # the dimensions that this measure itself divides by
DEFINITION = "definition"
DEFINITIONS: dict[str, tuple[int, ...]] = {
    "a_youth_education": (Attainment.COMPLETED_YOUTH,),
    "at_least_one": (Attainment.COMPLETED_YOUTH, Attainment.COMPLETED_HIGHER),
}
ABSORBING = (int(Attainment.COMPLETED_YOUTH),)


def measure_completion(
    history: History, rules: AttainmentRules, horizons_years: Mapping[str, int], asked: Asked
) -> list[Figure]:
    """Return the share of each cohort expected to complete, by horizon and definition.

    Every figure's breakdown holds both. A cohort whose first 1 October is not known yet, and a group that reaches a
    state in which nobody was observed, have no figure. Draws are seeded by the cohort's year, so that the same question
    gives the same interval.
    """
    people = tuple(name for name in asked.dimensions if name not in {HORIZON, DEFINITION})
    figures: list[Figure] = []
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        if day_number(year, EDUCATION_YEAR_STARTS_MONTH, 1) <= history.known_at:
            counts = count_transitions(history, rules, asked.municipality, year, CLOCK_YEARS, people)
            figures.extend(figures_of_cohort(counts, year, horizons_years, asked))
    return figures


def figures_of_cohort(
    counts: TransitionCounts, year: int, horizons_years: Mapping[str, int], asked: Asked
) -> list[Figure]:
    """Return the figures of one cohort, cell by cell."""
    figures: list[Figure] = []
    for cell, label in enumerate(counts.labels):
        try:
            projected = project_shares(
                counts.initial[:, cell],
                counts.moves[..., cell],
                ABSORBING,
                tuple(DEFINITIONS.values()),
                tuple(horizons_years.values()),
                TAIL_YEARS,
                DRAWS,
                LEVEL,
                np.random.default_rng(year),
            )
        except NotEnoughBehaviour:
            continue
        n_persons = int(counts.initial[:, cell].sum())
        for (place, definition), (at, horizon) in product(enumerate(DEFINITIONS), enumerate(horizons_years)):
            breakdown = {**label, HORIZON: horizon, DEFINITION: definition}
            figures.append(projected_figure(asked, str(year), breakdown, projected[place][at], n_persons))
    return figures


def projected_figure(
    asked: Asked, period: str, breakdown: dict[str, str], projected: ProjectedShare, n_persons: int
) -> Figure:
    """Return a projected share as a figure: the numerator is the expected number of persons."""
    return Figure(
        measure=asked.measure,
        period=period,
        breakdown=breakdown,
        value=projected.value,
        numerator=projected.value * n_persons,
        denominator=n_persons,
        unknown=0,
        bounds_low=projected.value,
        bounds_high=projected.value,
        interval_low=projected.low,
        interval_high=projected.high,
        interval_kind=IntervalKind.SAMPLING,
        unit=Unit.SHARE,
        target=None,
        provenance=asked.provenance,
    )
