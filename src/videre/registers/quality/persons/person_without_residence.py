"""Somebody who has never lived anywhere."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 31


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the register of residence says nothing: then the person belongs to no municipality's figures."""
    residents = known.rows("residence")["person"]
    is_due = pl.col("reported").dt.offset_by(f"{WAIT_DAYS}d") <= known.day
    return ~pl.col("person").is_in(residents.implode()) & is_due & (len(residents) > 0)


RULE = RowRule(
    code="person_without_residence",
    severity=Severity.WRONG,
    explanation=say(
        "Personen i “{column}” har ingen bopæl i registret over bopæl og tæller derfor ikke med i nogen kommune. "
        "Send personens bopæle, også dem i andre kommuner.",
        "The person in “{column}” has no stay in the register of residence, and so counts in no municipality. "
        "Send the person's stays, those in other municipalities too.",
    ),
    fields={"persons": ("cpr",)},
    check=check,
)
