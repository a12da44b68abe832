"""Was it right before: every earlier cohort projected with what was known then, against what has happened since."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from videre.definitions.files import Text
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH
from videre.pipeline.behaviour import NoBehaviour, ministry_like
from videre.pipeline.gathering import Gathered
from videre.pipeline.setting import NoSuchCohort, Setting, groups_of, set_up, uncertainty_of
from videre.pipeline.widening import FEWEST_YEARS, HORIZONS_YEARS, estimate_widenings, share_seen
from videre.projection.backtesting import (
    Forecast,
    Parts,
    Rival,
    Score,
    Widening,
    coverage_of,
    score,
    score_rivals,
    widened,
)
from videre.projection.chain import NotObserved
from videre.projection.forward import occupy, value_of
from videre.projection.shrinking import project_all
from videre.projection.uncertainty import distribution_of_count, interval_of_count
from videre.store.histories import build_history

COHORTS_AT_ONCE = 2  # each builds the history of its day: a municipality's in 0.2 GB, a country's has not been tried
REGISTERS = ("persons", "residence", "programmes", "enrolments")  # all that states are made of
LAST_YEAR, MINISTRY, FIVE_YEARS = "last_year", "ministry_like", "five_years"
RIVALS = {
    LAST_YEAR: Text(da="Sidste års tal", en="Last year's figure"),
    MINISTRY: Text(da="Årets egne rater uden mere", en="The year's own rates and nothing more"),
    FIVE_YEARS: Text(da="Gennemsnit af fem år", en="The average of five years"),
}
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Backtest:
    """All forecasts of a count, with their scores by horizon, and how today's projections widen drift because of it.

    What was said then is not widened: the widening is learnt from what has happened since.
    """

    count: str
    forecasts: tuple[Forecast, ...]
    scores: Mapping[int, Score]
    rivals: Mapping[int, Mapping[str, Rival]]
    widening: Widening | None = None

    def rows(self) -> list[dict[str, object]]:
        """Return a row a forecast, with the keys of the documented JSON."""
        rows: list[dict[str, object]] = []
        for each in self.forecasts:
            low, high = interval_of_count(each.distribution, 0.95)
            rows.append(
                {
                    "count": self.count,
                    "cohort": each.cohort,
                    "horizon_years": each.horizon_years,
                    "n_persons": each.n_persons,
                    "said": each.expected,
                    "realised_low": low / each.n_persons,
                    "realised_high": high / each.n_persons,
                    "happened": each.share_happened,
                    "error": each.expected - each.share_happened,
                    "was_inside": low <= each.happened <= high,
                    **{f"rival_{name}": each.rivals.get(name) for name in RIVALS},
                }
            )
        return rows

    def summary(self) -> list[dict[str, object]]:
        """Return a row a horizon: errors, coverage, and the rivals' errors beside ours on the same forecasts."""
        rows = []
        for horizon, found in self.scores.items():
            coverage = {f"coverage_{level:.0%}".rstrip("%"): share for level, share in found.coverage.items()}
            rivals = {
                f"{name}_{field}": getattr(rival, field)
                for name, rival in self.rivals[horizon].items()
                for field in ("n", "root_mean_square_error", "ours")
            }
            about = {name: value for name, value in found._asdict().items() if name != "coverage"}
            row = {"count": self.count, "horizon_years": horizon, **about, **coverage, **rivals}
            rows.append(row | self.with_widening(horizon))
        return rows

    def with_widening(self, horizon: int) -> dict[str, object]:
        """Return how drift is widened today, and what would have been covered had then's drift been widened so.

        The factor itself was chosen by today's estimate of drift (`pipeline.widening`), which then was not to be had.
        """
        if self.widening is None:
            return {}
        those = [each for each in self.forecasts if each.horizon_years == horizon]
        found = coverage_of([widened(each, self.widening.factor) for each in those])
        coverage = {f"coverage_{level:.0%}".rstrip("%") + "_widened": share for level, share in found.items()}
        return {"drift_widened": self.widening.factor, **coverage}


def backtest(
    gathered: Gathered, count: str, window_years: int, progress: Progress = lambda _done, _of: None
) -> Backtest:
    """Return what would have been said of each earlier cohort, for one count; see `backtest_all`."""
    (found,) = backtest_all(gathered, (count,), window_years, progress)
    return found


