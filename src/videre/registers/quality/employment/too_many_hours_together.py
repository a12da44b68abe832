"""More hours of work in a month than anybody works, all employers together."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

MOST_HOURS = 350  # twice a full-time month of 160 hours, and some


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the hours of all a person's work in a month are more than anybody works."""
    return pl.col("hours").sum().over("person", "month") > MOST_HOURS


RULE = RowRule(
    code="too_many_hours_together",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Personens timer er i alt over 350 i måneden. Se, om decimaltegnet i “{column}” er forsvundet, eller om "
        "samme arbejde er meldt to gange.",
        "The person's hours add up to over 350 in the month. See whether the decimal sign in “{column}” was lost, "
        "or whether the same work was reported twice.",
    ),
    fields={"employment": ("month", "hours")},
    check=check,
)
