"""Scores of what was said then."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.oracles.coins import binomial

from videre.projection.backtesting import (
    WIDENINGS,
    Forecast,
    Parts,
    Rival,
    Widening,
    coverage_of,
    covers,
    crps,
    estimate_widening,
    mid_covers,
    parts_of,
    score,
    score_rivals,
    widened,
    worth_of,
)
from videre.projection.chain import WrongRates
from videre.projection.uncertainty import distribution_of_count


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


DRIFT, PERSONS = 0.05, 150  # what a forecast says of the drift of log odds in a year, and the size of a cohort


def backtest_of(generator: np.random.Generator, true_drift: float, n_cohorts: int = 8) -> list[Forecast]:
    """Return the forecasts of a made-up world: a share walks from year to year by another drift than is said."""
    walk = 1 / (1 + np.exp(-0.85 - generator.normal(0, true_drift, n_cohorts + 9).cumsum()))
    told = []
    for cohort in range(n_cohorts):
        for years in (3, 4, 5, 6, 9):
            if cohort + years < n_cohorts + 3:
                p = float(walk[cohort])
                drift = years * (DRIFT * p * (1 - p)) ** 2
                initial, chance = np.array([[float(PERSONS)]]), np.array([[p]])
                distribution = distribution_of_count(initial, chance, drift**0.5)
                happened = int(generator.binomial(PERSONS, walk[cohort + years]))
                told.append(Forecast(cohort, years, distribution, p, happened, {}, Parts(initial, chance, 0.0, drift)))
    return told


def coverage_of_the_next(
    generator: np.random.Generator, true_drift: float, n_worlds: int
) -> tuple[float, float, float]:
    """Return how often the next forecast covers at 95 %, as it is and widened, and the mean factor."""
    plain, wide, factors = [], [], []
    for _ in range(n_worlds):
        *before, last = backtest_of(generator, true_drift)
        # The last forecast is another cohort's: it was not used for the widening.
        before = [each for each in before if each.cohort != last.cohort]
        factor = estimate_widening(before).factor
        plain.append(covers(last, 0.95))
        wide.append(covers(widened(last, factor), 0.95))
        factors.append(factor)
    return float(np.mean(plain)), float(np.mean(wide)), float(np.mean(factors))


def slow_worth(forecasts: list[Forecast]) -> float:
    """Return how many unrelated forecasts these are worth, pair by pair and year by year."""

    def correlation(one: Forecast, other: Forecast) -> float:
        covariance, variances = 0.0, []
        for each in (one, other):
            assert each.parts is not None
            shares = each.parts.initial * each.parts.chance * (1 - each.parts.chance)
            variances.append((each.parts.estimation, each.parts.drift, shares.sum() / each.n_persons**2))
        covariance += (variances[0][0] * variances[1][0]) ** 0.5
        years = [set(range(each.cohort, each.cohort + each.horizon_years)) for each in (one, other)]
        overlap = len(years[0] & years[1]) / (len(years[0]) * len(years[1])) ** 0.5
        covariance += overlap * (variances[0][1] * variances[1][1]) ** 0.5
        if one.cohort == other.cohort:  # whoever has counted at the earlier horizon has at the later
            low, high = sorted((one.expected, other.expected))
            shared = low * (1 - high) / (low * (1 - low) * high * (1 - high)) ** 0.5
            covariance += shared * (variances[0][2] * variances[1][2]) ** 0.5
        return float(covariance / (sum(variances[0]) * sum(variances[1])) ** 0.5)

    return len(forecasts) ** 2 / sum(correlation(one, other) ** 2 for one in forecasts for other in forecasts)


def test_forecasts_are_worth_as_many_unrelated_ones_as_their_pairs_say() -> None:
    forecasts = backtest_of(np.random.default_rng(3), DRIFT)
    assert worth_of(forecasts) == pytest.approx(slow_worth(forecasts), rel=1e-9)
    assert worth_of(forecasts[:1]) == pytest.approx(1)
    assert worth_of([forecasts[0], forecasts[0]]) == pytest.approx(1)
    apart = [forecasts[0]._replace(cohort=2000 + 20 * n, parts=parts_of(forecasts[0])) for n in range(5)]
    assert worth_of(apart) == pytest.approx(5)
    with pytest.raises(WrongRates, match="with the parts that it was made of"):
        worth_of([forecasts[0]._replace(parts=None)])


def test_where_drift_is_as_it_is_said_it_is_seldom_widened_and_intervals_cover_as_before() -> None:
    plain, wide, factor = coverage_of_the_next(np.random.default_rng(11), DRIFT, 100)
    assert 0.90 <= plain <= wide <= 0.995
    assert factor < 1.25


def test_where_drift_is_thrice_what_is_said_the_widening_makes_intervals_cover_again() -> None:
    plain, wide, factor = coverage_of_the_next(np.random.default_rng(12), 3 * DRIFT, 100)
    assert plain < 0.85  # of 150 worlds 79 % are covered as said, and 92 % widened
    assert wide > plain + 0.08
    assert wide > 0.88
    assert factor > 1.8


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1), st.floats(0.02, 0.4))
def test_the_factor_is_the_smallest_with_which_no_level_falls_short(seed: int, true_drift: float) -> None:
    forecasts = backtest_of(np.random.default_rng(seed), true_drift)
    found = estimate_widening(forecasts)
    plain_worth = slow_worth(forecasts)  # one weight for all factors that are compared

    def is_short(factor: float) -> bool:
        those = [widened(each, factor) for each in forecasts]
        coverage = coverage_of(those)
        return any(share < level - 2 * (level * (1 - level) / plain_worth) ** 0.5 for level, share in coverage.items())

    def likely(factor: float) -> float:
        those = [widened(each, factor) for each in forecasts]
        return plain_worth * float(np.mean([np.log(each.distribution[each.happened]) for each in those]))

    best = max(map(likely, WIDENINGS))
    smaller = [factor for factor in WIDENINGS if factor < found.factor]
    assert all(is_short(factor) or likely(factor) < best - 0.5 for factor in smaller)
    assert likely(found.factor) >= best - 0.5
    assert found.is_enough == (not is_short(found.factor))
    assert found.is_enough or found.factor == WIDENINGS[-1]
    assert (found.n_cohorts, found.n_forecasts) == (8, len(forecasts))
    assert found.covered == coverage_of(forecasts)


def test_what_cannot_happen_yet_and_too_few_cohorts_widen_nothing() -> None:
    sure = [
        Forecast(year, 3, binomial(300, 1e-6), 1e-6, 0, {}, Parts(np.array([[300.0]]), np.array([[1e-6]]), 0, 0))
        for year in range(2000, 2010)
    ]
    assert estimate_widening(sure) == Widening(1.0, {}, {}, 0, 0, is_enough=True)
    two = [each for each in backtest_of(np.random.default_rng(1), 0.2) if each.cohort < 2]
    assert estimate_widening(two).factor == 1.0
    assert estimate_widening(two).n_cohorts == 2


def test_drift_is_never_narrowed_and_only_a_forecast_with_its_parts_is_widened() -> None:
    forecasts = backtest_of(np.random.default_rng(1), 0.01)
    with pytest.raises(WrongRates, match="begin with 1 and ascend"):
        estimate_widening(forecasts, (0.5, 1.0))
    with pytest.raises(WrongRates, match="parts that it was made of"):
        widened(forecast(10, 0.5, 5), 2.0)
    again = widened(forecasts[0], 1.0)
    np.testing.assert_allclose(again.distribution, forecasts[0].distribution, atol=1e-15)
