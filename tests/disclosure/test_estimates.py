"""Estimates leave the house rounded, without numbers of persons, and hidden where few persons are meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.projected import estimate

from videre.disclosure.estimates import NothingEstimated, coarse_share, release_estimates
from videre.disclosure.released import Released

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
    assert [row.is_hidden for row in table.rows] == [True, False, True, True]
    assert table.n_hidden == 3
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
    with pytest.raises(NothingEstimated):
        release()


def test_who_would_be_hidden_alone_in_a_sum_gets_company() -> None:
    shares = (0.01, 0.2, 0.79, 0.5)
    figures = [estimate("2015", {"to": str(at)}, share, share, 300) for at, share in enumerate(shares)]

    def hidden(*sums: list[int]) -> list[bool]:
        return [row.is_hidden for row in release_estimates("t", ("to",), figures, 20, 5, RULE, sums).rows]

    assert hidden() == [True, False, False, False]
    assert hidden([0, 1, 2]) == [True, True, False, False]
    assert hidden([0, 1, 2], [1, 3]) == [True, True, False, True]  # and its company is not alone either


def test_rounding_is_company_enough_where_it_leaves_the_lone_one_uncertain_by_the_threshold() -> None:
    shares = (0.005, 0.2, 0.695, 0.1)

    def hidden(n_persons: int) -> list[bool]:
        figures = [estimate("2015", {"to": str(at)}, share, share, n_persons) for at, share in enumerate(shares)]
        table = release_estimates("t", ("to",), figures, 20, 5, RULE, [[0, 1, 2, 3]], decimals=2)
        return [row.is_hidden for row in table.rows]

    assert hidden(334) == [True, False, False, False]  # three shares, each half a point off: 5.01 persons
    assert hidden(330) == [True, False, False, True]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=8), st.integers(5, 600))
def test_few_persons_are_never_told_and_all_else_is_to_a_tenth_of_a_point(shares: list[float], n_persons: int) -> None:
    for share, row in zip(shares, release(*shares, n_persons=n_persons).rows, strict=True):
        n_in = round(share * n_persons, 6)
        assert row.is_hidden == (n_persons < 20 or n_in < 5 or round(n_persons - share * n_persons, 6) < 5)
        if row.value is not None:
            assert row.value == pytest.approx(share, abs=0.0005 + 1e-12)
