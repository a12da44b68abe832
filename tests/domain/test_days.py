"""Days and months as integers, against `datetime`."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import dated as oracle

from videre.domain.days import (
    OPEN_ENDED,
    age_on,
    birthday,
    date_of_day,
    day_from_iso,
    day_number,
    day_of_date,
    first_day,
    iso_from_day,
    iso_from_month,
    last_day,
    month_from_iso,
    month_number,
    month_of,
    school_year_of,
    year_month_day,
    year_of,
)

ANY_DATE = st.dates(date(1900, 1, 1), date(2100, 12, 31))
LEAP_DAY = day_number(1996, 2, 29)


def test_every_day_from_1900_to_2100_is_that_of_datetime() -> None:
    a_date = date(1900, 1, 1)
    for number in range(day_number(1900, 1, 1), day_number(2101, 1, 1)):
        assert year_month_day(number) == (a_date.year, a_date.month, a_date.day)
        assert day_number(a_date.year, a_date.month, a_date.day) == number == (a_date - date(1970, 1, 1)).days
        a_date += timedelta(days=1)
    assert a_date == date(2101, 1, 1)


def test_every_month_from_1900_to_2100_begins_and_ends_as_in_datetime() -> None:
    for year in range(1900, 2101):
        for month in range(1, 13):
            number = month_number(year, month)
            assert date_of_day(first_day(number)) == date(year, month, 1)
            assert date_of_day(last_day(number)) == oracle.last_day_of_month(year, month)
            assert month_of(first_day(number)) == month_of(last_day(number)) == number
            assert iso_from_month(number) == f"{year}-{month:02d}"
            assert month_from_iso(iso_from_month(number)) == number


@given(ANY_DATE)
def test_a_day_survives_every_way_of_writing_it(a_date: date) -> None:
    number = day_of_date(a_date)
    assert date_of_day(number) == a_date
    assert day_from_iso(iso_from_day(number)) == number
    assert iso_from_day(number) == a_date.isoformat()
    assert year_of(number) == a_date.year


@given(ANY_DATE, st.integers(0, 110))
def test_a_birthday_is_that_of_the_oracle(born: date, age_years: int) -> None:
    assert birthday(day_of_date(born), age_years) == day_of_date(oracle.birthday(born, age_years))


@given(ANY_DATE, ANY_DATE)
def test_an_age_is_that_of_the_oracle(born: date, on: date) -> None:
    assert age_on(day_of_date(born), day_of_date(on)) == oracle.age_on(born, on)


@given(ANY_DATE | st.just(date(1996, 2, 29)), st.integers(0, 110))
def test_on_the_birthday_one_is_that_old_and_the_day_before_a_year_younger(born: date, age_years: int) -> None:
    on = birthday(day_of_date(born), age_years)
    assert age_on(day_of_date(born), on) == age_years
    assert age_on(day_of_date(born), on - 1) == age_years - 1


def test_born_on_the_leap_day_one_turns_fifteen_on_the_first_of_march() -> None:
    assert iso_from_day(birthday(LEAP_DAY, 15)) == "2011-03-01"
    assert iso_from_day(birthday(LEAP_DAY, 16)) == "2012-02-29"
    assert age_on(LEAP_DAY, day_from_iso("2011-02-28")) == 14


@pytest.mark.parametrize(("on", "year"), [("2014-07-31", 2013), ("2014-08-01", 2014), ("2015-01-01", 2014)])
def test_a_school_year_begins_on_the_first_of_august(on: str, year: int) -> None:
    assert school_year_of(day_from_iso(on)) == year


def test_the_open_end_lies_after_every_day_and_fits_32_bits() -> None:
    assert day_number(9999, 12, 31) < OPEN_ENDED < 2**31


@pytest.mark.parametrize("text", ["2014-02-30", "31-01-2014", "", "2014-13-01"])
def test_a_text_that_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"iso|month|day"):
        day_from_iso(text)
