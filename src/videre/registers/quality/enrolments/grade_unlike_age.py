"""A pupil whose grade does not fit their age."""

import polars as pl

from videre.registers.quality.known import SCHOOL, Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

AGE_IN_GRADE_0 = 6  # years that a child turns in the calendar year in which grade 0 begins
MOST_YEARS_OFF = 3  # one begins a year early or late, and one may take a grade again


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where a pupil is over three years older or younger than the others of the grade."""
    began = pl.col("start").dt.offset_by("-7mo").dt.year()  # a school year begins in August
    years_off = began - pl.col("birth_date").dt.year() - AGE_IN_GRADE_0 - pl.col("grade")
    return pl.col("course").is_in(SCHOOL) & (years_off.abs() > MOST_YEARS_OFF)


RULE = RowRule(
    code="grade_unlike_age",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Eleven er mere end tre år ældre eller yngre end andre på klassetrinnet i “{column}”. Se, om "
        "klassetrinnet eller personnummeret er forkert.",
        "The pupil is over three years older or younger than others of the grade in “{column}”. See whether the "
        "grade or the CPR number is wrong.",
    ),
    fields={"enrolments": ("cpr", "start", "grade")},
    check=check,
)
