"""A number of an institution or a programme that its register does not know."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, say


def check(register: Register, fields: Fields, around: Surroundings) -> pl.Expr:
    """Return where a number stands that the register does not know; nowhere, where the home has no such register."""
    (name,) = fields
    known = around.known.get(register.column(name).refers_to or "")
    return ~pl.col(name).is_in(known.implode()) if known is not None else pl.lit(value=False)


RULE = Rule(
    code="unknown_reference",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Nummeret i “{column}” findes ikke i registret {refers_to}. Er nummeret rigtigt, så indlæs først en nyere fil "
        "med {refers_to}, og derefter denne fil igen.",
        "The number in “{column}” is not in the register {refers_to}. If the number is right, first import a newer "
        "file of {refers_to}, and then this file again.",
    ),
    fields=each(lambda column: column.refers_to is not None),
    check=check,
)
