"""What is asked of employment beside the rules for all registers."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say

MOST_HOURS = 744  # a month of 31 days, day and night


def too_many_hours(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a month's work is longer than a month."""
    return pl.col(fields[0]) > MOST_HOURS


RULES = (
    Rule(
        code="too_many_hours",
        severity=Severity.SET_ASIDE,
        explanation=say(
            "“{column}” er flere timer, end en måned har (744). Ret dem, eller se, om decimaltegnet er forsvundet.",
            "“{column}” is more hours than a month has (744). Mend them, or see whether the decimal sign was lost.",
        ),
        fields=lambda _register: (("hours",),),
        check=too_many_hours,
    ),
)
