"""Somebody admitted to two of the choices of one application."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

ROUND = ["person", "applied"]  # one application: all choices made on one day


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a choice with a lower number, of the same application, was admitted too: one place is given."""
    admitted = known.rows("applications").filter(pl.col("outcome") == "admitted")
    return at(admitted.filter(pl.col("priority") > pl.col("priority").min().over(ROUND)))


RULE = RowRule(
    code="admitted_twice",
    severity=Severity.WRONG,
    explanation=say(
        "Den unge er optaget på to valg i samme ansøgning; kun ét kan få plads. Ret “{column}” på det valg, den "
        "unge ikke fik.",
        "The young person was admitted to two choices of one application; only one can be given. Mend “{column}” "
        "of the choice that was not given.",
    ),
    fields={"applications": ("applied", "priority", "outcome")},
    check=check,
)
