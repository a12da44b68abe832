"""Danish public holidays and working days, as whole numbers.

A *holiday* is one of the Danish church's (helligdage): that is what Danish law means by the word. 5 June
(Grundlovsdag), 24 and 31 December are days on which banks and most offices are closed, and are no holidays: where a law
lets a deadline give way to them it names them beside the holidays (forældelsesloven, section 27, 2). A municipality
that is closed then says so in its definitions. Left out, a clock runs on those days, and a deadline comes a day too
early rather than too late.
"""

from videre.domain.days import day_number, year_month_day

MONDAY_OF_THE_FIRST_WEEK = -3  # 1 January 1970 was a Thursday
SATURDAY = 5
PRAYER_DAY_ENDED = 2024  # store bededag was no longer a holiday from 1 January 2024 (lov nr. 214 of 6 March 2023)
AFTER_EASTER = (-3, -2, 0, 1, 39, 49, 50)  # Maundy Thursday, Good Friday, Easter, Ascension, Whitsun
PRAYER_DAY_AFTER_EASTER = 26  # the fourth Friday after Easter
FIXED = (101, 1225, 1226)  # month x 100 + day of the month


def easter_sunday(year: int) -> int:
    """Return the day of Easter Sunday in a year of the Gregorian calendar.

    The anonymous Gregorian computus (Meeus, Astronomical Algorithms, chapter 8); checked against the `holidays` library
    and a table of our own for 1990 to 2060.

    >>> easter_sunday(2015) == day_number(2015, 4, 5)
    True
    """
    golden = year % 19
    century, of_century = year // 100, year % 100
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - epact - of_century % 4) % 7
    exception = (golden + 11 * epact + 22 * weekday) // 451
    shifted = epact + weekday - 7 * exception + 114
    return day_number(year, shifted // 31, shifted % 31 + 1)


def weekday_of(day: int) -> int:
    """Return the day of the week: 0 for Monday to 6 for Sunday."""
    return (day - MONDAY_OF_THE_FIRST_WEEK) % 7


def is_holiday(day: int) -> bool:
    """Return whether a day is a Danish public holiday (helligdag) that is no ordinary Sunday."""
    year, month, day_of_month = year_month_day(day)
    if month * 100 + day_of_month in FIXED:
        return True
    after_easter = day - easter_sunday(year)
    if after_easter == PRAYER_DAY_AFTER_EASTER:
        return year < PRAYER_DAY_ENDED
    return after_easter in AFTER_EASTER


def is_working_day(day: int, closed: tuple[int, ...] = ()) -> bool:
    """Return whether a day is a working day: Monday to Friday, no holiday, and not among the days closed.

    Args:
        day: the day asked about.
        closed: days of every year on which the municipality is closed too, as month x 100 + day of the month.
    """
    if weekday_of(day) >= SATURDAY or is_holiday(day):
        return False
    _, month, day_of_month = year_month_day(day)
    return month * 100 + day_of_month not in closed


def add_working_days(day: int, n_days: int, closed: tuple[int, ...] = ()) -> int:
    """Return the last of `n_days` working days after a day, which itself does not count; of none, the day itself."""
    counted = 0
    while counted < n_days:
        day += 1
        if is_working_day(day, closed):
            counted += 1
    return day


def count_working_days(after: int, to: int, closed: tuple[int, ...] = ()) -> int:
    """Return how many working days lie after a day, up to and including another; 0 when it is not later."""
    counted = 0
    for day in range(after + 1, to + 1):
        if is_working_day(day, closed):
            counted += 1
    return counted
