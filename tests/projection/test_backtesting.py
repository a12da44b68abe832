"""Scores of what was said then."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.projection.backtesting import Forecast, Rival, covers, crps, mid_covers, score, score_rivals
from videre.projection.chain import WrongRates
from videre.projection.uncertainty import binomial


def forecast(n: int, p: float, happened: int, **rivals: float) -> Forecast:
    return Forecast(2010, 6, binomial(n, p), p, happened, rivals)


@given(st.integers(1, 60), st.floats(0.02, 0.98), st.sampled_from([0.5, 0.8, 0.95]))
def test_a_right_forecast_covers_what_it_says_by_mid_probability_and_more_when_closed(
    n: int, p: float, level: float
) -> None:
    chances = binomial(n, p)
    mid = sum(chance * mid_covers(forecast(n, p, happened), level) for happened, chance in enumerate(chances))
    closed = sum(chance * covers(forecast(n, p, happened), level) for happened, chance in enumerate(chances))
    assert mid == pytest.approx(level, abs=1e-9)
    assert closed >= level - 1e-9


def test_scores_are_those_worked_by_hand() -> None:
    said = [forecast(10, 0.5, 5, last_year=0.6), forecast(10, 0.5, 8)]
    found = score(said)
    assert (found.n, found.bias, found.mean_absolute_error) == (2, pytest.approx(-0.15), pytest.approx(0.15))
    assert found.root_mean_square_error == pytest.approx((0.09 / 2) ** 0.5)
    assert found.coverage[0.95] == 1.0
    assert score_rivals(said) == {"last_year": Rival(1, pytest.approx(0.1), pytest.approx(0.1), 0.0)}


@given(st.integers(1, 40), st.floats(0.05, 0.95), st.data())
def test_crps_is_the_integral_over_shares(n: int, p: float, data: st.DataObject) -> None:
    happened = data.draw(st.integers(0, n))
    grid = np.linspace(0, 1, 20 * n, endpoint=False) + 1 / (40 * n)
    reached = np.cumsum(binomial(n, p))[np.floor(grid * n).astype(int)]
    slow = np.mean((reached - (grid >= happened / n)) ** 2)
    assert crps(forecast(n, p, happened)) == pytest.approx(slow, abs=1e-9)


def test_nothing_observed_and_impossible_counts_are_refused() -> None:
    with pytest.raises(WrongRates, match="ask for a shorter one"):
        score([])
    with pytest.raises(WrongRates, match="12 of 10 persons"):
        score([forecast(10, 0.5, 12)])
