"""Absence of the municipality's pupils, month by month; readiness and wellbeing."""

import numpy as np
import polars as pl

from videre.domain.days import OPEN_ENDED, SCHOOL_YEAR_STARTS_MONTH, month_of
from videre.synth.calendars import day_in, first_days, months_of, years_of
from videre.synth.draws import Draws
from videre.synth.people.persons import People
from videre.synth.request import Period
from videre.synth.school.exams import share_of
from videre.synth.school.parameters import Days, read_pupils
from videre.synth.told.reporting import draw_delays

JULY = 7
MEAN_GRADE = 4


def absence_register(draws: Draws, people: People, stays: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return a row a pupil and month at the municipality's schools, reported after the month.

    Days are counted in halves. Whoever is often away without leave has a poorer footing, and so breaks off more often
    later: that is all that ties absence to dropout here.
    """
    rules = read_pupils().absence
    stream = draws.stream("absence")
    first = max(rules.first_month, month_of(period.begin))
    last = month_of(period.end) - 1
    here = stays.filter(pl.col("is_here"))
    begins = np.maximum(months_of(here["start"].to_numpy()), first)
    stop = here["stop"].to_numpy()
    ends = np.minimum(months_of(np.where(stop < OPEN_ENDED, stop - 1, first_days(np.array([last]))[0])), last)
    n_months = np.maximum(ends - begins + 1, 0)
    place = np.repeat(np.arange(len(here)), n_months)
    month = begins[place] + np.arange(len(place)) - np.repeat(np.cumsum(n_months) - n_months, n_months)
    school = month % 12 + 1 != JULY
    place, month = place[school], month[school]
    person, grade = here["person"].to_numpy()[place], here["grade"].to_numpy()[place]
    possible = np.array([0, *(rules.days_possible.get(one, 0) for one in range(1, 13))])[month % 12 + 1]
    days = [
        draw_days(stream, people, rule, rules.older, person, grade)
        for rule in (rules.ill, rules.permitted, rules.unpermitted)
    ]
    ill = np.minimum(days[0], possible)
    permitted = np.minimum(days[1], possible - ill)
    unpermitted = np.minimum(days[2], possible - ill - permitted)
    reported = first_days(month + 1) + draw_delays(stream, "absence", len(place))
    return (
        pl.DataFrame(
            {
                "person": person,
                "institution": here["institution"].gather(place),
                "month": month,
                "days_possible": possible,
                "days_ill": ill,
                "days_permitted": permitted,
                "days_unpermitted": unpermitted,
                "reported": reported,
            }
        )
        .filter(pl.col("reported") < period.end)
        .unique(["person", "institution", "month"], keep="first", maintain_order=True)
        .sort("reported", "month", "person")
    )


def draw_days(
    stream: np.random.Generator, people: People, rule: Days, older: float, person: np.ndarray, grade: np.ndarray
) -> np.ndarray:
    """Return days of absence in halves; a pupil who is often away is so every month."""
    of_pupil = np.exp(rule.slope * people.footing + rule.apart * stream.normal(size=len(people)) - rule.apart**2 / 2)
    mean = rule.mean * of_pupil[person] * older ** (grade - MEAN_GRADE)
    return np.asarray(stream.poisson(2 * mean) / 2)


def readiness_register(draws: Draws, people: People, stays: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the assessments of readiness of the municipality's pupils in 8th and 9th grade."""
    rules = read_pupils().readiness
    stream = draws.stream("readiness")
    pupils = stays.filter(pl.col("is_here") & pl.col("grade").is_in([8, 9]))
    year = years_of(pupils["start"].to_numpy()) + 1
    grade = pupils["grade"].to_numpy()
    is_asked = (year <= rules.until) & (year >= np.where(grade == 9, rules.ninth_from, rules.eighth_from))
    assessed = day_in(year, rules.month_of_year, 8) + stream.integers(0, 7, size=len(year))
    is_asked &= (assessed < pupils["stop"].to_numpy()) & (assessed > pupils["start"].to_numpy())
    person = pupils["person"].to_numpy()[is_asked]
    n = len(person)
    lacks = share_of(rules.not_ready, people.footing[person])
    personal, social, academic, practical = (stream.random(n) >= lacks * weight for weight in (0.7, 0.4, 0.8, 0.3))
    group = np.where(
        stream.random(n) < 1 / (1 + np.exp(-0.9 * people.footing[person] - 0.3)), "gymnasial", "vocational"
    )
    delay = draw_delays(stream, "readiness", n)
    rows = pl.DataFrame(
        {
            "person": person,
            "assessed": assessed[is_asked],
            "programme_group": group,
            **{
                name: ready(value)
                for name, value in [
                    ("personal", personal),
                    ("social", social),
                    ("academic", academic),
                    ("practical", practical),
                ]
            },
            "result": ready(personal & social & academic & practical),
            "reported": assessed[is_asked] + delay,
        }
    )
    return (
        rows.filter(pl.col("reported") < period.end)
        .unique(["person", "assessed"], maintain_order=True)
        .sort("reported", "person")
    )


def ready(values: np.ndarray) -> np.ndarray:
    """Return the code of each assessment."""
    return np.where(values, "ready", "not_ready")


def wellbeing_register(draws: Draws, people: People, stays: pl.DataFrame, period: Period) -> pl.DataFrame:
    """Return the yearly mean of each school and grade from the 4th, never of a person."""
    rules = read_pupils().wellbeing
    stream = draws.stream("wellbeing")
    year = years_of(stays["start"].to_numpy())
    classes = (
        stays.with_columns(year=pl.Series(year), footing=pl.Series(people.footing[stays["person"].to_numpy()]))
        .filter(pl.col("is_here") & (pl.col("grade") >= MEAN_GRADE) & (pl.col("year") + 1 >= rules.from_year))
        .group_by("institution", "year", "grade")
        .agg(n_answers=(pl.len() * 0.9).floor().cast(pl.Int64), footing=pl.col("footing").mean())
        .sort("year", "institution", "grade")
    )
    score = rules.average + 0.1 * classes["footing"].to_numpy() + rules.apart * stream.normal(size=len(classes))
    reported = day_in(classes["year"].to_numpy() + 1, 5, 15)
    school_year = [f"{one}/{(one + 1) % 100:02d}" for one in classes["year"]]
    return (
        classes.with_columns(
            school_year=pl.Series(school_year),
            score=pl.Series(np.round(np.clip(score, 1, 5), 1)),
            reported=pl.Series(reported),
        )
        .filter((pl.col("n_answers") > 0) & (pl.col("reported") < period.end))
        .drop("year", "footing")
    )


assert SCHOOL_YEAR_STARTS_MONTH == JULY + 1
