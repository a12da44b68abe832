"""Measurement point 1: where each cohort is heading, told as figures."""

from collections.abc import Mapping

from videre.domain.asked import Asked
from videre.domain.figures import Figure, IntervalKind, Unit
from videre.pipeline.behaviour import NoBehaviour
from videre.pipeline.gathering import Gathered
from videre.pipeline.projecting import NoSuchCohort, Projection, project_cohort, set_up
from videre.projection.chain import NotObserved

HORIZON = "horizon"  # the dimensions that this measure itself divides by
DEFINITION = "definition"
COUNTS = ("a_youth_education", "at_least_one")


def measure_completion(gathered: Gathered, horizons_years: Mapping[str, int], asked: Asked) -> list[Figure]:
    """Return the share of each cohort expected to complete, by horizon and definition.

    Every figure's breakdown holds both. A cohort that has not been seen on its first 1 October, and one whose year's
    behaviour is not known or does not say what somebody in it may do next, have no figure; `videre project` says why.
    """
    people = tuple(name for name in asked.dimensions if name not in {HORIZON, DEFINITION})
    try:
        setting = set_up(gathered)
    except NoBehaviour:
        return []
    figures: list[Figure] = []
    for cohort in range(asked.first_period, asked.first_period + asked.n_periods):
        try:
            projections = project_cohort(setting, cohort, horizons_years, COUNTS, people)
        except (NoSuchCohort, NoBehaviour, NotObserved):
            continue
        figures.extend(projected_figure(asked, projection) for projection in projections)
    return figures


def projected_figure(asked: Asked, projection: Projection) -> Figure:
    """Return a projected share as a figure: the numerator is the expected number of persons.

    The interval is of what this very cohort will show: estimation, drift, and the chance of so few persons.
    """
    value, n_persons = projection.value, projection.n_persons
    return Figure(
        measure=asked.measure,
        period=str(projection.cohort),
        breakdown={**projection.breakdown, HORIZON: projection.horizon, DEFINITION: projection.count},
        value=value,
        numerator=value * n_persons,
        denominator=n_persons,
        unknown=projection.not_placed,
        bounds_low=value,
        bounds_high=value,
        interval_low=projection.realised_low,
        interval_high=projection.realised_high,
        interval_kind=IntervalKind.PREDICTION,
        unit=Unit.SHARE,
        target=None,
        provenance=asked.provenance,
    )
