"""How much wider drift must be than its estimate for what would have been said of earlier cohorts to cover.

By hindsight: each earlier cohort is projected with the behaviour of its year as it is known now, and with today's
estimate of drift, since that is what is widened: the estimate of the first years is a floor and nothing else. What was
not reported yet then is another uncertainty, with an interval of its own; drift is what behaviour did afterwards. So a
projection can ask for it without resolving the store of ten earlier days. `videre project --backtest` tells what was
known then.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from videre.pipeline.behaviour import NoBehaviour, behaviour_of
from videre.pipeline.setting import NoSuchCohort, Setting, groups_of, uncertainty_of
from videre.projection.backtesting import Forecast, Parts, Widening, estimate_widening
from videre.projection.behaviour import Drift
from videre.projection.chain import NotObserved
from videre.projection.shrinking import project_all
from videre.projection.uncertainty import distribution_of_count

HORIZONS_YEARS = (3, 4, 5, 6, 9)  # those of which ten years of registers can have seen an end
FEWEST_YEARS = 2  # of behaviour known before a cohort, for anything to be said


def estimate_widenings(setting: Setting, counts: Sequence[str]) -> Mapping[str, Widening]:
    """Return for each count how many times its drift is widened; those estimated before in this run are not again."""
    missing = [count for count in counts if count not in setting.widenings]
    if missing:
        drift = setting.behaviour(setting.counted.years[-1]).drift
        forecasts: dict[str, list[Forecast]] = {count: [] for count in missing}
        for cohort in cohorts_to_test(setting):
            try:
                for count, found in hindsight(setting, cohort, missing, drift).items():
                    forecasts[count] += found
            except (NoBehaviour, NoSuchCohort, NotObserved):
                continue  # nobody left that year, or nobody showed what comes next
        setting.widenings.update({count: estimate_widening(found) for count, found in forecasts.items()})
    return setting.widenings


def cohorts_to_test(setting: Setting) -> list[int]:
    """Return the earlier cohorts of which something has been seen, and which lean on what today's leans on."""
    years = setting.counted.years
    first = years[0] + FEWEST_YEARS - 1
    if setting.reference is not None and setting.reference.years[0] <= years[-1]:
        first = max(first, setting.reference.years[0])
    return [year for year in years if first <= year <= years[-1] - min(HORIZONS_YEARS)]


def hindsight(setting: Setting, cohort: int, counts: Sequence[str], drift: Drift) -> dict[str, list[Forecast]]:
    """Return what the behaviour of a cohort's year, as known now, says of it, and what has happened; by count.

    Args:
        drift: today's estimate.
    """
    horizons = [years for years in HORIZONS_YEARS if cohort + years <= setting.counted.years[-1]]
    behaviour = behaviour_of(setting.counted, setting.reference, cohort, setting.window_years, drift=drift)
    ((_, initial),), _ = groups_of(setting, cohort, ())
    n_persons = int(initial.sum())
    named = [(count, years) for count in counts for years in horizons]
    asked = [setting.ask(initial, count, cohort, years) for count, years in named]
    found: dict[str, list[Forecast]] = {count: [] for count in counts}
    for (count, years), share in zip(named, project_all(behaviour.place, asked), strict=True):
        about = uncertainty_of(behaviour, setting.counted, share, initial)
        distribution = distribution_of_count(initial, share.chance, about.of_expected)
        happened = round(share_seen(setting, cohort, years, count, cohort) * n_persons)
        parts = Parts(initial, share.chance, about.estimation, about.drift)
        found[count].append(Forecast(cohort, years, distribution, share.value, happened, {}, parts))
    return found


def share_seen(setting: Setting, cohort: int, years: int, count: str, counted_in: int) -> float:
    """Return the share of a cohort that has been seen to count so many years after its first 1 October.

    Args:
        counted_in: the year by which is decided what counts.
    """
    members = np.flatnonzero(setting.counted.year_left == cohort)
    states = setting.counted_states(count, counted_in)
    if states:
        return float(np.isin(setting.counted.states_after(members, years), states).mean())
    moves = setting.counted_moves(count, counted_in)
    return float((setting.counted.first_made(moves)[members] <= years).mean())
