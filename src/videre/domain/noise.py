"""The smallest change of a figure that is more than noise: what a change among so few people can tell.

Two groups of the same size, in which x and x + k persons have something, are compared by Newcombe's interval for the
difference of two independent shares, which is made of their two Wilson intervals. The smallest k at which the two-sided
95 % interval leaves out 0 is the smallest change that says anything. Why this one: docs/methods/targets.md.
"""

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

CONFIDENCE = 0.95


class SmallestChange(NamedTuple):
    """The smallest rise and fall that are more than noise, in persons; None where there is no room for one."""

    rise: int | None
    fall: int | None

    @property
    def either(self) -> int | None:
        """Return the smaller of the two: no smaller change, up or down, says anything."""
        return min((change for change in (self.rise, self.fall) if change is not None), default=None)


def smallest_change(numerator: int, denominator: int, confidence: float = CONFIDENCE) -> SmallestChange:
    """Return the smallest rise and fall of a count that are more than noise, for another group of the same size.

    Args:
        numerator, denominator: of how many persons how many have it; `0 <= numerator <= denominator`.
        confidence: two-sided.

    Raises:
        ValueError: a denominator of nobody, or a numerator outside it.

    Source:
        Checked against tests/oracles/noise.py, which finds Wilson's limits as roots, and counts up from 1.

    >>> smallest_change(288, 310)
    SmallestChange(rise=12, fall=15)
    """
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError("A change needs at least one person, and no more who have it than there are.")
    return SmallestChange(
        least_told(numerator, denominator, denominator - numerator, 1, confidence),
        least_told(numerator, denominator, numerator, -1, confidence),
    )


def least_told(numerator: int, denominator: int, room: int, direction: int, confidence: float) -> int | None:
    """Return the smallest change in a direction (1 up, -1 down) that is more than noise; None when `room` has none.

    A larger change is never less certain, so halving finds it.
    """
    if room == 0 or not is_more_than_noise(numerator, numerator + direction * room, denominator, confidence):
        return None
    told, not_told = room, 0
    while told - not_told > 1:
        middle = (told + not_told) // 2
        if is_more_than_noise(numerator, numerator + direction * middle, denominator, confidence):
            told = middle
        else:
            not_told = middle
    return told


def is_more_than_noise(before: int, after: int, denominator: int, confidence: float) -> bool:
    """Return whether two counts of groups of one size differ by more than chance would have it."""
    low, high = difference_interval(after, denominator, before, denominator, confidence)
    return low > 0 or high < 0


def difference_interval(
    first: int, of_first: int, second: int, of_second: int, confidence: float = CONFIDENCE
) -> tuple[float, float]:
    """Return the interval of the difference of two independent shares, `first / of_first - second / of_second`.

    Source:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10; his published examples stand in
        tests/published/test_noise.py.
    """
    p, (p_low, p_high) = first / of_first, wilson_interval(first, of_first, confidence)
    q, (q_low, q_high) = second / of_second, wilson_interval(second, of_second, confidence)
    low = p - q - sqrt((p - p_low) ** 2 + (q_high - q) ** 2)
    high = p - q + sqrt((p_high - p) ** 2 + (q - q_low) ** 2)
    return low, high


def wilson_interval(count: int, of: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return Wilson's interval of a share: the shares that a score test would not reject."""
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / of
    centre = share + z * z / (2 * of)
    half_width = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    width = 1 + z * z / of
    return max(0.0, (centre - half_width) / width), min(1.0, (centre + half_width) / width)


def smallest_change_of_value(unit: str, numerator: float | None, denominator: float | None) -> float | None:
    """Return the smallest change of a figure's value, up or down, that is more than noise.

    In points of a share (0.04 is four), or in persons. None for what is hidden, for full-time persons (days of the same
    person are no independent draws), and where no change can be told. An expected number of persons is rounded.
    """
    if numerator is None or not denominator or unit not in {"share", "persons"} or numerator > denominator:
        return None
    persons = smallest_change(round(numerator), round(denominator)).either
    if persons is None:
        return None
    return persons / round(denominator) if unit == "share" else float(persons)
