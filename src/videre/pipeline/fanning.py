"""The fan: the share of each cohort expected to have completed, year by year, with intervals of three widths."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from videre.pipeline.behaviour import NoBehaviour
from videre.pipeline.projecting import NoSuchCohort, Setting, ask, groups_of, uncertainty_of
from videre.pipeline.widening import estimate_widenings
from videre.projection.chain import NotObserved
from videre.projection.shrinking import project_all
from videre.projection.uncertainty import distribution_of_count, interval_of_count

FAN_YEARS: Final = (3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25)  # after the first 1 October; before 3 hardly anybody has
FAN_LEVELS: Final = (0.5, 0.8, 0.95)


class FanShare(NamedTuple):
    """A share of a cohort after so many years, with what this very cohort may show.

    intervals: (level, low, high), of estimation, drift and chance together. se_estimation, se_drift, sd_chance: each
    alone.
    """

    cohort: int
    definition: str
    years: int
    n_persons: int
    not_placed: int
    value: float
    intervals: tuple[tuple[float, float, float], ...]
    se_estimation: float
    se_drift: float
    sd_chance: float


def project_fan(setting: Setting, cohorts: Sequence[int], counts: Sequence[str]) -> Iterator[FanShare]:
    """Yield the shares of some cohorts by count and year; a cohort that cannot be projected has none."""
    widenings = estimate_widenings(setting, counts)
    for cohort in cohorts:
        try:
            behaviour = setting.behaviour(cohort)
            ((_, initial),), not_placed = groups_of(setting, cohort, ())
            named = [(count, years) for count in counts for years in FAN_YEARS]
            asked = [ask(initial, setting.counted_states(count, cohort), years) for count, years in named]
            shares = project_all(behaviour.place, asked)
        except (NoSuchCohort, NoBehaviour, NotObserved):
            continue
        n_persons = int(initial.sum())
        for (count, years), share in zip(named, shares, strict=True):
            about = uncertainty_of(behaviour, setting.counted, share, initial, widenings[count].factor)
            distribution = distribution_of_count(initial, share.chance, about.of_expected)
            ends = [(level, *interval_of_count(distribution, level)) for level in FAN_LEVELS]
            yield FanShare(
                cohort=cohort,
                definition=count,
                years=years,
                n_persons=n_persons,
                not_placed=not_placed,
                value=share.value,
                intervals=tuple((level, low / n_persons, high / n_persons) for level, low, high in ends),
                se_estimation=about.estimation**0.5,
                se_drift=about.drift**0.5,
                sd_chance=about.chance**0.5,
            )
