"""Where a cohort is heading: what `videre project` and the measure of completion tell, cohort by cohort."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from videre.pipeline.behaviour import OWN, Behaviour
from videre.pipeline.setting import (
    STATES,
    NoSuchCohort,
    NoSuchCount,
    Setting,
    ask,
    check_horizons,
    groups_of,
    newest_cohort,
    set_up,
    uncertainty_of,
)
from videre.pipeline.widening import estimate_widenings
from videre.projection.backtesting import Widening
from videre.projection.forward import Question, occupy, value_of
from videre.projection.shrinking import ShrunkShare, project_all
from videre.projection.uncertainty import (
    ShareUncertainty,
    distribution_of_count,
    interval_of_count,
    interval_of_share,
    normal_quantile,
)

__all__ = (
    "STATES",
    "NoSuchCohort",
    "NoSuchCount",
    "Setting",
    "ask",
    "groups_of",
    "newest_cohort",
    "set_up",
    "uncertainty_of",
)

LEVEL = 0.95
BEFORE_25 = 9  # most of a cohort turns 25 between the 9th and the 10th 1 October after 9th grade
HORIZONS = {"5 years": 5, "6 years": 6, "before 25": BEFORE_25, "10 years": 10, "15 years": 15, "25 years": 25}


@dataclass(frozen=True)
class Projection:
    """A share of a cohort after so many years, with all that is needed to trust it.

    value: the expected share. raw_value: the same without the correction for late reports.
    expected_low, expected_high: interval of the expected share (estimation and drift). realised_low, realised_high: of
    the share that this very cohort will show (with the chance of so few persons). standard errors: each alone.
    unobserved: share of the cohort's years in rows in which the reference observed nobody.
    without: the share without a level that others do not count (stu), by level.
    reference_value: the same cohort if it behaved as the reference; None where that is the municipality's own years.
    differs_from_reference: whether the difference is more than estimation explains. reference_file: which it leans on.
    drift_widened: how many times drift was widened until the back-test of the count covered; se_drift holds it.
    is_covered: whether it covers so, n_cohorts_tested: by how many cohorts. Fewer than three say nothing.
    """

    cohort: int
    count: str
    horizon: str
    breakdown: Mapping[str, str]
    n_persons: int
    value: float
    raw_value: float
    expected_low: float
    expected_high: float
    realised_low: float
    realised_high: float
    level: float
    se_estimation: float
    se_drift: float
    sd_chance: float
    unobserved: float
    behaviour: str
    reference: str
    is_corrected: bool
    not_placed: int
    without: Mapping[str, float] = field(default_factory=dict)
    reference_value: float | None = None
    differs_from_reference: bool = False
    reference_file: str = ""
    reference_da: str = ""
    drift_widened: float = 1.0
    is_covered: bool = True
    n_cohorts_tested: int = 0

    def as_dict(self) -> dict[str, object]:
        """Return it with the keys of the documented JSON."""
        return asdict(self)


def project_cohort(
    setting: Setting,
    cohort: int,
    horizons: Mapping[str, int],
    counts: Sequence[str],
    dimensions: tuple[str, ...] = (),
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> list[Projection]:
    """Return the shares of a cohort by count, horizon and group of people.

    The cohort stands where it was seen on its first 1 October; what follows is by the behaviour of the year before it.

    Raises:
        NoSuchCohort, NoBehaviour, UnknownDimension.
    """
    check_horizons(horizons)
    behaviour = setting.behaviour(cohort)
    raw = behaviour if behaviour.completeness is None else setting.behaviour(cohort, is_corrected=False)
    groups, not_placed = groups_of(setting, cohort, dimensions)
    widenings = estimate_widenings(setting, counts)
    found: list[Projection] = []
    for done, (breakdown, initial) in enumerate(groups):
        progress(done, len(groups))
        named = [(count, horizon) for horizon in horizons for count in counts]
        asked = [setting.ask(initial, count, cohort, horizons[horizon]) for count, horizon in named]
        shares = project_all(behaviour.place, asked)
        before = shares if raw is behaviour else project_all(raw.place, asked)
        theirs = by_reference(behaviour, asked)
        for (count, horizon), one, share, uncorrected, their in zip(named, asked, shares, before, theirs, strict=True):
            widening = widenings[count]
            about = uncertainty_of(behaviour, setting.counted, share, initial, widening.factor)
            projection = told(cohort, (count, horizon, breakdown), behaviour, one, share, uncorrected.value, about)
            more = beside(setting, projection, share, their) | widened_by(widening)
            found.append(replace(projection, not_placed=not_placed, **more))
    progress(len(groups), len(groups))
    return found


def by_reference(behaviour: Behaviour, asked: Sequence[Question]) -> list[float | None]:
    """Return the shares if the cohort behaved as the reference; None where that is the municipality itself."""
    moves, rates = behaviour.place.moves, behaviour.reference_rates
    if rates is None:
        return [None for _ in asked]
    longest = max(asked, key=lambda each: len(each.table_of_step))
    occupation = occupy(moves, rates, longest.initial, longest.table_of_step)
    return [value_of(moves, rates, each, occupation) for each in asked]


def beside(setting: Setting, projection: Projection, share: ShrunkShare, their: float | None) -> dict[str, Any]:
    """Return what stands beside a share: without what others do not count, and against the reference."""
    states, counted = setting.counted.space.states, setting.counted_states(projection.count, projection.cohort)
    at_end = share.occupation[-1].sum(axis=0)
    about = setting.counted.space.file.counts[projection.count]
    without = {
        level: projection.value - float(sum(at_end[state] for state in counted if states[state].level == level))
        for level in about.shown_without
    }
    file = setting.reference_file
    return {
        "without": without,
        "reference_value": their,
        "differs_from_reference": their is not None and is_more_than_estimation(projection, their),
        "reference_file": file.name if file is not None else "",
        "reference_da": setting.reference.title[0] if their is not None and setting.reference else OWN[0],
    }


def widened_by(widening: Widening) -> dict[str, Any]:
    """Return what a projection says of how its drift was widened."""
    return {
        "drift_widened": widening.factor,
        "is_covered": widening.is_enough,
        "n_cohorts_tested": widening.n_cohorts,
    }


def is_more_than_estimation(projection: Projection, their: float) -> bool:
    """Return whether a share differs from the reference's by more than the estimation of so few persons explains."""
    return abs(projection.value - their) > normal_quantile((1 + LEVEL) / 2) * projection.se_estimation


