"""The same education at the same place chosen twice in one application."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

ROUND = ["person", "applied"]  # one application: all choices made on one day


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where an earlier choice of the same application is the same."""
    place = pl.col("institution").fill_null(0)
    return pl.col("priority") > pl.col("priority").min().over(*ROUND, "programme", place)


RULE = RowRule(
    code="chosen_twice",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Samme uddannelse på samme sted er valgt før i ansøgningen. Se, om koden eller prioriteten i “{column}” "
        "er forkert.",
        "The same programme at the same place was chosen before in the application. See whether the code or the "
        "priority in “{column}” is wrong.",
    ),
    fields={"applications": ("programme", "institution", "priority")},
    check=check,
)
