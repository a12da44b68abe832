"""More answers to the survey than the grade has pupils."""

from datetime import date

import polars as pl

from videre.registers.quality.known import POSITION, Known
from videre.registers.quality.rule import WholeRule
from videre.registers.quality.spells import school_year_of
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

MOST_SHARE = 1.1  # pupils come and go between the survey and the counting


def count(known: Known) -> pl.DataFrame:
    """Return for each school, year and grade the pupils who were there in the year, and the answers."""
    years = known.school_stays().with_columns(school_year=school_year_of(pl.col("start")))
    keys = ["institution", "school_year", "grade"]
    pupils = years.group_by(keys).agg(n_pupils=pl.col("person").n_unique().cast(pl.Int64))
    surveys = known.rows("wellbeing").select(POSITION, "sequence", *keys, answers="n_answers")
    both = surveys.join(pupils, on=keys, how="left")
    return both.select(POSITION, "sequence", "answers", n_pupils=pl.col("n_pupils").fill_null(0))


def check(_day: date) -> pl.Expr:
    """Return where answers are over a tenth more than pupils; schools that told of no pupils are passed over."""
    return (pl.col("n_pupils") > 0) & (pl.col("answers") > pl.col("n_pupils") * MOST_SHARE)


RULE = WholeRule(
    code="more_answers_than_pupils",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "“{column}” er flere, end der gik elever på klassetrinnet det år. Se, om klassetrinnet, året eller skolen "
        "er forkert, eller om skolens indskrivninger mangler.",
        "“{column}” are more than the grade had pupils that year. See whether the grade, the year or the school "
        "is wrong, or whether enrolments of the school are missing.",
    ),
    register="wellbeing",
    column="n_answers",
    groups=("position", "answers"),
    shown=(),
    count=count,
    check=check,
)
