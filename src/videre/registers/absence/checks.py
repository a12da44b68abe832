"""What is asked of absence beside the rules for all registers."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say

MOST_SCHOOL_DAYS = 23  # a month has at most 23 weekdays


def more_days_than_possible(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a pupil was absent on more days than there were."""
    *absent, possible = fields
    return pl.sum_horizontal(absent) > pl.col(possible)


def too_many_school_days(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a month has more school days than weekdays."""
    return pl.col(fields[0]) > MOST_SCHOOL_DAYS


RULES = (
    Rule(
        code="more_absence_than_days",
        severity=Severity.SET_ASIDE,
        explanation=say(
            "Fraværet er flere dage end skoledagene i “{column}”. Ret det, der er forkert, og send rækken igen.",
            "The absence is more days than the school days in “{column}”. Mend what is wrong, and send the row again.",
        ),
        fields=lambda _register: (("days_ill", "days_permitted", "days_unpermitted", "days_possible"),),
        check=more_days_than_possible,
    ),
    Rule(
        code="too_many_school_days",
        severity=Severity.SET_ASIDE,
        explanation=say(
            "“{column}” er flere dage, end en måned har hverdage (23). Ret det, og send rækken igen.",
            "“{column}” is more days than a month has weekdays (23). Mend it, and send the row again.",
        ),
        fields=lambda _register: (("days_possible",),),
        check=too_many_school_days,
    ),
)
