"""A day of report that has not come yet."""

import polars as pl

from videre.registers.canonical import REPORTED
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say


def fields(_register: Register) -> tuple[Fields, ...]:
    """Return the day of the report."""
    return ((REPORTED.name,),)


def check(_register: Register, fields: Fields, around: Surroundings) -> pl.Expr:
    """Return where the report is dated after today: such a row would outrank every true report until that day."""
    return pl.col(fields[0]) > around.today


RULE = Rule(
    code="reported_in_future",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Meldedagen i “{column}” ligger efter i dag. Ret den, og send rækken igen.",
        "The day of the report in “{column}” lies after today. Mend it, and send the row again.",
    ),
    fields=fields,
    check=check,
)
