"""What is told of a made-up municipality: the rows of each register, as senders reported them."""

from collections.abc import Callable

import polars as pl

from videre.domain.days import OPEN_ENDED
from videre.synth.courses.enrolments import enrolments_register
from videre.synth.courses.notices import application_register, notification_register
from videre.synth.courses.places import institutions_register, programmes_register
from videre.synth.daily.benefits import benefit_register
from videre.synth.daily.guidance import activity_register, contact_register
from videre.synth.daily.work import employment_register
from videre.synth.municipality import Municipality
from videre.synth.official import official_figures_register
from videre.synth.people.parameters import read_people
from videre.synth.people.persons import People
from videre.synth.people.registers import person_register, residence_register
from videre.synth.school.attendance import absence_register, readiness_register, wellbeing_register
from videre.synth.school.exams import exam_register
from videre.synth.school.stays import school_register


def registers(made: Municipality) -> dict[str, Callable[[], pl.DataFrame]]:
    """Return for each register, or mapping where a register has several senders, what makes its rows.

    Each is made when it is called for, so that no two large registers are held at once.
    """
    draws, people, period = made.draws, made.people, made.request.period
    benefits = made.daily.benefits
    on_help = benefits.filter(pl.col("benefit").is_in(["kontanthjaelp", "uddannelseshjaelp"]))
    return {
        "institutions": lambda: institutions_register(period.begin).filter(pl.col("reported") < period.end),
        "programmes": lambda: programmes_register(period.begin).filter(pl.col("reported") < period.end),
        "persons": lambda: person_register(draws, people, made.elsewhere, read_people(), period),
        "residence": lambda: residence_register(draws, people, made.elsewhere, read_people().home.municipality, period),
        "school-system-enrolments": lambda: school_register(draws, people, made.schools, period),
        "youth-education-enrolments": lambda: enrolments_register(draws, people, made.courses, period),
        "applications": lambda: application_register(draws, people, made.courses, made.gaps, period),
        "exams": lambda: exam_register(draws, people, made.finished_ninth, made.finished_tenth, period),
        "absence": lambda: absence_register(draws, people, made.schools, period),
        "benefits": lambda: benefit_register(draws, people, benefits, period),
        "employment": lambda: employment_register(made.daily.work, period),
        "activities": lambda: activity_register(draws, people, made.activities, period),
        "contacts": lambda: contact_register(draws, people, made.gaps, made.activities, on_help, period),
        "notifications": lambda: notification_register(draws, people, made.courses, period),
        "official_figures": lambda: official_figures_register(period),
        "readiness": lambda: readiness_register(draws, people, made.schools, period),
        "wellbeing": lambda: wellbeing_register(draws, people, made.schools, period),
    }


DAYS = (
    "reported",
    "start",
    "stop",
    "birth_date",
    "protected_until",
    "applied",
    "assessed",
    "ascertained",
    "review",
    "date",
    "valid_from",
    "valid_to",
)


def canonical(rows: pl.DataFrame, people: People) -> pl.DataFrame:
    """Return a register's rows with CPR numbers, and days and months as dates."""
    if "person" in rows.columns:
        rows = rows.with_columns(cpr=pl.Series(people.cpr)[rows["person"].to_numpy()].cast(pl.String))
    days = [name for name in DAYS if name in rows.columns and rows.schema[name].is_integer()]
    dates = [
        pl.when(pl.col(name) < OPEN_ENDED).then(pl.col(name)).cast(pl.Int32).cast(pl.Date).alias(name) for name in days
    ]
    rows = rows.with_columns(dates)
    if "month" in rows.columns:
        year, month = pl.col("month") // 12, (pl.col("month") % 12 + 1).cast(pl.Int8)
        rows = rows.with_columns(month=pl.date(year.cast(pl.Int32), month, 1))
    return rows
