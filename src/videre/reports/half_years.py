"""The half-year that a report is about, and what of a table belongs to it."""

import re
from typing import Final, Literal, NamedTuple

from videre.definitions.targets import position_of
from videre.disclosure.released import ReleasedFigure
from videre.domain.days import iso_from_day, last_day, month_from_iso, month_number
from videre.domain.refusals import Refused

LEAVING_MONTH: Final = 7  # school is left between the end of June and 31 July: so no figure shows before its time
SETTLED_AFTER_MONTHS: Final = 3  # a cohort is first looked at on 1 October, when it is known where it went

_HALF_YEAR = re.compile(r"(\d{4})H([12])")


class NoHalfYear(Refused):
    """The text is no half-year, or the half-year has not begun."""


class NothingToReport(Refused):
    """A report was asked for before any table was released."""


class HalfYear(NamedTuple):
    """January to June (`half` 1) or July to December (`half` 2) of a year."""

    year: int
    half: int

    def __str__(self) -> str:
        """Return the half-year as people write it to the command line: 2015H2."""
        return f"{self.year}H{self.half}"

    @property
    def first_month(self) -> int:
        """Return the number of its first month."""
        return month_number(self.year, 1 if self.half == 1 else 7)

    @property
    def last_month(self) -> int:
        """Return the number of its last month."""
        return self.first_month + 5

    @property
    def last_day(self) -> str:
        """Return its last day as an ISO date."""
        return iso_from_day(last_day(self.last_month))

    @property
    def previous(self) -> "HalfYear":
        """Return the half-year before it."""
        return HalfYear(self.year, 1) if self.half == 2 else HalfYear(self.year - 1, 2)


def parse_half_year(text: str) -> HalfYear:
    """Return the half-year that a text names; raises NoHalfYear with the form that is understood.

    >>> parse_half_year("2015H2").previous
    HalfYear(year=2015, half=1)
    """
    match = _HALF_YEAR.fullmatch(text.strip())
    if match is None:
        raise NoHalfYear(f"{text!r} is no half-year. Write 2015H1 for January to June, or 2015H2 for July to December.")
    return HalfYear(int(match[1]), int(match[2]))


def is_known_in(row: ReleasedFigure, kind: Literal["month", "cohort", "year"], half: HalfYear) -> bool:
    """Return whether a figure is about a time up to the end of a half-year.

    A month belongs to the half-year that it lies in, a calendar year to the one that it ends in. A cohort belongs to
    the one in which it has been followed for the months that the figure is about: with no such number, from the 1
    October after it left.
    """
    if kind == "month":
        return month_from_iso(row.period) <= half.last_month
    if kind == "year":
        return month_number(year_of_period(row.period), 12) <= half.last_month
    months = int(row.breakdown.get("months", SETTLED_AFTER_MONTHS))
    return month_number(year_of_period(row.period), LEAVING_MONTH) + months <= half.last_month


def year_of_period(period: str) -> int:
    """Return the calendar year of a period; a school year is that in which it ends."""
    return position_of(period) // 12


def is_published_in(row: ReleasedFigure, half: HalfYear) -> bool:
    """Return whether an official figure was published by the year of a half-year; only the year is known."""
    return int(row.breakdown["published"][:4]) <= half.year
