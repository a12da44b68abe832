"""A period that ends before it begins, or on the day on which it begins."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings
from videre.registers.schema import Register, say


def fields(register: Register) -> tuple[Fields, ...]:
    """Return the register's period."""
    return (register.period,) if register.period is not None else ()


def check(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a period has no day in it: periods are half-open, so a period of one day ends on the next."""
    start, stop = fields
    return pl.col(stop) <= pl.col(start)


RULE = Rule(
    code="stop_before_start",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Perioden slutter, før den begynder, eller har ingen dage: se “{column}”. Ret den. Er rækken en fejl, så meld "
        "den som tilbagetaget.",
        "The period ends before it begins, or has no day in it: see “{column}”. Mend it. If the row is a mistake, "
        "report it as withdrawn.",
    ),
    fields=fields,
    check=check,
)
