"""Working days and deadlines once more, with dates, a calendar somebody else keeps, and a walk from day to day."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache

from holidays import Denmark

ONE_DAY = timedelta(days=1)


@cache
def calendar_of(year: int) -> frozenset[date]:
    return frozenset(Denmark(years=year))


def works(day: date, closed: Iterable[tuple[int, int]] = ()) -> bool:
    return day.isoweekday() <= 5 and day not in calendar_of(day.year) and (day.month, day.day) not in set(closed)


def deadline(aware: date, working_days: int, closed: Iterable[tuple[int, int]] = ()) -> date:
    every = (aware + n * ONE_DAY for n in range(1, 10 * (working_days + 2)))
    return [day for day in every if works(day, closed)][working_days - 1]
