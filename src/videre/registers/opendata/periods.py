"""Periods as the sources write them, and as `official_figures` does."""

import re
from typing import Final

from videre.definitions.opendata import PeriodForm

YEAR: Final = re.compile(r"(\d{4})")
QUARTER: Final = re.compile(r"(\d{4})[KQ]([1-4])")
MONTH: Final = re.compile(r"(\d{4})M(0[1-9]|1[0-2])")
SCHOOL_YEAR: Final = re.compile(r"(\d{4})/(\d{4})")


def find_period(text: str, form: PeriodForm) -> str | None:
    """Return a period as `official_figures` writes it, None for what is no period of that form.

    Args:
        text: `2024`, `2014K1`, `2013M12` or `2024/2025`.
        form: what the source counts by. `first_of_quarter` is the day on which a quarter begins, so a month;
            `quarter` is the quarter itself.

    >>> find_period("2014K2", "first_of_quarter"), find_period("2014K2", "quarter"), find_period("2013M12", "month")
    ('2014-04', '2014-Q2', '2013-12')
    >>> find_period("2024/2025", "school_year"), find_period("2013QMAT04", "month")
    ('2024/25', None)
    """
    if form == "year":
        return text if YEAR.fullmatch(text) else None
    if form == "month":
        month = MONTH.fullmatch(text)
        return None if month is None else f"{month[1]}-{month[2]}"
    if form == "school_year":
        years = SCHOOL_YEAR.fullmatch(text)
        return f"{years[1]}/{years[2][2:]}" if years is not None and int(years[2]) == int(years[1]) + 1 else None
    quarter = QUARTER.fullmatch(text)
    if quarter is None:
        return None
    first_month = 3 * int(quarter[2]) - 2
    return f"{quarter[1]}-Q{quarter[2]}" if form == "quarter" else f"{quarter[1]}-{first_month:02}"