def backtest_all(
    gathered: Gathered,
    counts: Sequence[str],
    window_years: int,
    progress: Progress = lambda _done, _of: None,
    now: Setting | None = None,
) -> list[Backtest]:
    """Return what would have been said of each earlier cohort, as fresh then as the newest cohort is today.

    What was known then is looked up once for all counts; `now` is today's setting where it has been set up already.

    Raises:
        WrongRates: nothing has been observed to any horizon yet. NoBehaviour, NoSuchCount.
    """
    now = now or set_up(gathered, window_years)
    newest = now.counted.years[-1]
    lag = gathered.known_at - date(newest, EDUCATION_YEAR_STARTS_MONTH, 1)
    cohorts = cohorts_known_of(gathered, now, lag)
    forecasts: dict[str, list[Forecast]] = {count: [] for count in counts}

    def said_of(cohort: int) -> dict[str, list[Forecast]]:
        then = as_known_then(gathered, day_of_cohort(cohort, lag))
        try:
            return forecasts_of(now.at(then), now, cohort, counts)
        except (NoBehaviour, NoSuchCohort, NotObserved):
            return {}  # the first years of a register can say nothing of what comes later

    with ThreadPoolExecutor(COHORTS_AT_ONCE) as pool:
        progress(0, len(cohorts))
        for done, found in enumerate(pool.map(said_of, cohorts), start=1):
            progress(done, len(cohorts))
            for count, of_cohort in found.items():
                forecasts[count] += of_cohort
    widenings = estimate_widenings(now, counts)
    return [scored(count, found, widenings[count]) for count, found in forecasts.items()]


def cohorts_known_of(gathered: Gathered, now: Setting, lag: timedelta) -> list[int]:
    """Return the cohorts of which something has happened since, and of which something could be known then.

    They reach back before the years of which behaviour is counted today: what happened to them is known all the same.
    """
    first = gathered.ledger.first_reported().get("enrolments", date.max)
    last = now.counted.years[-1] - min(HORIZONS_YEARS)
    left: list[int] = np.unique(now.counted.year_left).tolist()
    return [year for year in left if year <= last and day_of_cohort(year, lag) >= first]


def day_of_cohort(cohort: int, lag: timedelta) -> date:
    """Return the day on which a cohort was as fresh as the newest is today."""
    return date(cohort, EDUCATION_YEAR_STARTS_MONTH, 1) + lag


def scored(count: str, forecasts: Sequence[Forecast], widening: Widening) -> Backtest:
    """Return forecasts of a count with their scores; raises WrongRates where there are none."""
    horizons = sorted({each.horizon_years for each in forecasts})
    by_horizon = {horizon: [each for each in forecasts if each.horizon_years == horizon] for horizon in horizons}
    if not forecasts:
        score(forecasts)
    return Backtest(
        count,
        tuple(forecasts),
        {horizon: score(those) for horizon, those in by_horizon.items()},
        {horizon: score_rivals(those) for horizon, those in by_horizon.items()},
        widening,
    )


def as_known_then(gathered: Gathered, known_at: date) -> Gathered:
    """Return what was known on an earlier day."""
    history = build_history(gathered.home, gathered.ledger, gathered.definitions, known_at, REGISTERS)
    return gathered._replace(history=history, known_at=known_at)


def forecasts_of(then: Setting, now: Setting, cohort: int, counts: Sequence[str]) -> dict[str, list[Forecast]]:
    """Return what was said of a cohort at each horizon that has been observed since, by count."""
    if len([year for year in then.counted.years if year <= cohort]) < FEWEST_YEARS:
        raise NoBehaviour(f"Before {cohort} too little was known to say anything.")
    newest = now.counted.years[-1]
    horizons = [years for years in HORIZONS_YEARS if cohort + years <= newest]
    behaviour, plain = then.behaviour(cohort), ministry_like(then.counted, cohort)
    ((_, initial),), _ = groups_of(then, cohort, ())
    n_persons = int(initial.sum())
    named = [(count, years) for count in counts for years in horizons]
    asked = [then.ask(initial, count, cohort, years) for count, years in named]
    found: dict[str, list[Forecast]] = {count: [] for count in counts}
    longest = max(asked, key=lambda each: len(each.table_of_step))
    occupation = occupy(then.counted.moves, plain, longest.initial, longest.table_of_step)
    for (count, years), one, share in zip(named, asked, project_all(behaviour.place, asked), strict=True):
        about = uncertainty_of(behaviour, then.counted, share, initial)
        happened = share_seen(now, cohort, years, count, cohort)
        rivals = rivals_of(then, cohort, years, count)
        rivals[MINISTRY] = value_of(then.counted.moves, plain, one, occupation)
        distribution = distribution_of_count(initial, share.chance, about.of_expected)
        parts = Parts(initial, share.chance, about.estimation, about.drift)
        seen = round(happened * n_persons)
        found[count].append(Forecast(cohort, years, distribution, share.value, seen, rivals, parts))
    return found


def rivals_of(then: Setting, cohort: int, years: int, count: str) -> dict[str, float]:
    """Return what the simple rules would have said: the newest cohorts seen so far, the last one or the last five."""
    there_are = set(then.counted.year_left.tolist())
    seen = [each for each in range(cohort - years - 4, cohort - years + 1) if each in there_are]
    shares = [share_seen(then, each, years, count, cohort) for each in seen]
    rivals = {LAST_YEAR: shares[-1]} if seen and seen[-1] == cohort - years else {}
    return rivals | ({FIVE_YEARS: float(np.mean(shares))} if len(seen) == 5 else {})
