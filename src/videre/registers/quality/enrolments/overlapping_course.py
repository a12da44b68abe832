"""A course that overlaps itself: the same person twice in one programme at one institution."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a stay goes on after the next one in the same programme at the same institution has begun."""
    return at(overlapping(known.rows("enrolments"), ["person", "institution", "programme"]))


RULE = RowRule(
    code="overlapping_course",
    severity=Severity.WRONG,
    explanation=say(
        "Eleven er indskrevet to gange på samme uddannelse og institution på samme tid. Slut den første i "
        "“{column}”, eller meld den række, der er forkert, som tilbagetaget: en rettet begyndelse er en ny nøgle.",
        "The pupil is enrolled twice in the same programme at the same institution at one time. End the first in "
        "“{column}”, or report the wrong row as withdrawn: a corrected beginning is a new key.",
    ),
    fields={"enrolments": ("start", "stop")},
    check=check,
)
