"""Estimates leave the house rounded, without numbers of persons, and hidden where few persons are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.projected import estimate

from videre.disclosure.estimates import coarse_share, release_estimates
from videre.disclosure.released import Released
from videre.disclosure.threshold import NothingToRelease, is_too_few

RULE = {"da": "x", "en": "x"}


def release(*shares: float, n_persons: int = 300) -> Released:
    figures = [
        estimate("2015", {"years": str(at), "level": "95"}, share, share, n_persons, 0.0123456)
        for at, share in enumerate(shares)
    ]
    return release_estimates("completion_fan", ("level", "years"), figures, 20, 5, RULE)


def test_a_share_is_told_in_tenths_of_a_point_and_without_the_persons_behind() -> None:
    (row,) = release(0.914159).rows
    assert (row.value, row.interval_low, row.interval_high) == (0.914, 0.902, 0.927)
    assert (row.numerator, row.unknown, row.bounds_low, row.bounds_high) == (None, None, None, None)
    assert row.denominator == 300


def test_a_share_of_fewer_than_five_or_of_nearly_everybody_is_hidden() -> None:
    table = release(0.01, 0.5, 0.99, 0.0)
    assert [row.is_hidden for row in table.rows] == [True, False, True, False]
    assert table.n_hidden == 2
    assert all(row.value is None and row.denominator is None for row in table.rows if row.is_hidden)


def test_nothing_is_told_of_a_cohort_of_fewer_than_twenty() -> None:
    assert [row.is_hidden for row in release(0.5, n_persons=19).rows] == [True]
    assert [row.is_hidden for row in release(0.5, n_persons=20).rows] == [False]


@given(st.integers(20, 600), st.data())
def test_a_count_is_told_so_coarsely_that_subtracting_another_tells_nobody(n_persons: int, data: st.DataObject) -> None:
    counted = data.draw(st.integers(0, n_persons))
    told = coarse_share(counted, n_persons, 5) * n_persons
    assert abs(told - counted) <= 2.5 + 1e-9
    alike = [other for other in range(n_persons + 1) if coarse_share(other, n_persons, 5) * n_persons == told]
    assert len(alike) >= min(counted, n_persons - counted, 2) + 1  # others would be told the same


def test_nothing_can_be_released_of_nothing() -> None:
    with pytest.raises(NothingToRelease):
        release()


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.integers(5, 600))
def test_what_would_be_hidden_as_a_figure_is_hidden_as_an_estimate(shares: list[float], n_persons: int) -> None:
    table = release(*shares, n_persons=n_persons)
    for share, row in zip(shares, table.rows, strict=True):
        if is_too_few(estimate("2015", {}, share, share, n_persons), 5):
            assert row.is_hidden
        if row.value is not None:
            assert row.value == pytest.approx(share, abs=0.0005 + 1e-12)
