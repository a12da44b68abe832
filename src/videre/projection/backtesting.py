"""Was it right before: what would have been said then against what happened.

Scores of forecasts of counts. Intervals of 50 and 80 % are scored by mid-probability: a share of 300 is a lattice, and
a closed interval always covers more than it says. Simple rivals are scored the same way, without intervals.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, WrongRates
from videre.projection.uncertainty import distribution_of_count, interval_of_count

MID_PROBABILITY_LEVELS = (0.5, 0.8)
CLOSED_LEVELS = (0.95,)
WIDENINGS = (1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0)
FEWEST_COHORTS = 3  # of which something has been seen, for a widening to be estimated
SHORT = 2.0  # standard errors below its level at which a coverage falls short; docs/methods/projection.md, "Drift"
LIKELY = 0.5  # of log likelihood below the best at which a factor is still as likely: one standard error
IMPOSSIBLE = 1e-300  # the logarithm of nothing
LEAST_SPREAD = 0.5  # persons; a forecast surer than that is of something that cannot happen yet, and always covers


class Forecast(NamedTuple):
    """What was said of a cohort's count, and what happened.

    distribution: probability of each count from 0 to the size. expected: the share said. happened: persons counted.
    rivals: the share that each simple rule would have said; one that could not say anything is left out.
    """

    cohort: int
    horizon_years: int
    distribution: Floats
    expected: float
    happened: int
    rivals: Mapping[str, float]
    parts: "Parts | None" = None

    @property
    def n_persons(self) -> int:
        """The size of the cohort."""
        return len(self.distribution) - 1

    @property
    def share_happened(self) -> float:
        """The share that happened."""
        return self.happened / self.n_persons


class Parts(NamedTuple):
    """What the distribution of a forecast was made of, so that it can be made again with another drift.

    initial, chance: persons and their chance by cell and state, (K, S). estimation, drift: variances of the share.
    """

    initial: Floats
    chance: Floats
    estimation: float
    drift: float


class Widening(NamedTuple):
    """How many times the drift (its standard deviation) is widened, by what was said before and what happened then.

    covered, covered_widened: by level, the share of forecasts whose interval held what happened, before and after.
    n_forecasts: that could say anything. n_cohorts: of so many cohorts; forecasts of one cohort go wrong together.
    is_enough: whether the factor covers; where it does not, it is the widest there is.
    """

    factor: float
    covered: dict[float, float]
    covered_widened: dict[float, float]
    n_forecasts: int
    n_cohorts: int
    is_enough: bool


class Score(NamedTuple):
    """How right forecasts were, in points of share (fractions of 1).

    coverage: by level, the share of forecasts whose interval held what happened. n: forecasts.
    crps: continuous ranked probability score, in the unit of the share; less is better.
    """

    n: int
    bias: float
    mean_absolute_error: float
    root_mean_square_error: float
    crps: float
    coverage: dict[float, float]


class Rival(NamedTuple):
    """A simple rule's errors, where it could say anything, and ours on the same forecasts."""

    n: int
    bias: float
    root_mean_square_error: float
    ours: float


def score(forecasts: Sequence[Forecast]) -> Score:
    """Return how right forecasts were; raises WrongRates for none, or a count that cannot be."""
    if not forecasts:
        raise WrongRates("Nothing has been observed to the horizon yet: ask for a shorter one.")
    for each in forecasts:
        if not 0 <= each.happened <= each.n_persons:
            raise WrongRates(f"{each.happened} of {each.n_persons} persons cannot have been counted.")
    errors = np.array([each.expected - each.share_happened for each in forecasts])
    return Score(
        n=len(forecasts),
        bias=float(errors.mean()),
        mean_absolute_error=float(np.abs(errors).mean()),
        root_mean_square_error=float(np.sqrt((errors**2).mean())),
        crps=float(np.mean([crps(each) for each in forecasts])),
        coverage=coverage_of(forecasts),
    )


