"""A choice of education of which an earlier one is missing."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

ROUND = ["person", "applied"]  # one application: all choices made on one day


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where an application's choices do not go 1, 2, 3: the first after a gap."""
    before = pl.col("priority").shift(1).over(ROUND, order_by="priority").fill_null(0)
    return pl.col("priority") > before + 1


RULE = RowRule(
    code="priority_missing",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Valget har prioritet i “{column}”, men valget før mangler i ansøgningen. Send hele ansøgningen igen, "
        "eller ret prioriteten.",
        "The choice has the priority in “{column}”, but the choice before is missing in the application. Send the "
        "whole application again, or mend the priority.",
    ),
    fields={"applications": ("applied", "priority")},
    check=check,
)
