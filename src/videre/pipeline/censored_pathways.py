"""A cohort's way so far with those who went out of sight taken for censored: Aalen-Johansen beside the plain count."""

from collections.abc import Iterator, Mapping

from videre.definitions.measure import Measure
from videre.domain.asked import Asked
from videre.domain.figures import Figure, IntervalKind, Unit, share
from videre.domain.pathways import PathwayRules, PathwayStep
from videre.measures.cells import cells_by
from videre.measures.leavers import leavers_of_ninth_grade
from videre.measures.pathway_moves import PathwayMoves, count_pathway_moves
from videre.measures.pathways import MONTHS, STARTED, STEP
from videre.pipeline.gathering import Gathered
from videre.pipeline.setting import STATES
from videre.projection.occupation import Occupation, estimate_occupation_of_looks
from videre.projection.uncertainty import interval_of_share

ESTIMATOR = "estimator"  # the dimension by which both ways of counting are asked for
COUNTED, AALEN_JOHANSEN = "counted", "aalen_johansen"
LEVEL_OF_INTERVAL = 0.95


def measure_censored_pathways(
    gathered: Gathered, definition: Measure, asked: Asked, level: str, rules: PathwayRules, names: Mapping[int, str]
) -> list[Figure]:
    """Return what share of each cohort started, is still in, changed, broke off, paused and completed, with censoring.

    Whoever has gone abroad or has no known home is out of sight, and so is everybody after the day up to which the
    registers are known; they are taken to do as those who are still seen. A month has a figure when it can be told from
    those who reached it, also where part of the cohort has not.

    Returns:
        Figures whose value is the estimate. The numerator counts those seen at the step, the unknown those out of
        sight, the denominator everybody who left; bounds are the value if all out of sight were not there, or all were.
    """
    elsewhere = gathered.definitions.state_space(STATES).file.elsewhere
    abroad_place = elsewhere.abroad.place if elsewhere is not None else 0
    people = tuple(name for name in asked.dimensions if name not in {level, STEP, MONTHS, ESTIMATOR})
    months = definition.followed_months
    figures: list[Figure] = []
    for year in range(asked.first_period, asked.first_period + asked.n_periods):
        leavers = leavers_of_ninth_grade(gathered.history, asked.municipality, year)
        cells = cells_by(gathered.history, leavers.members, people)
        counts = count_pathway_moves(
            gathered.history, rules, leavers, max(months), abroad_place, cells.of_member, len(cells.labels)
        )
        for cell, label in enumerate(cells.labels):
            if not counts.leavers[cell]:
                continue
            of_cell = PathwayMoves(*(array[..., cell] for array in counts))
            for group, name in names.items():
                found = estimate_occupation_of_looks(
                    of_cell.moves[:, group].astype(float), of_cell.seen[0, group].astype(float)
                )
                breakdown = {**label, level: name, ESTIMATOR: AALEN_JOHANSEN}
                figures.extend(figures_of_group(asked, str(year), breakdown, of_cell, group, found, months))
    return figures


def figures_of_group(
    asked: Asked,
    period: str,
    breakdown: Mapping[str, str],
    counts: PathwayMoves,
    group: int,
    found: Occupation,
    months: tuple[int, ...],
) -> Iterator[Figure]:
    """Yield the figures of one cohort, cell and group, for the months that can be told."""
    for month in months:
        n_seen = int(counts.seen[month, group].sum())
        if month >= len(found.times) or n_seen == 0:
            continue
        shares, errors = found.at(month)
        by_step = {
            step.name.lower(): (float(shares[step]), float(errors[step]), int(counts.seen[month, group, step]))
            for step in PathwayStep
        }
        not_started, error, n_not_started = by_step.pop(PathwayStep.NOT_STARTED.name.lower())
        by_step = {STARTED: (1 - not_started, error, n_seen - n_not_started), **by_step}
        for step, (value, error, n_at_step) in by_step.items():
            n_leavers = int(counts.leavers)
            _, low, high = share(n_at_step, n_leavers, n_leavers - n_seen)
            interval = interval_of_share(value, error, LEVEL_OF_INTERVAL)
            yield Figure(
                measure=asked.measure,
                period=period,
                breakdown={**breakdown, STEP: step, MONTHS: str(month)},
                value=value,
                numerator=n_at_step,
                denominator=n_leavers,
                unknown=n_leavers - n_seen,
                bounds_low=low,
                bounds_high=high,
                interval_low=interval[0],
                interval_high=interval[1],
                interval_kind=IntervalKind.SAMPLING,
                unit=Unit.SHARE,
                target=None,
                provenance=asked.provenance,
                about={"estimator": AALEN_JOHANSEN, "standard_error": error, "n_out_of_sight": n_leavers - n_seen},
            )
