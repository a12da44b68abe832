"""A pupil in primary school without a grade."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where only the grade could tell 9th and 10th from the others, and there is none."""
    return (pl.col("course") == "primary_school") & pl.col("grade").is_null()


RULE = RowRule(
    code="grade_missing",
    severity=Severity.WRONG,
    explanation=say(
        "Der mangler et klassetrin i “{column}”. Uden det kan ingen se, hvem der forlader 9. klasse. Send rækken "
        "igen med klassetrinnet.",
        "The grade is missing in “{column}”. Without it nobody can see who leaves 9th grade. Send the row again "
        "with the grade.",
    ),
    fields={"enrolments": ("programme", "grade")},
    check=check,
)
