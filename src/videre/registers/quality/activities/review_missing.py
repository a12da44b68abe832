"""A status that nobody is to look at again."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where an activity or exemption has neither end nor review date."""
    return pl.col("stop").is_null() & pl.col("review").is_null()


RULE = RowRule(
    code="review_missing",
    severity=Severity.WRONG,
    explanation=say(
        "Rækken har hverken slutdato eller “{column}”. Uden en af dem tæller den kun i tre måneder. Send den igen "
        "med den dag, hvor nogen skal se på den.",
        "The row has neither an end nor “{column}”. Without one of them it counts for three months only. Send it "
        "again with the day on which somebody is to look at it.",
    ),
    fields={"activities": ("stop", "review")},
    check=check,
)
