"""A school that has delivered nothing in this school year."""

from datetime import date

import polars as pl

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH
from videre.registers.quality.known import Known
from videre.registers.quality.rule import WholeRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

FEWEST_PUPILS = 10  # fewer at a school elsewhere may all have left it
ASKED_FROM = (10, 1)  # schools are counted on 5 September and report in the weeks after


def count(known: Known) -> pl.DataFrame:
    """Return for each school its pupils at the end of the last school year, and the rows reported since it ended."""
    begun = school_year_begun(known.day)
    closed = known.rows("institutions").filter(pl.col("valid_to") <= known.day)["institution"]
    was_there = (pl.col("start") < begun) & (end_of() > date(begun.year, 5, 1))
    stays = known.school_stays().filter(~pl.col("institution").is_in(closed.implode()))
    return stays.group_by("institution").agg(
        n_pupils_before=was_there.sum(),
        n_rows_since=((pl.col("reported") >= begun) & (pl.col("start") >= begun)).sum(),
        sequence=pl.col("sequence").max(),
    )


def school_year_begun(day: date) -> date:
    """Return the first day of the newest school year of which schools have had the time to report."""
    year = day.year if (day.month, day.day) >= ASKED_FROM else day.year - 1
    return date(year, SCHOOL_YEAR_STARTS_MONTH, 1)


def check(_day: date) -> pl.Expr:
    """Return where there were pupils in spring, and nothing has come since."""
    return (pl.col("n_pupils_before") >= FEWEST_PUPILS) & (pl.col("n_rows_since") == 0)


RULE = WholeRule(
    code="school_delivered_nothing",
    severity=Severity.WRONG,
    explanation=say(
        "Skolen havde elever i foråret, men har ikke meldt en eneste indskrivning i dette skoleår. Bed den om at "
        "levere; er den lukket, så skal registret over institutioner sige det.",
        "The school had pupils in spring, but has reported no enrolment in this school year. Ask it to deliver; "
        "if it has closed, the register of institutions must say so.",
    ),
    register="enrolments",
    column="institution",
    groups=("institution",),
    shown=("institution",),
    count=count,
    check=check,
    one_sender=("institution",),
)
