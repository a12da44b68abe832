"""Releasing what the projection says beside the measure of completion: fan, backtest, profile figure, why it moved.

All but the profile figure can be had raw, inside the wall, with `videre project`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from typing import Any, Final

from videre.definitions.files import Text
from videre.definitions.parts_of_change import CHANGE, REST, keys_of_parts
from videre.definitions.release import ProjectedTable, ReleaseCatalogue
from videre.disclosure.estimates import coarse_share, release_estimates
from videre.disclosure.released import Released
from videre.domain.figures import Figure, IntervalKind, Provenance, Unit
from videre.pipeline.backtest import FIVE_YEARS, LAST_YEAR, MINISTRY, backtest
from videre.pipeline.behaviour import Behaviour, NoBehaviour
from videre.pipeline.completing import COUNTS, DEFINITION, HORIZON
from videre.pipeline.fanning import FanShare, project_fan
from videre.pipeline.gathering import Gathered
from videre.pipeline.profiling import ANY, PROFILED_YEARS, project_profile
from videre.pipeline.projecting import NoSuchCohort, Setting, newest_cohort, set_up
from videre.pipeline.why_it_moved import MAKE_UP, Explanation, explain_change
from videre.projection.backtesting import CLOSED_LEVELS, MID_PROBABILITY_LEVELS, Forecast, covers, mid_covers
from videre.projection.chain import NotObserved, WrongRates
from videre.projection.uncertainty import interval_of_count, normal_quantile

MEASURE: Final = "completion"
BACKTESTED: Final = "at_least_one"
FAN_COHORTS: Final = 6  # as many as the measure's own course shows
COHORTS_TOLD: Final = 4  # of the profile figure and of why it moved: a report of a year ago can still be written
LEVEL: Final = 0.95
SMALLEST_PART: Final = 0.0005  # of a change: smaller ones are told together
WINDOW_YEARS: Final = 1
SMALLEST_GROUP: Final = 20  # persons: nothing is told of a smaller cohort
RULE: Final = Text(
    da="Fremskrivninger er skøn og tæller ingen enkeltpersoner. De er afrundet og "
    "skjult, hvor årgangen er under {smallest_group}, eller hvor under {smallest_count} ventes at være med eller "
    "udenfor. Det, der skete med en årgang, er afrundet til nærmeste {smallest_count} personer.",
    en="Projections are estimates and count no single person. They are rounded, and "
    "hidden where the cohort is under {smallest_group}, or fewer than {smallest_count} are expected to be in it or "
    "outside it. What happened to a cohort is rounded to the nearest {smallest_count} persons.",
)
CANNOT: Final = (NoSuchCohort, NoBehaviour, NotObserved)


def release_projected(gathered: Gathered, catalogue: ReleaseCatalogue, names: tuple[str, ...]) -> list[Released]:
    """Return the catalogue's tables of the projection (those named, all when none is), protected.

    A table of which nothing can be said yet is left out; so is everything in a home in which nobody has left 9th grade.
    """
    wanted = [table for table in catalogue.projected if not names or table.name in names]
    try:
        setting = Remembering.of(set_up(gathered, WINDOW_YEARS)) if wanted else None
    except NoBehaviour:
        return []
    released = []
    for table in wanted:
        assert setting is not None
        figures = list(MAKERS[table.name](setting, table))
        if figures:
            smallest_count = smallest_count_of(gathered, table)
            limits = {"smallest_group": SMALLEST_GROUP, "smallest_count": smallest_count}
            rule = {language: text.format(**limits) for language, text in RULE.model_dump().items()}
            dimensions = tuple(sorted(figures[0].breakdown))
            more: dict[str, Any] = {"sums": sums_of_flows(figures), "decimals": 2} if "from" in dimensions else {}
            released.append(
                release_estimates(table.name, dimensions, figures, SMALLEST_GROUP, smallest_count, rule, **more)
            )
    return released


def smallest_count_of(gathered: Gathered, table: ProjectedTable) -> int:
    """Return under how many expected persons an estimate is hidden, for a table's audience in a home."""
    catalogue = gathered.definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    return max(catalogue.rule_for(table.audience).smallest_count, gathered.home.settings.smallest_count)


