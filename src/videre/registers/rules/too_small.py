"""A number below the smallest that is possible: most often a negative one."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, say


def check(register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where the number is smaller than can be."""
    (name,) = fields
    minimum = register.column(name).minimum
    assert minimum is not None, "the rule asks only about columns that have a minimum"
    return pl.col(name) < minimum


RULE = Rule(
    code="too_small",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Tallet i “{column}” er mindre, end det kan være. Ret det, og send rækken igen.",
        "The number in “{column}” is smaller than it can be. Mend it, and send the row again.",
    ),
    fields=each(lambda column: column.minimum is not None),
    check=check,
)
