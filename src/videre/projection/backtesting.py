"""Was it right before: what would have been said then against what happened.

Scores of forecasts of counts. Intervals of 50 and 80 % are scored by mid-probability: a share of 300 is a lattice, and
a closed interval always covers more than it says. Simple rivals are scored the same way, without intervals.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, WrongRates
from videre.projection.uncertainty import interval_of_count

MID_PROBABILITY_LEVELS = (0.5, 0.8)
CLOSED_LEVELS = (0.95,)


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

    @property
    def n_persons(self) -> int:
        """The size of the cohort."""
        return len(self.distribution) - 1

    @property
    def share_happened(self) -> float:
        """The share that happened."""
        return self.happened / self.n_persons


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
    coverage = {
        level: float(np.mean([mid_covers(each, level) for each in forecasts])) for level in MID_PROBABILITY_LEVELS
    }
    coverage |= {level: float(np.mean([covers(each, level) for each in forecasts])) for level in CLOSED_LEVELS}
    return Score(
        n=len(forecasts),
        bias=float(errors.mean()),
        mean_absolute_error=float(np.abs(errors).mean()),
        root_mean_square_error=float(np.sqrt((errors**2).mean())),
        crps=float(np.mean([crps(each) for each in forecasts])),
        coverage=coverage,
    )


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
