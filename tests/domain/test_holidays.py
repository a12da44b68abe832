"""Danish holidays and working days: a table kept by hand, a calendar kept by others, and laws that hold for any day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles.clocks import calendar_of, deadline, works

from videre.domain.days import date_of_day, day_number, day_of_date
from videre.domain.holidays import (
    add_working_days,
    count_working_days,
    easter_sunday,
    is_holiday,
    is_working_day,
    weekday_of,
)

# Easter Sundays of fifty years, from the church's calendar: 423 is 23 April.
EASTERS = (
    423, 415, 331, 420, 411, 327, 416, 408, 323, 412,  # 2000-2009
    404, 424, 408, 331, 420, 405, 327, 416, 401, 421,  # 2010-2019
    412, 404, 417, 409, 331, 420, 405, 328, 416, 401,  # 2020-2029
    421, 413, 328, 417, 409, 325, 413, 405, 425, 410,  # 2030-2039
    401, 421, 406, 329, 417, 409, 325, 414, 405, 418,  # 2040-2049
)  # fmt: skip
DAYS = st.integers(day_number(2000, 1, 1), day_number(2049, 12, 31))
CLOSED = (605, 1224, 1231)


@pytest.mark.parametrize(("year", "easter"), list(enumerate(EASTERS, start=2000)))
def test_easter_falls_where_the_churchs_calendar_says(year: int, easter: int) -> None:
    assert easter_sunday(year) == day_number(year, easter // 100, easter % 100)


@pytest.mark.parametrize(("year", "easter"), list(enumerate(EASTERS, start=2000)))
def test_the_holidays_of_a_year_are_those_of_the_table(year: int, easter: int) -> None:
    sunday = date(year, easter // 100, easter % 100)
    after_easter = [-3, -2, 0, 1, 39, 49, 50] + ([26] if year < 2024 else [])
    expected = {sunday + timedelta(days=n) for n in after_easter}
    expected |= {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    days = range(day_number(year, 1, 1), day_number(year + 1, 1, 1))
    assert {date_of_day(day) for day in days if is_holiday(day)} == expected


@pytest.mark.parametrize("year", range(1990, 2061))
def test_the_holidays_of_a_year_are_those_of_a_calendar_that_others_keep(year: int) -> None:
    days = range(day_number(year, 1, 1), day_number(year + 1, 1, 1))
    assert {date_of_day(day) for day in days if is_holiday(day)} == calendar_of(year)


def test_prayer_day_was_a_holiday_for_the_last_time_in_2023() -> None:
    assert is_holiday(day_number(2023, 5, 5))
    assert not is_holiday(day_number(2024, 4, 26))
    assert is_working_day(day_number(2024, 4, 26))


@pytest.mark.parametrize("day", ["2015-06-05", "2015-12-24", "2015-12-31", "2014-05-01"])
def test_a_day_on_which_banks_are_closed_is_a_working_day_unless_the_municipality_says_otherwise(day: str) -> None:
    number = day_of_date(date.fromisoformat(day))
    assert not is_holiday(number)
    assert is_working_day(number)
    assert is_working_day(number, CLOSED) is (day == "2014-05-01")


@given(DAYS)
def test_the_day_of_the_week_is_the_calendars(day: int) -> None:
    assert weekday_of(day) == date_of_day(day).weekday()


@given(DAYS)
def test_a_working_day_is_one_of_the_oracle(day: int) -> None:
    assert is_working_day(day) == works(date_of_day(day))
    assert is_working_day(day, CLOSED) == works(date_of_day(day), [(6, 5), (12, 24), (12, 31)])


@given(DAYS, st.integers(1, 30))
def test_a_deadline_is_the_oracles(day: int, n_days: int) -> None:
    assert date_of_day(add_working_days(day, n_days)) == deadline(date_of_day(day), n_days)


@given(DAYS, st.integers(1, 30))
def test_the_last_of_some_working_days_is_a_working_day_and_counting_back_gives_their_number(day: int, n: int) -> None:
    last = add_working_days(day, n)
    assert is_working_day(last)
    assert count_working_days(day, last) == n
    assert count_working_days(day, last - 1) == n - 1


@given(DAYS, st.integers(0, 15), st.integers(0, 15))
def test_working_days_added_in_two_steps_are_those_added_in_one(day: int, first: int, second: int) -> None:
    in_two = add_working_days(add_working_days(day, first), second)
    assert in_two == add_working_days(day, first + second)


@given(DAYS, st.integers(1, 20))
def test_a_later_day_never_has_an_earlier_deadline_and_closing_never_makes_it_earlier(day: int, n: int) -> None:
    assert add_working_days(day, n) <= add_working_days(day + 1, n)
    assert add_working_days(day, n) <= add_working_days(day, n, CLOSED)


def test_five_working_days_are_never_fewer_than_seven_days_nor_more_than_twelve_in_fifty_years() -> None:
    lengths = {add_working_days(day, 5) - day for day in range(day_number(2000, 1, 1), day_number(2050, 1, 1))}
    assert min(lengths) == 5
    assert max(lengths) == 12


def test_the_days_of_the_clock_change_are_days_like_others() -> None:
    assert add_working_days(day_number(2015, 3, 27), 5) == day_number(2015, 4, 8)  # Easter follows the change
    assert add_working_days(day_number(2015, 10, 23), 5) == day_number(2015, 10, 30)
