"""Periods as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.domain.days import iso_from_month, month_from_iso
from videre.domain.periods import InvalidPeriod, parse_period

MONTHS = st.integers(1900 * 12, 2100 * 12)


@given(MONTHS, st.integers(0, 60))
def test_from_one_month_to_another_holds_both(first: int, more: int) -> None:
    period = parse_period(f"{iso_from_month(first)}..{iso_from_month(first + more)}")
    assert (period.first_month, period.n_months, period.end_month) == (first, more + 1, first + more + 1)


@pytest.mark.parametrize(
    ("text", "first", "n_months", "years"),
    [
        ("2014-03", "2014-03", 1, [2014]),
        ("2014", "2014-01", 12, [2014]),
        ("2015H1", "2015-01", 6, [2015]),
        ("2015H2", "2015-07", 6, [2015]),
        ("2013-12..2014", "2013-12", 13, [2013, 2014]),
        ("2013H2..2015H1", "2013-07", 24, [2013, 2014, 2015]),
    ],
)
def test_each_form_is_understood(text: str, first: str, n_months: int, years: list[int]) -> None:
    period = parse_period(text)
    assert (period.first_month, period.n_months, [*period.years]) == (month_from_iso(first), n_months, years)


@pytest.mark.parametrize("text", ["", "2014-13", "2014-00", "14", "2015H3", "2014-02..2014-01", "2014..", "..2014"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(InvalidPeriod):
        parse_period(text)
