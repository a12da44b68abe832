"""A date so far ahead of the report that it is a slip of the pen."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

MOST_YEARS_AHEAD = {"stop": 10, "review": 2}  # an education may have a planned end; nobody plans a beginning for long
OTHERWISE = 1


def check(fields: Fields, _known: Known) -> pl.Expr:
    """Return where one of the dates lies more years after the report than anybody plans."""
    reported, *dates = fields
    limits = {name: pl.col(reported).dt.offset_by(f"{MOST_YEARS_AHEAD.get(name, OTHERWISE)}y") for name in dates}
    return pl.any_horizontal((pl.col(name) > limit).fill_null(value=False) for name, limit in limits.items())


PERIOD = ("reported", "start", "stop")
RULE = RowRule(
    code="too_far_ahead",
    severity=Severity.WRONG,
    explanation=say(
        "En dato ligger længere ude i fremtiden, end nogen planlægger (begyndelse over 1 år, gennemsyn over 2 år, "
        "slutning over 10 år efter meldedagen): se “{column}” og datoerne ved siden af. Ret årstallet, og send "
        "rækken igen.",
        "A date lies further ahead than anybody plans (a beginning over 1 year, a review over 2 years, an end "
        "over 10 years after the day of report): see “{column}” and the dates beside it. Mend the year, and send "
        "the row again.",
    ),
    fields={
        **dict.fromkeys(("residence", "enrolments", "benefits", "contacts"), PERIOD),
        "activities": (*PERIOD, "review"),
        "notifications": ("reported", "date"),
    },
    check=check,
)
