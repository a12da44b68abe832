"""Newcombe's own examples of the interval for the difference of two shares.

Newcombe (1998), "Interval estimation for the difference between independent proportions: comparison of eleven methods",
Statistics in Medicine 17, 873-890, table II, method 10, to four decimals as printed.
"""

import pytest

from videre.domain.noise import difference_interval, smallest_change


@pytest.mark.parametrize(
    ("first", "of_first", "second", "of_second", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_the_interval_is_the_one_published(
    first: int, of_first: int, second: int, of_second: int, low: float, high: float
) -> None:
    assert difference_interval(first, of_first, second, of_second) == pytest.approx((low, high), abs=5.1e-5)


def test_with_310_pupils_of_whom_93_percent_have_it_a_change_under_4_points_says_nothing() -> None:
    change = smallest_change(288, 310).either
    assert change is not None
    assert round(100 * change / 310) == 4
