"""Periods as people write them: a month, a year, a half-year, or from one to another."""

import re
from typing import NamedTuple

from videre.domain.days import month_number
from videre.domain.refusals import Refused

PERIOD_FORMS = "2014-03 (a month), 2014 (a year), 2015H2 (a half-year), or 2013-12..2014-06 (from one to another)"

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"(\d{4})")
_HALF_YEAR = re.compile(r"(\d{4})H([12])")


class InvalidPeriod(Refused):
    """The text is no period."""


class Period(NamedTuple):
    """Months from `first_month`, `n_months` of them."""

    first_month: int
    n_months: int

    @property
    def end_month(self) -> int:
        """Return the first month after the period."""
        return self.first_month + self.n_months

    @property
    def years(self) -> range:
        """Return the calendar years that the period touches."""
        return range(self.first_month // 12, (self.end_month - 1) // 12 + 1)


def parse_period(text: str) -> Period:
    """Return the months that a text names; raises InvalidPeriod with the forms that are understood.

    >>> parse_period("2015H2").n_months
    6
    """
    first, separator, last = text.strip().partition("..")
    start, stop = parse_one(first), parse_one(last if separator else first)
    if stop.end_month <= start.first_month:
        raise InvalidPeriod(f"{text}: the period ends before it begins.")
    return Period(start.first_month, stop.end_month - start.first_month)


def parse_one(text: str) -> Period:
    """Return the months of a single month, half-year or year."""
    if (match := _MONTH.fullmatch(text)) and 1 <= int(match[2]) <= 12:
        return Period(month_number(int(match[1]), int(match[2])), 1)
    if match := _HALF_YEAR.fullmatch(text):
        return Period(month_number(int(match[1]), 1 if match[2] == "1" else 7), 6)
    if match := _YEAR.fullmatch(text):
        return Period(month_number(int(match[1]), 1), 12)
    raise InvalidPeriod(f"{text!r} is no period. Write {PERIOD_FORMS}.")
