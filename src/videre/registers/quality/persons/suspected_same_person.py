"""Two numbers that look like one person: they are flagged, and never made one by themselves."""

from datetime import date

import polars as pl

from videre.registers.quality.known import POSITION, Known
from videre.registers.quality.rule import WholeRule
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

FEWEST_MARKS = 5  # twins at one school share day and sex; that they share five marks too is one chance in ten thousand


def count(known: Known) -> pl.DataFrame:
    """Return for everybody with enough marks a hash of date of birth, sex, and each test with its mark."""
    marks = known.rows("exams").filter(pl.col("status") == "taken").sort("person", "school_year", "grade", "discipline")
    taken = marks.group_by("person", maintain_order=True).agg(
        pl.concat_str("school_year", "grade", "discipline", "mark", separator=" ").str.join(";").alias("tests"),
        pl.len().alias("n_marks"),
    )
    people = known.rows("persons").join(taken.filter(pl.col("n_marks") >= FEWEST_MARKS), on="person")
    return people.select(POSITION, "sequence", likeness=pl.struct("birth_date", "sex", "tests").hash())


def check(_day: date) -> pl.Expr:
    """Return where somebody else is alike."""
    return pl.col("likeness").is_duplicated()


RULE = WholeRule(
    code="suspected_same_person",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "To personnumre har samme fødselsdag, samme køn og nøjagtig de samme karakterer. Se i CPR, om det er én "
        "person, der har skiftet nummer; er det, så send skiftet i registret cpr_changes.",
        "Two CPR numbers share date of birth, sex and exactly the same marks. See in CPR whether they are one "
        "person who has changed number; if so, send the change in the register cpr_changes.",
    ),
    register="persons",
    column="cpr",
    groups=(POSITION, "likeness"),
    shown=(),
    count=count,
    check=check,
)
