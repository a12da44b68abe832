"""Paid work of a child."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

YOUNGEST_YEARS = 13


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where somebody is under 13 at the end of the month: with few exceptions children may not work before."""
    return age_years(pl.col("birth_date"), pl.col("month").dt.month_end()).is_between(0, YOUNGEST_YEARS - 1)


RULE = RowRule(
    code="too_young_for_work",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Personen var under 13 år den måned. Se, om personnummeret eller “{column}” er forkert.",
        "The person was under 13 that month. See whether the CPR number or “{column}” is wrong.",
    ),
    fields={"employment": ("cpr", "month")},
    check=check,
)
