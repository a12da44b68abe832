"""A course that has ended and is said to be going on."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the last day has passed and the outcome is still `ongoing`."""
    return (pl.col("stop") <= known.day) & (pl.col("outcome") == "ongoing")


RULE = RowRule(
    code="ended_without_outcome",
    severity=Severity.WRONG,
    explanation=say(
        "Forløbet er slut, men “{column}” siger, at det er i gang. Send rækken igen med, hvordan det endte: "
        "fuldført, afbrudt eller flyttet.",
        "The course has ended, but “{column}” says that it is going on. Send the row again with how it ended: "
        "completed, interrupted or transferred.",
    ),
    fields={"enrolments": ("stop", "outcome")},
    check=check,
)
