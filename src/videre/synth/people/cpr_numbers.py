"""CPR numbers that nobody can have: replacement numbers, the day of birth plus 60."""

import numpy as np

from videre.domain.cpr import REPLACEMENT_ADDS_DAYS
from videre.domain.days import day_number
from videre.domain.refusals import Refused
from videre.synth.calendars import first_days, months_of, years_of

SERIALS_A_DIGIT = 500  # three digits, of which the last is odd for men and even for women
STEP = 397  # a prime that divides no capacity, so that neighbours in the register have no neighbouring numbers


class TooManyPersons(Refused):
    """More people were born on one day than there are replacement numbers for it."""


def replacement_numbers(stream: np.random.Generator, birth_day: np.ndarray, is_woman: np.ndarray) -> np.ndarray:
    """Return a replacement number for each person, as integers of ten digits, no two alike.

    The seventh digit says the century (domain/cpr.py): 0 to 3 before 2000; 4 to 9 to 2036; 5 to 8 to 2057.

    Raises:
        TooManyPersons: over 2,000 of one sex were born on one day (a municipality of some ten millions).
    """
    year = years_of(birth_day)
    lowest = np.select([year < 2000, year <= 2036], [0, 4], default=5)
    capacity = np.select([year < 2000, year <= 2036], [4, 6], default=4) * SERIALS_A_DIGIT
    cell = birth_day * 2 + is_woman
    order = np.argsort(cell, kind="stable")
    rank = np.empty(len(cell), dtype=np.int64)
    rank[order] = np.arange(len(cell)) - np.searchsorted(cell[order], cell[order])
    if len(cell) and (rank >= capacity).any():
        raise TooManyPersons("There are not replacement numbers enough for so many persons. Ask for fewer --persons.")
    shift = stream.integers(0, 1_000_000, size=2 * day_number(2060, 1, 1))[cell % (2 * day_number(2060, 1, 1))]
    serial = (shift + rank * STEP) % capacity
    month_start = first_days(months_of(birth_day))
    day_of_month = birth_day - month_start + 1 + REPLACEMENT_ADDS_DAYS
    month_of_year = months_of(birth_day) % 12 + 1
    last_four = (lowest * SERIALS_A_DIGIT + serial) * 2 + ~is_woman.astype(bool)
    return np.asarray(((day_of_month * 100 + month_of_year) * 100 + year % 100) * 10_000 + last_four)
