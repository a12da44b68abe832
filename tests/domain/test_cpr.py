"""The CPR number. Only replacement numbers stand here: 60 is added to the day."""

import re
from datetime import date

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from videre.domain.cpr import Cpr, InvalidCpr, century, parse_cpr
from videre.domain.people import Sex

# cpr.dk, "Personnummeret i CPR": seventh digit, two digits of the year from and to, the years that they mean.
CENTURIES = [
    ("0123", 0, 99, 1900),
    ("49", 0, 36, 2000),
    ("49", 37, 99, 1900),
    ("5678", 0, 57, 2000),
    ("5678", 58, 99, 1800),
]


def replacement_number(day: int, month: int, two_digit_year: int, rest: str) -> str:
    """Return a number that no living person can have."""
    return f"{day + 60:02d}{month:02d}{two_digit_year:02d}{rest}"


@pytest.mark.parametrize(("seventh_digits", "year_from", "year_to", "first_year"), CENTURIES)
def test_the_century_follows_from_the_seventh_digit_and_the_year(
    seventh_digits: str, year_from: int, year_to: int, first_year: int
) -> None:
    for digit in seventh_digits:
        for year in range(year_from, year_to + 1):
            assert century(int(digit), year) == first_year
            assert parse_cpr(replacement_number(1, 1, year, f"{digit}000")).birth_date.year == first_year + year


def test_the_table_of_centuries_names_every_digit_and_year_once() -> None:
    named = [(digit, year) for digits, low, high, _ in CENTURIES for digit in digits for year in range(low, high + 1)]
    assert sorted(named) == [(str(digit), year) for digit in range(10) for year in range(100)]


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 3999), st.booleans())
def test_a_number_says_the_date_of_birth_and_the_sex(born: date, serial: int, with_hyphen: bool) -> None:
    text = replacement_number(born.day, born.month, born.year % 100, f"{serial:04d}")
    written = f" {text[:6]}-{text[6:]} " if with_hyphen else text
    assert parse_cpr(written) == Cpr(born, Sex.M if serial % 2 else Sex.K, is_replacement=True)


def test_a_number_that_fails_modulus_11_is_valid() -> None:
    serials = [parse_cpr(f"610180{serial:04d}") for serial in range(100)]  # at most one in eleven passes modulus 11
    assert {said.birth_date for said in serials} == {date(1980, 1, 1)}


@pytest.mark.parametrize(
    "text", ["", "6101800", "61018000000", "610180--0000", "61018O0000", "٦١٠١٨٠٠٠٠٠", "910280-0000", "601380-0000"]
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidCpr):
        parse_cpr(text)


@given(st.from_regex(re.compile(r"[6-9][0-9]{5}-?[0-9]{4}", re.ASCII), fullmatch=True) | st.text(max_size=14))
def test_a_refusal_never_repeats_what_was_written(text: str) -> None:
    refusal = refusal_of(text)
    if refusal is None:
        reject()
    shown = [refusal, refusal.__cause__, None if refusal.__suppress_context__ else refusal.__context__]
    assert not any(re.search(r"\d", str(error)) for error in shown if error is not None)
    assert len(text.strip()) < 5 or text.strip() not in str(refusal)


def refusal_of(text: str) -> InvalidCpr | None:
    """Return the refusal of a text, None where it is a number."""
    try:
        parse_cpr(text)
    except InvalidCpr as refusal:
        return refusal
    return None
