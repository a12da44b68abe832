"""Visits: who lives in the municipality from when to when.

The stock on one day is exact. Backwards and forwards from it people move by age: out by given rates, in by the rates
that would keep the age profile as it is. Whoever left before the stock was counted, came after it or was born after it
is added, so that every month of the period has a population like the stock's. Some of those who come are people who
left before.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from videre.domain.days import OPEN_ENDED, year_of
from videre.synth.calendars import day_in, years_of
from videre.synth.people.parameters import OLDEST, PeopleParameters, scaled_stock
from videre.synth.request import Period

YEAR_DAYS = 365.25


@dataclass(frozen=True)
class Visits:
    """Stays in the municipality: one place a visit in every array. Visits of one person stand together, in order."""

    person: np.ndarray
    is_woman: np.ndarray
    birth_day: np.ndarray
    start: np.ndarray
    stop: np.ndarray

    @property
    def n_persons(self) -> int:
        """How many persons there are: they are numbered from 0."""
        return int(self.person[-1]) + 1 if len(self.person) else 0

    @property
    def is_first(self) -> np.ndarray:
        """Whether a visit is its person's first."""
        return np.append(True, self.person[1:] != self.person[:-1])[: len(self.person)]

    @cached_property
    def first_visit(self) -> np.ndarray:
        """The place of each person's first visit."""
        return np.flatnonzero(self.is_first)

    @cached_property
    def last_visit(self) -> np.ndarray:
        """The place of each person's last visit: nobody has more than two."""
        return np.append(self.first_visit[1:], len(self.person)) - 1


