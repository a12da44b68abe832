"""Absence of a pupil from a school where the pupil is not enrolled."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import days_within
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a pupil whose school is known has no stay at the school of the row in that month."""
    months = known.rows("absence").with_columns(start=pl.col("month"), stop=pl.col("month").dt.offset_by("1mo"))
    asked = months.join(known.school_stays(), on="person", how="semi")
    there = days_within(asked, known.school_stays(), ("person", "institution"))
    return at(asked.join(there, on=POSITION, how="anti"))


RULE = RowRule(
    code="absence_not_enrolled",
    severity=Severity.WRONG,
    explanation=say(
        "Der er fravær for eleven på skolen i “{column}”, men eleven er ikke indskrevet der i den måned. Ret "
        "indskrivningens datoer, eller meld fraværet som tilbagetaget.",
        "There is absence of the pupil from the school in “{column}”, but the pupil is not enrolled there in that "
        "month. Mend the dates of the enrolment, or report the absence as withdrawn.",
    ),
    fields={"absence": ("institution", "month")},
    check=check,
)
