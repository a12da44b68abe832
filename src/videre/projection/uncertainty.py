"""Three uncertainties of a projected share, kept apart: estimation, the chance of a finite cohort, drift of behaviour.

Estimation: rates come from so many persons. Chance: a cohort is so many persons, each counted or not. Drift: behaviour
changes from year to year, and a projection holds it still. Estimation and drift are by the delta method on the gradient
(exact for the linear part); chance is the exact distribution of a sum of unequal coins.
"""

from statistics import NormalDist
from typing import NamedTuple

import numpy as np

from videre.projection.chain import Floats, Ints, Moves, Rates, WrongRates, at_risk, sum_by_origin
from videre.projection.compiled import kernel
from videre.projection.forward import by_table

NODES = 21  # of a normal distribution in the mixture; 15 and 31 gave the same count at 300 persons
NODES_AT, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(NODES)
SMALLEST_CHANCE = 1e-12
FARTHEST_ODDS = 700.0  # exp(710) is more than a double holds; at 700 a chance is 1e-304
MANY_PERSONS = 1000  # coin by coin costs their square: 1 ms at 300, 12 at 1,000, a minute for a country's 60,000
SMALLEST_HEIGHT = 1e-18  # of a distribution, against its highest
SMOOTH_VARIANCE = 100.0  # persons; from here on a sum of so many coins is smooth enough for its expansion


class ShareUncertainty(NamedTuple):
    """Variances of a share. The expected share has the first and the last; the realised share of a cohort all three."""

    estimation: float
    chance: float
    drift: float

    @property
    def of_expected(self) -> float:
        """The standard error of the expected share."""
        return float(np.sqrt(self.estimation + self.drift))

    @property
    def of_realised(self) -> float:
        """The standard deviation of what the cohort will have shown, about the projected share."""
        return float(np.sqrt(self.estimation + self.chance + self.drift))


def variance_of_rates(moves: Moves, rates: Rates, counts: Floats, gradient: Floats, table_of_step: Ints) -> float:
    """Return the variance of a share when each row of rates is a share of those observed in it (multinomial).

    Args:
        counts: the moves that the rates were estimated from. Shape (R, K, E).
        gradient: of the share, by step. Shape (H, K, E).
    """
    of_table = by_table(gradient, table_of_step, len(rates.share))
    mean = sum_by_origin(moves, rates.share * of_table)
    spread = sum_by_origin(moves, rates.share * of_table**2) - mean**2
    n_persons = at_risk(moves, counts)
    return float(np.divide(spread, n_persons, out=np.zeros_like(spread), where=n_persons > 0).sum())


def variance_of_drift(slope: Floats, group_of_move: Ints, yearly_sd: Floats, steps_known: int = 0) -> float:
    """Return the variance of a share when the log rates of groups of moves walk at random from year to year.

    Args:
        slope: from `forward.look_back`, (H, E).
        group_of_move: which moves walk together, (E,); G groups.
        yearly_sd: standard deviation of a step of each group's walk, (G,).
        steps_known: how many of the first steps have been observed; the walk begins after them.
    """
    by_group = np.zeros((len(slope), len(yearly_sd)))
    np.add.at(by_group.T, group_of_move, slope.T)
    later = by_group[steps_known:][::-1].cumsum(axis=0)  # an innovation bears on every later step
    return float((later**2 @ np.asarray(yearly_sd) ** 2).sum())


def variance_of_chance(initial: Floats, chance: Floats) -> float:
    """Return the variance of the share of a cohort that shows itself: persons (K, S), each with its chance (K, S)."""
    total = float(initial.sum())
    if not total > 0:
        raise WrongRates("The cohort has nobody in it: choose a year in which somebody left 9th grade.")
    return float((initial * chance * (1 - chance)).sum() / total**2)


def distribution_of_count(initial: Floats, chance: Floats, sd_of_expected: float) -> Floats:
    """Return the probability of each number of persons counted, from 0 to the cohort's size. Sums to 1.

    Args:
        initial: whole persons by cell and state, (K, S). chance: of each to be counted, (K, S).
        sd_of_expected: standard error of the expected share; it moves everybody's chance together, on the scale of log
            odds, so that no chance leaves 0 to 1.
    """
    persons = np.rint(initial).astype(np.int64)
    if np.abs(persons - initial).max() > 1e-9:
        raise WrongRates("A cohort is whole persons: give counts, not shares.")
    inside = persons > 0
    n, p = persons[inside], np.clip(chance[inside], SMALLEST_CHANCE, 1 - SMALLEST_CHANCE)
    slope = float((n * p * (1 - p)).sum() / n.sum())
    odds = np.log(p / (1 - p)) + NODES_AT[:, None] * (sd_of_expected / slope if slope > 1e-9 else 0.0)
    shifted = 1 / (1 + np.exp(-np.clip(odds, -FARTHEST_ODDS, FARTHEST_ODDS)))
    weights = NODE_WEIGHTS / NODE_WEIGHTS.sum()
    if n.sum() > MANY_PERSONS:
        found = np.zeros(int(n.sum()) + 1)
        throw_many_coins(n, shifted, weights, found)
        return found
    sums = np.zeros((int(n.sum()) + 1, NODES))
    throw_coins(n, shifted, sums)
    return np.asarray(weights @ np.ascontiguousarray(sums.T))


