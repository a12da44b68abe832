"""The CPR number: what it says, and what it must never be asked.

A number is valid when it gives a date of birth. Modulus 11 is not a check: it has not held for all numbers since
1 October 2007. A *replacement number* (erstatningspersonnummer) has 6 added to its first digit, so that no living
person can have it; tests and made-up data use nothing else.
"""

from datetime import date
from typing import NamedTuple

from videre.domain.people import Sex

REPLACEMENT_ADDS_DAYS = 60


class InvalidCpr(ValueError):
    """The text is no CPR number. The message never repeats it."""


class Cpr(NamedTuple):
    """What a CPR number says."""

    birth_date: date
    sex: Sex
    is_replacement: bool


def parse_cpr(text: str) -> Cpr:
    """Return the date of birth and sex that a CPR number says, written with or without a hyphen.

    The century follows from the seventh digit and the two digits of the year (cpr.dk, "Personnummeret i CPR"): 0-3
    are the 1900s; 4 and 9 are 2000-2036, else the 1900s; 5-8 are 2000-2057, else the 1800s.

    Raises:
        InvalidCpr: not ten digits, or no such date.
    """
    digits = text.strip().replace("-", "", 1)
    if len(digits) != 10 or not (digits.isascii() and digits.isdigit()):
        raise InvalidCpr("A CPR number has ten digits, with or without a hyphen after the sixth.")
    day, month, year = int(digits[0:2]), int(digits[2:4]), int(digits[4:6])
    is_replacement = day > REPLACEMENT_ADDS_DAYS
    try:
        birth_date = date(
            century(int(digits[6]), year) + year, month, day - (REPLACEMENT_ADDS_DAYS if is_replacement else 0)
        )
    except ValueError:
        raise InvalidCpr("The first six digits of the CPR number are no date.") from None
    return Cpr(birth_date, Sex.M if int(digits[9]) % 2 else Sex.K, is_replacement)


def century(seventh_digit: int, two_digit_year: int) -> int:
    """Return the first year of the century in which a holder of the number was born."""
    if seventh_digit <= 3:
        return 1900
    if seventh_digit in {4, 9}:
        return 2000 if two_digit_year <= 36 else 1900
    return 2000 if two_digit_year <= 57 else 1800
