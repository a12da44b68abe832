"""Somebody who lives in two places at once."""

from datetime import timedelta

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT = timedelta(days=31)  # so long it may take until the municipality that somebody left has said so


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a stay goes on after the person's next one has begun."""
    return at(overlapping(known.rows("residence"), ["person"], ["municipality"], begun_by=known.day - WAIT))


RULE = RowRule(
    code="overlapping_residence",
    severity=Severity.WRONG,
    explanation=say(
        "Bopælen løber ud over den dag, hvor personens næste bopæl begynder: se “{column}”. Send rækken igen med "
        "den rigtige fraflytningsdag.",
        "The stay goes on past the day on which the person's next one begins: see “{column}”. Send the row again "
        "with the right day of moving out.",
    ),
    fields={"residence": ("start", "stop")},
    check=check,
)