def coverage_of(forecasts: Sequence[Forecast]) -> dict[float, float]:
    """Return by level the share of forecasts whose interval held what happened; narrow ones by mid-probability."""
    coverage = {
        level: float(np.mean([mid_covers(each, level) for each in forecasts])) for level in MID_PROBABILITY_LEVELS
    }
    return coverage | {level: float(np.mean([covers(each, level) for each in forecasts])) for level in CLOSED_LEVELS}


def estimate_widening(forecasts: Sequence[Forecast], factors: Sequence[float] = WIDENINGS) -> Widening:
    """Return how many times drift must be widened for what was said before to cover what happened.

    Args:
        forecasts: of one share, with their parts; those that say that hardly anything can happen yet are left out.
        factors: ascending, the first one being 1.

    Returns:
        The smallest factor by which what happened is as likely as by any, within a standard error, and with which no
        interval (50, 80, 95 %) covers two standard errors less than it says. Forecasts are worth fewer than they are
        (`worth_of`): those of one cohort, and of cohorts that met the same years, go wrong together. So right forecasts
        are seldom widened, and a factor never narrows. 1 where fewer than FEWEST_COHORTS can tell.

    Raises:
        WrongRates: a forecast without its parts, or factors that do not begin with 1 and ascend.
    """
    if list(factors) != sorted(factors) or factors[0] != 1.0:
        raise WrongRates("Factors begin with 1 and ascend: drift is never narrowed.")
    told = [each for each in forecasts if spread_of(each) * each.n_persons >= LEAST_SPREAD]
    n_cohorts = len({each.cohort for each in told})
    if n_cohorts < FEWEST_COHORTS:
        return Widening(1.0, {}, {}, len(told), n_cohorts, is_enough=True)
    worth = worth_of(told)  # one weight for all factors that are compared
    tried = [tried_with(told, 1.0, worth)]
    for factor in factors[1:]:  # what is likely rises to one factor and falls after it
        tried.append(tried_with(told, factor, worth))
        if tried[-1].log_likelihood < tried[-2].log_likelihood:
            break
    best = max(each.log_likelihood for each in tried)
    chosen = next(at for at, each in enumerate(tried) if each.log_likelihood >= best - LIKELY)
    while not tried[chosen].is_enough and chosen + 1 < len(factors):
        chosen += 1
        if chosen == len(tried):
            tried.append(tried_with(told, factors[chosen], worth))
    found = tried[chosen]
    return Widening(factors[chosen], tried[0].covered, found.covered, len(told), n_cohorts, found.is_enough)


class Tried(NamedTuple):
    """What a factor makes of forecasts: how likely what happened is (as of unrelated ones), and what is covered."""

    log_likelihood: float
    covered: dict[float, float]
    is_enough: bool


def tried_with(forecasts: Sequence[Forecast], factor: float, worth: float) -> Tried:
    """Return what a factor makes of forecasts, given how many unrelated ones they are worth."""
    those = forecasts if factor == 1.0 else [widened(each, factor) for each in forecasts]
    covered = coverage_of(those)
    likely = [np.log(max(float(each.distribution[each.happened]), IMPOSSIBLE)) for each in those]
    is_enough = not any(falls_short(share, level, worth) for level, share in covered.items())
    return Tried(float(np.mean(likely)) * worth, covered, is_enough)


def falls_short(share: float, level: float, worth: float) -> bool:
    """Return whether a coverage is SHORT standard errors below its level, among so many forecasts."""
    return share < level - SHORT * float(np.sqrt(level * (1 - level) / worth))


