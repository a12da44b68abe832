"""An assessment of somebody who was not in the last grades of school."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import days_within
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

LOWEST_GRADE = 7


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a pupil whose school is known was in none on the day, or in a grade below the 7th."""
    stays = known.school_stays()
    days = known.rows("readiness").with_columns(start="assessed", stop=pl.col("assessed").dt.offset_by("1d"))
    asked = days.join(stays, on="person", how="semi")
    late_grades = stays.filter(pl.col("grade").is_null() | (pl.col("grade") >= LOWEST_GRADE))
    return at(asked.join(days_within(asked, late_grades), on=POSITION, how="anti"))


RULE = RowRule(
    code="assessed_outside_school",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Eleven gik ikke i 7.-10. klasse på dagen i “{column}”. Se, om datoen, personnummeret eller "
        "indskrivningen er forkert.",
        "The pupil was not in grades 7 to 10 on the day in “{column}”. See whether the date, the CPR number or "
        "the enrolment is wrong.",
    ),
    fields={"readiness": ("cpr", "assessed")},
    check=check,
)