class Remembering(Setting):
    """A setting whose tables ask for the same years' behaviour, and for the same fan: each is made once."""

    @classmethod
    def of(cls, setting: Setting) -> "Remembering":
        """Return a setting that remembers."""
        return cls(*(getattr(setting, field.name) for field in fields(setting)))

    @cached_property
    def made(self) -> dict[tuple[int, bool], Behaviour]:
        """The behaviours made so far, by year and whether corrected."""
        return {}

    def behaviour(self, year: int, *, is_corrected: bool = True) -> Behaviour:
        """Return the behaviour of a year, as `Setting` does."""
        if (year, is_corrected) not in self.made:
            self.made[year, is_corrected] = super().behaviour(year, is_corrected=is_corrected)
        return self.made[year, is_corrected]

    @cached_property
    def provenance(self) -> Provenance:
        """What every figure is computed from; asking the ledger for each would take longer than the projection."""
        return self.gathered.provenance(self.gathered.definitions.measure(MEASURE))

    @cached_property
    def fan(self) -> tuple[FanShare, ...]:
        """The shares of the newest cohorts, by year and definition."""
        return tuple(project_fan(self, self.counted.years[-FAN_COHORTS:], COUNTS))


def figure_of(
    setting: Remembering,
    cohort: int,
    breakdown: Mapping[str, str],
    value: float,
    about: tuple[float, int],
    interval: tuple[float, float] | None = None,
    not_placed: int = 0,
) -> Figure:
    """Return an estimate as a figure; `about` is of how many persons, among how many of its cohort."""
    return Figure(
        measure=MEASURE,
        period=str(cohort),
        breakdown=breakdown,
        value=float(value),
        numerator=float(about[0]),
        denominator=int(about[1]),
        unknown=not_placed,
        bounds_low=float(value),
        bounds_high=float(value),
        interval_low=None if interval is None else float(interval[0]),
        interval_high=None if interval is None else float(interval[1]),
        interval_kind=IntervalKind.NONE if interval is None else IntervalKind.PREDICTION,
        unit=Unit.SHARE,
        target=None,
        provenance=setting.provenance,
    )


def fan_figures(setting: Remembering, table: ProjectedTable) -> Iterator[Figure]:
    """Yield each cohort's share by years since 9th grade, with an interval of each width."""
    for share in (each for each in setting.fan if each.cohort >= table.since):
        about = (share.value * share.n_persons, share.n_persons)
        for level, low, high in share.intervals:
            named = {DEFINITION: share.definition, "years": str(share.years), "level": f"{level * 100:.0f}"}
            yield figure_of(setting, share.cohort, named, share.value, about, (low, high), share.not_placed)


def uncertainty_figures(setting: Remembering, table: ProjectedTable) -> Iterator[Figure]:
    """Yield how far each of the three uncertainties alone reaches to either side, in points of share, in 95 of 100."""
    reach = normal_quantile((1 + LEVEL) / 2)
    for share in (each for each in setting.fan if each.cohort >= table.since):
        about = (share.value * share.n_persons, share.n_persons)
        for source in ("se_estimation", "se_drift", "sd_chance"):
            named = {DEFINITION: share.definition, "years": str(share.years), "source": source.partition("_")[2]}
            yield figure_of(setting, share.cohort, named, reach * getattr(share, source), about)


def backtest_figures(setting: Remembering, table: ProjectedTable) -> Iterator[Figure]:
    """Yield what would have been said of each earlier cohort, what happened, whether it lay inside, and the rivals.

    By one definition: within the nine years that can be seen, the two differ by a few persons.
    """
    try:
        forecasts = backtest(setting.gathered, BACKTESTED, WINDOW_YEARS).forecasts
    except (NoBehaviour, WrongRates):
        return
    for forecast in forecasts:
        if forecast.cohort >= table.since:
            yield from forecast_figures(setting, forecast, smallest_count_of(setting.gathered, table))


def forecast_figures(setting: Remembering, forecast: Forecast, step: int) -> Iterator[Figure]:
    """Yield the figures of one forecast; counts to the nearest `step` persons.

    What a rival says is about other cohorts, and is hidden by their numbers.
    """
    cohort, n_persons = forecast.cohort, forecast.n_persons
    happened = (float(forecast.happened), n_persons)

    def told(said: str, value: float, about: tuple[float, int], interval: tuple[float, float] | None = None) -> Figure:
        breakdown = {DEFINITION: BACKTESTED, "years": str(forecast.horizon_years), "said": said}
        return figure_of(setting, cohort, breakdown, value, about, interval)

    low, high = interval_of_count(forecast.distribution, LEVEL)
    ends = (low / n_persons, high / n_persons)
    yield told("said", forecast.expected, (forecast.expected * n_persons, n_persons), ends)
    yield told("happened", coarse_share(forecast.happened, n_persons, step), happened)
    for level in MID_PROBABILITY_LEVELS:  # at the edge a part of it, which would tell the very number: in or out
        yield told(f"inside_{level * 100:.0f}", float(mid_covers(forecast, level) >= 0.5), happened)
    for level in CLOSED_LEVELS:
        yield told(f"inside_{level * 100:.0f}", float(covers(forecast, level)), happened)
    for rival, share in forecast.rivals.items():
        n_meant = n_of_rival(setting, forecast, rival)
        value = share if rival == MINISTRY else coarse_share(share * n_meant, n_meant, step)
        yield told(rival, value, (share * n_meant, n_meant))