@kernel
def throw_many_coins(n: Ints, p: Floats, weights: Floats, found: Floats) -> None:
    """Add the distribution of the sum of many coins for each row of chances, times its weight.

    Edgeworth's expansion to the third moment (Petrov 1975), made to sum to 1: its distribution function is within 1e-4
    of coin by coin from 1,000 persons on. Where the sum hardly varies, exactly, group by group of like coins as far as
    it reaches, from the side on which fewer are.
    """
    total = len(found) - 1
    for row in range(len(p)):
        mean, variance, third = 0.0, 0.0, 0.0
        for group in range(len(n)):
            chance = p[row, group]
            mean += n[group] * chance
            variance += n[group] * chance * (1 - chance)
            third += n[group] * chance * (1 - chance) * (1 - 2 * chance)
        sd = np.sqrt(variance)
        if variance < SMOOTH_VARIANCE:
            is_few = mean <= total / 2
            reach = min(total, int((mean if is_few else total - mean) + 10 * sd + 20))
            sums = np.zeros(reach + 1)
            sums[0] = 1.0
            for group in range(len(n)):
                throw_alike(n[group], p[row, group] if is_few else 1 - p[row, group], sums)
            for count in range(reach + 1):
                found[count if is_few else total - count] += weights[row] * sums[count]
            continue
        first, last = max(0, int(mean - 9 * sd) - 1), min(total, int(mean + 9 * sd) + 1)
        density, together = np.zeros(last - first + 1), 0.0
        for count in range(first, last + 1):
            z = (count - mean) / sd
            height = np.exp(-0.5 * z * z) * (1 + third / (6 * sd**3) * (z**3 - 3 * z))
            density[count - first] = max(height, 0.0)  # the expansion may fall below nought far out in the tail
            together += density[count - first]
        for count in range(first, last + 1):
            found[count] += weights[row] * density[count - first] / together


@kernel
def throw_alike(n: int, chance: float, sums: Floats) -> None:
    """Add the sum of n coins of one chance to a sum whose distribution is known as far as it reaches.

    Of the binomial distribution of the n only what is more than 1e-18 of its highest is looked at: of 22,000 coins
    with a chance of one in 10,000 it is some 20 numbers, where coin by coin would be 22,000 rounds.
    """
    middle = min(n, int((n + 1) * chance))
    up, down = [1.0], [0.0]  # relative to the height in the middle; of `down` the first is not used
    while middle + len(up) <= n and up[-1] > SMALLEST_HEIGHT:
        count = middle + len(up)
        up.append(up[-1] * (n - count + 1) / count * chance / (1 - chance))
    last = 1.0
    while middle - len(down) >= 0 and last > SMALLEST_HEIGHT:
        count = middle - len(down)
        last *= (count + 1) / (n - count) * (1 - chance) / chance
        down.append(last)
    first = middle - len(down) + 1
    heights = np.empty(len(down) - 1 + len(up))
    for place in range(1, len(down)):
        heights[middle - place - first] = down[place]
    for place in range(len(up)):
        heights[middle + place - first] = up[place]
    heights /= heights.sum()
    for count in range(len(sums) - 1, -1, -1):
        together = 0.0
        for place in range(min(len(heights), count - first + 1)):
            together += heights[place] * sums[count - first - place]
        sums[count] = together


@kernel
def throw_coins(n: Ints, p: Floats, sums: Floats) -> None:
    """Write the distribution of the sum of groups of coins, n of each group, for each row of chances: coin by coin.

    Args:
        p: (rows, groups). sums: of noughts, (coins + 1, rows): all rows at a time, which is twice as fast as one after
            the other, and the same to the last digit.
    """
    thrown = 0
    sums[0] = 1.0
    for group in range(len(n)):
        chance = p[:, group].copy()
        other = 1 - chance
        for _ in range(n[group]):
            thrown += 1
            for count in range(thrown, 0, -1):
                for row in range(len(chance)):
                    sums[count, row] = sums[count, row] * other[row] + sums[count - 1, row] * chance[row]
            for row in range(len(chance)):
                sums[0, row] *= other[row]


def interval_of_count(distribution: Floats, level: float) -> tuple[int, int]:
    """Return the narrowest closed range of counts that leaves at most (1 - level) / 2 on each side."""
    tail = (1 - level) / 2
    below = np.cumsum(distribution)
    low = int(np.searchsorted(below, tail, side="right"))
    high = int(np.searchsorted(below, 1 - tail - 1e-12, side="left"))
    return low, min(high, len(distribution) - 1)


def interval_of_share(value: float, standard_error: float, level: float) -> tuple[float, float]:
    """Return an interval of an expected share that stays within 0 and 1: normal on the scale of log odds."""
    inside = min(max(value, SMALLEST_CHANCE), 1 - SMALLEST_CHANCE)
    odds = np.log(inside / (1 - inside))
    half = normal_quantile((1 + level) / 2) * standard_error / (inside * (1 - inside))
    return tuple(float(1 / (1 + np.exp(-(odds + side)))) for side in (-half, half))  # type: ignore[return-value]


def normal_quantile(p: float) -> float:
    """Return the quantile of the standard normal distribution."""
    return NormalDist().inv_cdf(p)