class Moving:
    """Rates of moving in and out by age, and drawing from them."""

    def __init__(self, parameters: PeopleParameters, stock: np.ndarray) -> None:
        """Make the rates of moving in from the profile of the stock."""
        width = parameters.smoothed_over_ages
        padded = np.pad(stock.astype(float), ((0, 0), (width // 2, width // 2 + 1)), mode="edge")
        kernel = np.ones(width) / width
        # [sex, age 0 to OLDEST + 1]
        self.profile = np.array([np.convolve(row, kernel, mode="valid") for row in padded])
        out = parameters.yearly_moving_out
        here = np.maximum((self.profile[:, 1:] + self.profile[:, :-1]) / 2, 1e-9)
        moving_in = np.maximum(np.diff(self.profile) / here + out, parameters.least_moving_in)
        self.out = out
        self.moving_in = moving_in
        self.cumulated_out = np.append(0, np.cumsum(out))
        self.cumulated_in = np.array([np.append(0, np.cumsum(row)) for row in moving_in])
        self.here = here

    def leaving_age(self, stream: np.random.Generator, age: np.ndarray) -> np.ndarray:
        """Return the age in years at which people here at an age move out; infinite when not before OLDEST."""
        at = np.interp(age, np.arange(OLDEST + 2), self.cumulated_out) + stream.exponential(size=len(age))
        leaving = np.interp(at, self.cumulated_out, np.arange(OLDEST + 2))
        return np.where(at < self.cumulated_out[-1], leaving, np.inf)

    def arrival_age(self, stream: np.random.Generator, age: np.ndarray, sex: np.ndarray) -> np.ndarray:
        """Return the age in years at which people here at an age had moved in; 0 for those who were born here."""
        arrival = np.zeros(len(age))
        drawn = stream.exponential(size=len(age))
        for one_sex in (0, 1):
            of_sex = sex == one_sex
            ages = np.arange(OLDEST + 2)
            at = np.interp(age[of_sex], ages, self.cumulated_in[one_sex]) - drawn[of_sex]
            arrival[of_sex] = np.where(at > 0, np.interp(at, self.cumulated_in[one_sex], ages), 0.0)
        return arrival


def make_visits(stream: np.random.Generator, parameters: PeopleParameters, n_persons: int, period: Period) -> Visits:
    """Return the visits that touch a period, in a municipality of `n_persons` aged 0 to 40 on the stock day."""
    stock = scaled_stock(n_persons)
    moving = Moving(parameters, stock)
    day = parameters.stock_day_number
    groups = [
        stock_visits(stream, moving, stock, day),
        departed_before(stream, moving, stock, day, period),
        arrived_after(stream, moving, stock, day, period),
        born_after(stream, moving, day, period),
    ]
    sex, birth_day, start, stop = (np.concatenate(columns) for columns in zip(*groups, strict=True))
    stop = np.where(stop >= period.end, OPEN_ENDED, stop)
    touches = (stop > period.begin) & (start < period.end) & (stop > start)
    return join_returns(stream, parameters, sex[touches], birth_day[touches], start[touches], stop[touches])


Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def births_in(stream: np.random.Generator, year: np.ndarray) -> np.ndarray:
    """Return a day of birth in each year, drawn evenly.

    Nobody is born on 1 January, so that it makes no difference to the stock of that day who counts as a year older.
    """
    begins = day_in(year, 1, 2)
    return np.asarray(begins + (stream.random(len(year)) * (day_in(year + 1, 1, 1) - begins)).astype(np.int64))


def columns_of(moving_days: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]) -> Columns:
    """Return sex, birth day, and start and stop as whole days from ages in years."""
    sex, birth_day, arrival, leaving = moving_days
    start = birth_day + np.floor(arrival * YEAR_DAYS).astype(np.int64)
    leaves = np.where(np.isfinite(leaving), leaving, 0)
    stop = np.where(np.isfinite(leaving), birth_day + np.ceil(leaves * YEAR_DAYS).astype(np.int64), OPEN_ENDED)
    return sex, birth_day, start, stop


def stock_visits(stream: np.random.Generator, moving: Moving, stock: np.ndarray, day: int) -> Columns:
    """Return the visits of the stock: each began by that day and ends after it."""
    sex, age_years = (np.repeat(place, stock.ravel()) for place in np.indices(stock.shape).reshape(2, -1))
    birth_day = births_in(stream, year_of(day) - 1 - age_years)
    age = (day - birth_day) / YEAR_DAYS
    sex, birth_day, start, stop = columns_of(
        (sex, birth_day, moving.arrival_age(stream, age, sex), moving.leaving_age(stream, age))
    )
    return sex, birth_day, np.minimum(start, day), np.maximum(stop, day + 1)


def expected_moves(
    stock: np.ndarray, moving: Moving, rate: np.ndarray, last_birth_year: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return (expected moves, sex, birth year, age) for each sex, year of birth of the stock and year of age."""
    cohort_size = stock / moving.here  # a large cohort was large before, and stays so
    sex, cohort, age = np.indices((2, OLDEST + 1, OLDEST + 1)).reshape(3, -1)
    yearly = cohort_size[sex, cohort] * rate[sex, age] * moving.here[sex, age]
    return yearly, sex, last_birth_year - cohort, age


def departed_before(
    stream: np.random.Generator, moving: Moving, stock: np.ndarray, day: int, period: Period
) -> Columns:
    """Return the visits of those who left in the period and before the day of the stock."""
    out = np.broadcast_to(moving.out, moving.here.shape)
    expected, sex, birth_year, age_years = expected_moves(stock, moving, out, year_of(day) - 1)
    n = stream.poisson(expected)
    sex, birth_year, age_years = (np.repeat(values, n) for values in (sex, birth_year, age_years))
    birth_day = births_in(stream, birth_year)
    leaving = age_years + stream.random(len(sex))
    left = birth_day + np.ceil(leaving * YEAR_DAYS)
    kept = (left > period.begin) & (left <= day)
    sex, birth_day, leaving = sex[kept], birth_day[kept], leaving[kept]
    return columns_of((sex, birth_day, moving.arrival_age(stream, leaving, sex), leaving))


def arrived_after(stream: np.random.Generator, moving: Moving, stock: np.ndarray, day: int, period: Period) -> Columns:
    """Return the visits of those who moved in after the day of the stock."""
    n_more = max(year_of(period.end) - year_of(day) + 1, 0)  # cohorts born after the stock are of average size
    later = np.hstack([moving.profile[:, :1].repeat(n_more, axis=1).round().astype(np.int64), stock])[:, : OLDEST + 1]
    expected, sex, birth_year, age_years = expected_moves(later, moving, moving.moving_in, year_of(day) - 1 + n_more)
    n = stream.poisson(expected)
    sex, birth_year, age_years = (np.repeat(values, n) for values in (sex, birth_year, age_years))
    birth_day = births_in(stream, birth_year)
    arrival = age_years + stream.random(len(sex))
    arrived = birth_day + np.floor(arrival * YEAR_DAYS)
    kept = (arrived > day) & (arrived < period.end)
    sex, birth_day, arrival = sex[kept], birth_day[kept], arrival[kept]
    return columns_of((sex, birth_day, arrival, moving.leaving_age(stream, arrival)))


def born_after(stream: np.random.Generator, moving: Moving, day: int, period: Period) -> Columns:
    """Return the visits of those who were born in the municipality after the day of the stock."""
    years = np.arange(year_of(day), year_of(period.end) + 1)
    n = stream.poisson(np.repeat(moving.profile[:, :1], len(years), axis=1))
    sex, place = (np.repeat(values, n.ravel()) for values in np.indices(n.shape).reshape(2, -1))
    birth_day = births_in(stream, years[place])
    kept = (birth_day >= day) & (birth_day < period.end)
    sex, birth_day = sex[kept], birth_day[kept]
    zero = np.zeros(len(sex))
    return columns_of((sex, birth_day, zero, moving.leaving_age(stream, zero)))


def join_returns(
    stream: np.random.Generator,
    parameters: PeopleParameters,
    sex: np.ndarray,
    birth_day: np.ndarray,
    start: np.ndarray,
    stop: np.ndarray,
) -> Visits:
    """Return visits numbered by person, after letting some who left be the same persons as some who came later.

    Both have the same sex and year of birth, so that the stock by age stays exact. Nobody has more than two visits.
    """
    n = len(sex)
    left = np.flatnonzero((stop < OPEN_ENDED) & (stream.random(n) < parameters.returning))
    came = np.flatnonzero(start > birth_day)
    partner = np.full(n, -1)
    cell = years_of(birth_day) * 2 + sex
    came = came[np.lexsort((stream.random(len(came)), cell[came]))]
    left = left[np.lexsort((stream.random(len(left)), cell[left]))]
    first_came = np.searchsorted(cell[came], cell[left])
    rank = np.arange(len(left)) - np.searchsorted(cell[left], cell[left])
    place = first_came + rank
    is_there = place < len(came)
    left, place = left[is_there], place[is_there]
    other = came[place]
    is_match = (cell[other] == cell[left]) & (start[other] > stop[left] + parameters.returns_after_days)
    left, other = left[is_match], other[is_match]
    is_single = ~np.isin(left, other) & ~np.isin(other, left)
    partner[other[is_single]] = left[is_single]
    birth_day = np.where(partner >= 0, birth_day[partner], birth_day)
    owner = np.where(partner >= 0, partner, np.arange(n))
    order = np.lexsort((start, owner))
    person = np.cumsum(np.append(True, np.diff(owner[order]) != 0)) - 1
    return Visits(person, sex[order].astype(bool), birth_day[order], start[order], stop[order])
