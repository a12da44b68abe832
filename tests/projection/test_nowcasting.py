"""The newest moves corrected for late reports."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.projection.chain import WrongRates, at_risk, moves_of
from videre.projection.nowcasting import (
    Completeness,
    correct,
    correct_events,
    estimate_completeness,
    variance_of_completeness,
)

PAIRS = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)]
MOVES = moves_of(PAIRS, 3)
GROUPS = np.array([0, 1, 2, 0, 2, 0])  # going on, beginning, completing


def late(*factor: float) -> Completeness:
    return Completeness(np.array([1.0, *factor]), np.array([0.0, 0.1, 0.2]), np.array([0.0, 9, 9]))


@given(st.lists(st.integers(0, 60), min_size=6, max_size=6), st.floats(0.5, 3), st.floats(0.5, 3))
def test_nobody_is_lost_and_no_count_falls_below_nought(row: list[int], one: float, other: float) -> None:
    counts = np.array([[row]], float)
    corrected = correct(MOVES, counts, GROUPS, late(one, other))
    np.testing.assert_allclose(at_risk(MOVES, corrected.counts), at_risk(MOVES, counts), atol=1e-9)
    assert (corrected.counts >= -1e-12).all()
    assert ((corrected.information > 0) & (corrected.information <= 1)).all()


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 60), st.floats(1, 9), st.floats(1, 9))
def test_where_more_is_told_than_there_are_persons_nobody_goes_on_and_no_count_is_a_rounding_below_nought(
    stays: int, begins: int, completes: int, one: float, other: float
) -> None:
    corrected = correct(MOVES, np.array([[[stays, begins, completes, 1, 1, 1]]], float), GROUPS, late(one, other))
    assert (corrected.counts >= 0).all()
    if begins * one + completes * other >= stays + begins + completes:
        assert corrected.counts[0, 0, 0] == 0


def test_missing_moves_are_taken_from_those_who_seem_to_go_on() -> None:
    corrected = correct(MOVES, np.array([[[80.0, 10, 10, 5, 5, 7]]]), GROUPS, late(1.2, 1.5))
    np.testing.assert_allclose(corrected.counts[0, 0], [73, 12, 15, 2.5, 7.5, 7])
    np.testing.assert_allclose(corrected.information[0, 0], [20 / 27, 2 / 3, 1])


def test_when_all_is_reported_nothing_changes() -> None:
    counts = np.array([[[8.0, 1, 3, 5, 5, 7]]])
    corrected = correct(MOVES, counts, GROUPS, late(1.0, 1.0))
    np.testing.assert_allclose(corrected.counts, counts)
    assert (corrected.information == 1).all()


def test_how_late_reports_come_is_learnt_from_earlier_years() -> None:
    then, now = np.array([[100.0, 40, 80], [100, 60, 70]]), np.array([[90.0, 50, 80], [80, 75, 75]])
    found = estimate_completeness(then, now)
    assert found.factor == pytest.approx([1.0, 125.5 / 100.5, 155.5 / 150.5])
    assert found.log_sd[0] == 0
    nothing = estimate_completeness(np.zeros((0, 3)), np.zeros((0, 3)))
    assert nothing.factor.tolist() == [1, 1, 1]
    assert nothing.log_sd[1] > 1  # it says that it knows nothing
    with pytest.raises(WrongRates, match="same years and groups"):
        estimate_completeness(np.zeros((1, 3)), np.zeros((2, 3)))


def test_an_unsure_correction_widens_the_interval() -> None:
    slope = np.array([0.0, 0.2, 0.1, 0.0, 0.1, 0.0])
    expected = (0.2 * 0.1) ** 2 + (0.2 * 0.2) ** 2
    assert variance_of_completeness(slope, GROUPS, late(1.2, 1.5)) == pytest.approx(expected)


def test_corrected_counts_have_at_most_half_the_error_of_raw_ones() -> None:
    # Ten years in which a fifth of the completions and a tenth of the beginnings come after the day of counting.
    generator, raw_error, corrected_error = np.random.default_rng(5), 0.0, 0.0
    missing = np.array([0.0, 0.1, 0.2])
    for _ in range(40):
        final = generator.multinomial(300, [0.5, 0.2, 0.3], size=11)[:, [0, 1, 2]].astype(float)
        unreported = generator.binomial(final.astype(int), missing)
        then = final - unreported
        then[:, 0] += unreported.sum(axis=1)
        completeness = estimate_completeness(then[:-1], final[:-1])
        newest = np.concatenate([then[-1], [0, 0, 0]])
        corrected = correct(MOVES, newest, GROUPS, completeness).counts
        raw_error += abs(newest[2] - final[-1, 2])
        corrected_error += abs(corrected[2] - final[-1, 2])
    assert corrected_error < raw_error / 2


def test_corrected_newest_months_have_at_most_half_the_error_of_raw_ones_and_their_intervals_cover() -> None:
    # Twelve months of a municipality, each with its own part of its events told so long after it; eight earlier years.
    generator, raw_error, corrected_error, inside = np.random.default_rng(21), 0.0, 0.0, []
    for _ in range(40):
        for month in range(12):
            often = np.array([0.0, 20 + 10 * (month % 4), 40, 25])
            told = np.array([1.0, 0.95 - 0.02 * month, 0.9 - 0.03 * month, 0.8 - 0.03 * month])
            now = generator.poisson(often, size=(9, 4)).astype(float)
            then = generator.binomial(now.astype(int), told).astype(float)
            later = correct_events(then[-1], estimate_completeness(then[:-1], now[:-1]))
            raw_error += np.abs(then[-1] - now[-1]).sum()
            corrected_error += np.abs(later.corrected - now[-1]).sum()
            inside += (((later.low <= now[-1]) & (now[-1] <= later.high))[1:]).tolist()
    assert corrected_error < raw_error / 2
    assert 0.92 <= np.mean(inside) <= 0.99


@given(st.lists(st.integers(0, 90), min_size=3, max_size=3), st.floats(1, 3), st.floats(1, 3))
def test_a_corrected_month_is_never_below_what_is_told_and_lies_in_its_interval(
    known: list[int], one: float, other: float
) -> None:
    later = correct_events(np.array(known, float), late(one, other))
    assert (later.corrected >= np.array(known)).all()
    assert (later.low >= np.array(known) - 1e-9).all()
    assert (later.low <= later.corrected + 1e-9).all()
    assert (later.corrected <= later.high + 1e-9).all()
    assert later.corrected[0] == later.low[0] == later.high[0] == known[0]  # going on is never told late