def n_of_rival(setting: Remembering, forecast: Forecast, rival: str) -> int:
    """Return of how many persons a simple rule's share is: of its own cohorts, else of the cohort itself."""
    newest_seen = forecast.cohort - forecast.horizon_years
    left = setting.counted.year_left
    cohorts = {LAST_YEAR: 1, FIVE_YEARS: 5}.get(rival, 0)
    return int(((left <= newest_seen) & (left > newest_seen - cohorts)).sum()) or forecast.n_persons


def profile_figures(setting: Remembering, table: ProjectedTable) -> Iterator[Figure]:
    """Yield the flows of the newest cohorts, each a share of the whole cohort, by where from and where to."""
    newest = newest_cohort(setting)
    for cohort in range(max(table.since, newest - COHORTS_TOLD + 1), newest + 1):
        try:
            profile = project_profile(setting, cohort, PROFILED_YEARS)
        except CANNOT:
            continue
        for (came_from, came_to), share in profile.flows().items():
            about = (share * profile.n_persons, profile.n_persons)
            named = {"from": came_from, "to": came_to}
            yield figure_of(setting, cohort, named, share, about, not_placed=profile.not_placed)


def sums_of_flows(figures: Sequence[Figure]) -> list[list[int]]:
    """Return the places of flows that add up to a told one: those of a column, from a place on, and into a place."""
    sums: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        came_from, came_to = (figure.breakdown.get(end, "") for end in ("from", "to"))
        if came_from == ANY:
            sums[figure.period, "column", came_to.partition("_")[0]].append(place)
        elif came_from:
            sums[figure.period, "from", came_from, came_to.partition("_")[0]].append(place)
            sums[figure.period, "to", came_to].append(place)
    return list(sums.values())


def why_figures(setting: Remembering, table: ProjectedTable) -> Iterator[Figure]:
    """Yield what each change from one cohort to the next is made of, in shares; the parts sum to the change."""
    horizons = [(each.name, each.years) for each in setting.gathered.definitions.measure(MEASURE).horizons]
    newest = newest_cohort(setting)
    for cohort in range(max(table.since, newest - COHORTS_TOLD + 1), newest + 1):
        for count in COUNTS:
            for horizon in horizons:
                try:
                    change = explain_change(setting, cohort - 1, cohort, count, horizon)
                except CANNOT:
                    continue
                yield from parts_of(setting, change)


def parts_of(setting: Remembering, change: Explanation) -> Iterator[Figure]:
    """Yield the change and its parts, rounded so that they still sum to it; hidden where either share would be."""
    sizes = [int((setting.counted.year_left == cohort).sum()) for cohort in (change.earlier, change.later)]
    shares = (change.before, change.after)
    about = min(
        ((share * n, n) for share, n in zip(shares, sizes, strict=True)),
        key=lambda each: min(each[0], each[1] - each[0]),
    )
    keys = keys_of_parts(setting.counted.space) | {MAKE_UP.en: "make_up"}
    moved = round(change.after - change.before, 3)
    parts = {keys[part.text.en]: round(part.points, 3) for part in change.parts if abs(part.points) >= SMALLEST_PART}
    rest = round(moved - sum(parts.values()), 3)
    for part, points in {CHANGE: moved, **parts, **({REST: rest} if rest else {})}.items():
        named = {DEFINITION: change.count, HORIZON: change.horizon, "part": part}
        yield figure_of(setting, change.later, named, points, about)


MAKERS: Final[Mapping[str, Callable[[Remembering, ProjectedTable], Iterator[Figure]]]] = {
    "completion_fan": fan_figures,
    "completion_uncertainty": uncertainty_figures,
    "completion_backtest": backtest_figures,
    "completion_profile": profile_figures,
    "completion_why": why_figures,
}
