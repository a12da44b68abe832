"""Facts with dates: the form in which every oracle reads a history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from videre.domain.facts import Fact

ONE_DAY = timedelta(days=1)
EPOCH = date(1970, 1, 1)
FAR_AWAY = date(9999, 12, 31)


@dataclass(frozen=True)
class Dated:
    """One fact with dates; `place_in_block` is where it stands among its person's sorted facts."""

    place_in_block: int
    kind: int
    code: int
    start: date
    stop: date
    value: int
    place: int
    reported: date
    review: date
    detail: int

    def is_believed_on(self, day: date) -> bool:
        return self.start <= day < self.review

    def is_true_on(self, day: date) -> bool:
        return self.start <= day < self.stop


def date_of(day: int) -> date:
    """Return the date of a day number; days beyond the calendar of `datetime` are as far away as it reaches."""
    longest = (FAR_AWAY - EPOCH).days
    return EPOCH + timedelta(days=max(-longest // 8, min(day, longest)))


def number_of(day: date) -> int:
    """Return the day number of a date."""
    return (day - EPOCH).days


def dated(facts: Iterable[Fact]) -> list[Dated]:
    """Return one person's facts with dates, in the order given."""
    return [
        Dated(
            place_in_block=place,
            kind=int(fact.kind),
            code=int(fact.code),
            start=date_of(int(fact.start)),
            stop=date_of(int(fact.stop)),
            value=int(fact.value),
            place=int(fact.place),
            reported=date_of(int(fact.reported)),
            review=date_of(int(fact.review)),
            detail=int(fact.detail),
        )
        for place, fact in enumerate(facts)
    ]


def days_between(begin: date, end: date) -> list[date]:
    """Return every day from `begin` up to, not including, `end`."""
    return [begin + timedelta(days=n) for n in range((end - begin).days)]


def months_later(day: date, months: int) -> date:
    """Return the same day of the month so many months later; a day that the month lacks runs over into the next."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1) + timedelta(days=day.day - 1)


def birthday(born: date, age_years: int) -> date:
    """Return the first day of an age: for 29 February, 1 March where the year has no leap day."""
    try:
        return born.replace(year=born.year + age_years)
    except ValueError:
        return date(born.year + age_years, 3, 1)


def age_on(born: date, day: date) -> int:
    """Return the age in whole years, by counting the birthdays passed."""
    has_had_it_this_year = birthday(born, day.year - born.year) <= day
    return day.year - born.year - (0 if has_had_it_this_year else 1)


def last_day_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return months_later(date(year, month, 1), 1) - ONE_DAY


def home_on(facts: Iterable[Dated], day: date) -> int:
    """Return the municipality in which somebody lived on a day; 0 when none is known."""
    homes = [fact for fact in facts if fact.kind == 1 and fact.is_true_on(day)]
    return homes[0].place if homes else 0
