"""A school whose 9th-grade pupils all lack marks."""

from datetime import date

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import WholeRule
from videre.registers.quality.spells import school_year_of
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

FEWEST_LEAVERS = 10
MARKS_ARE_THERE = (9, 1)  # month and day: two months after the tests


def count(known: Known) -> pl.DataFrame:
    """Return for each of our schools and years the pupils who ended 9th grade there, and those of them with marks."""
    exams, schools = known.rows("exams"), known.rows("institutions")
    own = schools.filter(pl.col("municipality") == known.municipality)["institution"]
    leavers = known.school_stays().filter(
        (pl.col("course") == "ninth_grade")
        & (pl.col("outcome") == "completed")
        & (pl.col("stop") <= known.day)
        & pl.col("institution").is_in(own.implode())
    )
    # The last day of school lies in June or July; a school year is named by the autumn in which it began.
    years = leavers.with_columns(school_year=school_year_of(pl.col("stop").dt.offset_by("-1d")))
    tested = exams.select("person", pl.col("school_year").cast(pl.Int32)).unique().with_columns(has_marks=pl.lit(1))
    both = years.join(tested, on=["person", "school_year"], how="left")
    return both.group_by("institution", "school_year").agg(
        n_leavers=pl.len().cast(pl.Int64),
        n_with_marks=pl.col("has_marks").sum().cast(pl.Int64),
        sequence=pl.lit(exams["sequence"].max(), dtype=pl.Int64).first(),
    )


def check(day: date) -> pl.Expr:
    """Return where many left, none has a mark, and the marks of other schools of that year are there."""
    is_due = pl.date(pl.col("school_year") + 1, *MARKS_ARE_THERE) <= day
    others = pl.col("n_with_marks").sum().over("school_year")
    return (pl.col("n_leavers") >= FEWEST_LEAVERS) & (pl.col("n_with_marks") == 0) & (others > 0) & is_due


RULE = WholeRule(
    code="school_without_marks",
    severity=Severity.WRONG,
    explanation=say(
        "Mindst ti elever forlod 9. klasse på skolen det år, og ingen af dem har en karakter. Så længe det er "
        "sådan, tæller de som elever uden afgangsprøve. Send skolens prøver; holder skolen ikke prøver, så se "
        "bort fra linjen.",
        "At least ten pupils left 9th grade at the school that year, and none of them has a mark. As long as that "
        "is so, they count as pupils without the exam. Send the school's tests; if the school holds none, pass "
        "over this line.",
    ),
    register="exams",
    column="mark",
    groups=("institution", "school_year"),
    shown=("institution", "school_year"),
    count=count,
    check=check,
    one_sender=(),
)