def told(
    cohort: int,
    named: tuple[str, str, dict[str, str]],
    behaviour: Behaviour,
    asked: Question,
    share: ShrunkShare,
    raw_value: float,
    about: ShareUncertainty,
) -> Projection:
    """Return a share as it is told."""
    n_persons = int(asked.initial.sum())
    low, high = interval_of_share(share.value, about.of_expected, LEVEL)
    distribution = distribution_of_count(asked.initial, share.chance, about.of_expected)
    fewest, most = interval_of_count(distribution, LEVEL)
    unobserved = (share.occupation[:-1] * behaviour.unobserved[asked.table_of_step]).sum()
    return Projection(
        cohort=cohort,
        count=named[0],
        horizon=named[1],
        breakdown=named[2],
        n_persons=n_persons,
        value=share.value,
        raw_value=raw_value,
        expected_low=low,
        expected_high=high,
        realised_low=fewest / n_persons,
        realised_high=most / n_persons,
        level=LEVEL,
        se_estimation=about.estimation**0.5,
        se_drift=about.drift**0.5,
        sd_chance=about.chance**0.5,
        unobserved=float(unobserved) / max(len(asked.table_of_step), 1),
        behaviour="-".join(dict.fromkeys((str(behaviour.years[0]), str(behaviour.years[-1])))),
        reference=behaviour.reference[1],
        is_corrected=behaviour.completeness is not None,
        not_placed=0,
    )
