"""Somebody who lived nowhere for a while."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import in_order
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

LONGEST_DAYS = 92  # a longer time may well be a stay abroad, of which the register of residence does not tell


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where a stay ends days before the person's next one begins, and too few of them for a stay abroad."""
    next_start = pl.col("start").shift(-1).over("person", order_by=in_order([]))
    return (next_start - pl.col("stop")).dt.total_days().is_between(1, LONGEST_DAYS)


RULE = RowRule(
    code="gap_in_residence",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Der er højst tre måneder mellem denne bopæls slutning (“{column}”) og personens næste bopæl, og ingen "
        "bopæl imellem. Ret den dag, der er forkert, eller send den bopæl, der mangler.",
        "There are at most three months between the end of this stay (“{column}”) and the person's next one, and "
        "no stay between. Mend the day that is wrong, or send the stay that is missing.",
    ),
    fields={"residence": ("start", "stop")},
    check=check,
)
