"""A course of which is told how it ended, and not when."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where there is an outcome other than `ongoing` and no end."""
    return pl.col("stop").is_null() & (pl.col("outcome") != "ongoing")


RULE = RowRule(
    code="outcome_without_end",
    severity=Severity.WRONG,
    explanation=say(
        "Rækken siger, hvordan forløbet endte, men ikke hvornår. Send den igen med slutdatoen i “{column}”.",
        "The row says how the course ended, but not when. Send it again with the end in “{column}”.",
    ),
    fields={"enrolments": ("outcome", "stop")},
    check=check,
)
