"""Days and months as plain integers, so that a fold can be compiled.

A *day* is the number of days since 1 January 1970. A *month* is `year * 12 + month - 1`. Periods are half-open:
`[start, stop)`. A period without an end stops at `OPEN_ENDED`.
"""

from datetime import date

EPOCH_ORDINAL = date(1970, 1, 1).toordinal()
OPEN_ENDED = 2**31 - 1  # the largest day that fits 32 bits: every real day is before it, so min() needs no branch
EDUCATION_YEAR_STARTS_MONTH = 10  # 1 October, as the ministry counts (domain note in docs/reference/definitions.md)
SCHOOL_YEAR_STARTS_MONTH = 8


def day_number(year: int, month: int, day: int) -> int:
    """Return the day number of a date of the Gregorian calendar.

    The arithmetic is Howard Hinnant's `days_from_civil` (chrono-compatible low-level date algorithms, 2013): integers
    only, since a compiled fold has no `datetime`. Checked against `datetime` for every day from 1900 to 2100.

    >>> day_number(1970, 1, 2)
    1
    """
    shifted_year = year - 1 if month <= 2 else year
    era = shifted_year // 400
    year_of_era = shifted_year - era * 400
    day_of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - 719468


def year_month_day(day: int) -> tuple[int, int, int]:
    """Return the (year, month, day of month) of a day number: the inverse of `day_number`.

    >>> year_month_day(0)
    (1970, 1, 1)
    """
    shifted = day + 719468
    era = shifted // 146097
    day_of_era = shifted - era * 146097
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    month = shifted_month + 3 if shifted_month < 10 else shifted_month - 9
    year = year_of_era + era * 400 + (1 if month <= 2 else 0)
    return year, month, day_of_year - (153 * shifted_month + 2) // 5 + 1


def month_number(year: int, month: int) -> int:
    """Return the month number of a year and a month of the year (1 to 12)."""
    return year * 12 + month - 1


def month_of(day: int) -> int:
    """Return the month number in which a day lies."""
    year, month, _ = year_month_day(day)
    return month_number(year, month)


def first_day(month: int) -> int:
    """Return the first day of a month."""
    return day_number(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> int:
    """Return the last day of a month."""
    return first_day(month + 1) - 1


def year_of(day: int) -> int:
    """Return the calendar year in which a day lies."""
    year, _, _ = year_month_day(day)
    return year


def birthday(birth_day: int, age_years: int) -> int:
    """Return the first day on which somebody born on `birth_day` is `age_years` old.

    Born on 29 February: 1 March in years without a leap day, the first day by which the whole year has passed.
    """
    year, month, day = year_month_day(birth_day)
    return day_number(year + age_years, month, day)


def age_on(birth_day: int, day: int) -> int:
    """Return the age in whole years on a day; negative before birth."""
    age_years = year_of(day) - year_of(birth_day)
    return age_years if birthday(birth_day, age_years) <= day else age_years - 1


def school_year_of(day: int) -> int:
    """Return the calendar year in which the school year of a day began (1 August)."""
    year, month, _ = year_month_day(day)
    return year if month >= SCHOOL_YEAR_STARTS_MONTH else year - 1


def day_of_date(value: date) -> int:
    """Return the day number of a `datetime.date`."""
    return value.toordinal() - EPOCH_ORDINAL


def date_of_day(day: int) -> date:
    """Return the `datetime.date` of a day number."""
    return date.fromordinal(day + EPOCH_ORDINAL)


def day_from_iso(text: str) -> int:
    """Return the day number of an ISO date such as `2014-01-31`; raises ValueError when it is none."""
    return day_of_date(date.fromisoformat(text))


def iso_from_day(day: int) -> str:
    """Return a day as an ISO date."""
    return date_of_day(day).isoformat()


def iso_from_month(month: int) -> str:
    """Return a month as `YYYY-MM`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_from_iso(text: str) -> int:
    """Return the month number of `YYYY-MM`; raises ValueError when it is none."""
    return month_of(day_from_iso(f"{text}-01"))
