"""Measurement point 1: where each cohort is heading, told as figures."""

from collections.abc import Mapping
from typing import Any

from videre.domain.asked import Asked
from videre.domain.figures import Figure, IntervalKind, Unit
from videre.pipeline.behaviour import NoBehaviour
from videre.pipeline.gathering import Gathered
from videre.pipeline.projecting import NoSuchCohort, Projection, project_cohort, set_up
from videre.pipeline.projection_notes import about_of
from videre.pipeline.remembering import Rows, remembered
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
    question = {
        "measure": "completion",
        "horizons": dict(horizons_years),
        "first": asked.first_period,
        "n": asked.n_periods,
        "people": list(people),
    }
    rows = remembered(gathered, question, lambda: project_all_cohorts(gathered, horizons_years, asked, people))
    return [projected_figure(asked, row) for row in rows]


def project_all_cohorts(
    gathered: Gathered, horizons_years: Mapping[str, int], asked: Asked, people: tuple[str, ...]
) -> Rows:
    """Return what is projected of each cohort that can be, as plain values."""
    try:
        setting = set_up(gathered)
    except NoBehaviour:
        return []
    rows: Rows = []
    for cohort in range(asked.first_period, asked.first_period + asked.n_periods):
        try:
            projections = project_cohort(setting, cohort, horizons_years, COUNTS, people)
        except (NoSuchCohort, NoBehaviour, NotObserved):
            continue
        rows.extend(as_plain(projection) for projection in projections)
    return rows


def as_plain(projection: Projection) -> dict[str, object]:
    """Return what a figure needs of a projection."""
    return {
        "cohort": int(projection.cohort),
        "breakdown": {**projection.breakdown, HORIZON: projection.horizon, DEFINITION: projection.count},
        "value": float(projection.value),
        "n_persons": int(projection.n_persons),
        "not_placed": int(projection.not_placed),
        "low": float(projection.realised_low),
        "high": float(projection.realised_high),
        "about": about_of(projection),
    }


def projected_figure(asked: Asked, row: Mapping[str, Any]) -> Figure:
    """Return a projected share as a figure: the numerator is the expected number of persons.

    The interval is of what this very cohort will show: estimation, drift, and the chance of so few persons.
    """
    value, n_persons = row["value"], row["n_persons"]
    return Figure(
        measure=asked.measure,
        period=str(row["cohort"]),
        breakdown=row["breakdown"],
        value=value,
        numerator=value * n_persons,
        denominator=n_persons,
        unknown=row["not_placed"],
        bounds_low=value,
        bounds_high=value,
        interval_low=row["low"],
        interval_high=row["high"],
        interval_kind=IntervalKind.PREDICTION,
        unit=Unit.SHARE,
        target=None,
        provenance=asked.provenance,
        about=row["about"],
    )
