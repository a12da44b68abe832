"""A reference made ready, and how much behaviour drifts."""

import numpy as np
import pytest

from videre.projection.behaviour import Drift, estimate_drift, smoothed, smoothed_twice
from videre.projection.chain import WrongRates, check_rates, moves_of

PAIRS = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
MOVES = moves_of(PAIRS, 3)
KINDS = np.array([0, 1, 2, 0, 2, 0])
NO_FLOOR = Drift(0.0, 0.0, 0)


def test_a_row_borrows_one_person_and_a_row_of_nobody_behaves_as_everybody() -> None:
    pool = np.array([60.0, 30, 10, 5, 5, 9])
    counts = np.array([[[999.0, 0, 0, 0, 0, 0]]])
    rates = smoothed(MOVES, counts, pool)
    np.testing.assert_allclose(rates.share[0, 0, :3], [999.6 / 1000, 0.3 / 1000, 0.1 / 1000])
    np.testing.assert_allclose(rates.share[0, 0, 3:5], [0.5, 0.5])
    check_rates(MOVES, rates)


def test_moves_that_nobody_ever_made_stay_impossible_and_states_of_nobody_stay_unknown() -> None:
    pool = np.array([60.0, 0, 10, 0, 0, 9])
    rates = smoothed(MOVES, np.array([[[5.0, 0, 1, 0, 0, 1]]]), pool)
    assert rates.share[0, 0, 1] == 0
    assert rates.is_known[0, 0].tolist() == [True, False, True]
    check_rates(MOVES, rates)


def test_a_cell_of_few_behaves_as_the_others_of_its_table_before_it_behaves_as_everybody() -> None:
    pool = np.array([60.0, 30, 10, 5, 5, 9])
    counts = np.zeros((2, 2, 6))
    counts[0, 0, :3] = [800.0, 100, 99]
    counts[1, :, :3] = [0.0, 50, 0]
    rates = smoothed_twice(MOVES, counts, pool)
    together = [(800 + 0.6) / 1000, (100 + 0.3) / 1000, (99 + 0.1) / 1000]
    np.testing.assert_allclose(rates.share[0, 1, :3], together)  # nobody here: as the table's other cell
    np.testing.assert_allclose(rates.share[0, 0, :3], (np.array([800.0, 100, 99]) + together) / 1000)
    np.testing.assert_allclose(rates.share[1, 0, 1], (50 + (100 + 0.3) / 101) / 51)
    check_rates(MOVES, rates)


def drifting(of_kind: float, of_move: float, seed: int, n_years: int = 40) -> np.ndarray:
    """Draw a country's counts of many years whose tilts walk."""
    generator = np.random.default_rng(seed)
    steps = generator.normal(0, of_kind, (n_years, 3))[:, KINDS] * (KINDS > 0)
    steps = steps + generator.normal(0, of_move, (n_years, len(PAIRS))) * (KINDS > 0)
    tilts = steps.cumsum(axis=0)
    base = np.log([0.6, 0.25, 0.15, 0.7, 0.3, 1.0])
    counts = np.zeros((n_years, 1, 1, len(PAIRS)))
    for year in range(n_years):
        weights = np.exp(base + tilts[year])
        for state in range(3):
            own = MOVES.origin == state
            counts[year, 0, 0, own] = generator.multinomial(200_000, weights[own] / weights[own].sum())
    return counts


def test_drift_is_found_where_there_is_some_and_none_where_there_is_none() -> None:
    found = np.mean([estimate_drift(MOVES, drifting(0.05, 0.0, seed), KINDS, NO_FLOOR).of_kind for seed in range(6)])
    assert found == pytest.approx(0.05, rel=0.25)
    still = estimate_drift(MOVES, drifting(0.0, 0.0, 1), KINDS, NO_FLOOR)
    assert still.of_kind < 0.01
    assert still.of_move < 0.01
    assert still.n_innovations > 0


def test_drift_has_a_floor_and_is_the_floor_where_nothing_can_be_learnt() -> None:
    floor = Drift(0.03, 0.02, 0)
    assert estimate_drift(MOVES, drifting(0.0, 0.0, 1), KINDS, floor)[:2] == (0.03, 0.02)
    assert estimate_drift(MOVES, drifting(0.0, 0.0, 1, n_years=2), KINDS, floor) == floor
    with pytest.raises(WrongRates, match="by year, table, cell and move"):
        estimate_drift(MOVES, np.zeros((3, 6)), KINDS, floor)