def worth_of(forecasts: Sequence[Forecast]) -> float:
    """Return how many unrelated forecasts would say as much of a coverage as these do, if they are right.

    Errors of two forecasts go together as far as the same people, the same drift and the same estimation made them: all
    of the estimation, of drift the part of the years that both looked over, of chance (in one cohort) what those who
    had counted at the earlier horizon share with those at the later. Whether two symmetric intervals hold goes together
    about as the square of that correlation.

    Raises:
        WrongRates: a forecast without its parts.
    """
    parts = [parts_of(each) for each in forecasts]
    cohort, years = (np.array([getattr(each, name) for each in forecasts]) for name in ("cohort", "horizon_years"))
    share = np.clip([each.expected for each in forecasts], 1e-9, 1 - 1e-9)
    chance = np.array([float((each.initial * each.chance * (1 - each.chance)).sum()) for each in parts])
    chance /= np.array([each.n_persons for each in forecasts]) ** 2
    estimation, drift = (np.array([getattr(each, name) for each in parts]) for name in ("estimation", "drift"))
    odds = np.sqrt(share / (1 - share))
    overlap = np.minimum.outer(cohort + years, cohort + years) - np.maximum.outer(cohort, cohort)
    together = np.sqrt(np.outer(estimation, estimation))
    together += np.sqrt(np.outer(drift, drift)) * np.maximum(overlap, 0) / np.sqrt(np.outer(years, years))
    shared = np.minimum.outer(odds, odds) / np.maximum.outer(odds, odds)
    together += np.sqrt(np.outer(chance, chance)) * shared * np.equal.outer(cohort, cohort)
    variance = estimation + drift + chance
    return float(len(forecasts) ** 2 / (together**2 / np.outer(variance, variance)).sum())


def parts_of(forecast: Forecast) -> Parts:
    """Return what a forecast was made of; raises WrongRates where it does not say."""
    if forecast.parts is None:
        raise WrongRates("A forecast can be widened only with the parts that it was made of.")
    return forecast.parts


def spread_of(forecast: Forecast) -> float:
    """Return the standard deviation of a forecast's share."""
    counts = np.arange(forecast.n_persons + 1) / forecast.n_persons
    mean = float(forecast.distribution @ counts)
    variance = float(forecast.distribution @ (counts - mean) ** 2)
    return float(np.sqrt(variance))


def widened(forecast: Forecast, factor: float) -> Forecast:
    """Return a forecast as it would have been with so many times the drift; raises WrongRates without its parts."""
    initial, chance, estimation, drift = parts_of(forecast)
    distribution = distribution_of_count(initial, chance, (estimation + factor**2 * drift) ** 0.5)
    parts = parts_of(forecast)._replace(drift=factor**2 * drift)
    return forecast._replace(distribution=distribution, parts=parts)


def score_rivals(forecasts: Sequence[Forecast]) -> dict[str, Rival]:
    """Return how right each simple rule was, beside ours on the same forecasts."""
    rivals = {}
    for name in dict.fromkeys(name for each in forecasts for name in each.rivals):
        those = [each for each in forecasts if name in each.rivals]
        errors = np.array([each.rivals[name] - each.share_happened for each in those])
        ours = np.array([each.expected - each.share_happened for each in those])
        rivals[name] = Rival(
            len(those),
            float(errors.mean()),
            float(np.sqrt((errors**2).mean())),
            float(np.sqrt((ours**2).mean())),
        )
    return rivals


def covers(forecast: Forecast, level: float) -> bool:
    """Return whether the closed interval held what happened."""
    low, high = interval_of_count(forecast.distribution, level)
    return low <= forecast.happened <= high


def mid_covers(forecast: Forecast, level: float) -> float:
    """Return how much of what happened lay in the middle `level` by mid-probability: 0, 1, or a part at the edge.

    What happened takes the range of the distribution function from below it to with it; the part of that range inside
    (1 - level) / 2 to (1 + level) / 2 is returned. Over forecasts that are right it averages `level` exactly.
    """
    below = float(forecast.distribution[: forecast.happened].sum())
    width = float(forecast.distribution[forecast.happened])
    low, high = (1 - level) / 2, (1 + level) / 2
    if width <= 0:
        return float(low <= below <= high)
    return max(0.0, min(below + width, high) - max(below, low)) / width


def crps(forecast: Forecast) -> float:
    """Return the continuous ranked probability score of a share (Gneiting and Raftery 2007)."""
    reached = np.arange(forecast.n_persons + 1) >= forecast.happened
    return float(((np.cumsum(forecast.distribution) - reached) ** 2).sum() / forecast.n_persons)
