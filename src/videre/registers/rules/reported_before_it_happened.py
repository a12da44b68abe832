"""Something that was reported before it happened, where that cannot be."""

import polars as pl

from videre.registers.canonical import REPORTED
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say


def fields(register: Register) -> tuple[Fields, ...]:
    """Return the columns whose day cannot lie after the day of the report."""
    return tuple((REPORTED.name, column.name) for column in register.columns if column.has_happened)


def check(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where the day lies after the day of the report. Of a month its first day is asked about."""
    reported, name = fields
    return pl.col(name) > pl.col(reported)


RULE = Rule(
    code="reported_before_it_happened",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "“{column}” ligger efter den dag, rækken blev meldt. Ret den dato, der er forkert, og send rækken igen.",
        "“{column}” lies after the day on which the row was reported. Mend the date that is wrong, and send the row "
        "again.",
    ),
    fields=fields,
    check=check,
)
