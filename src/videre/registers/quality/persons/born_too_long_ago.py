"""A date of birth in the wrong century."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

OLDEST_YEARS = 110


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where somebody would be older than people get."""
    return age_years(pl.col("birth_date"), pl.lit(known.day)) > OLDEST_YEARS


RULE = RowRule(
    code="born_too_long_ago",
    severity=Severity.WRONG,
    explanation=say(
        "Efter “{column}” er personen over 110 år. Se, om århundredet er rigtigt, og send rækken igen.",
        "By “{column}” the person is over 110 years old. See whether the century is right, and send the row again.",
    ),
    fields={"persons": ("birth_date",)},
    check=check,
)
