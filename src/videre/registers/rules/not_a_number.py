"""A number that is none."""

import polars as pl

from videre.registers.canonical import text_name
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, ValueType, say
from videre.registers.written import UNMAPPED

NUMBERS = {ValueType.INTEGER, ValueType.DECIMAL, ValueType.IDENTIFIER, ValueType.COMPANY}


def check(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where something stands that is no number of the kind that the column asks for."""
    (name,) = fields
    return (pl.col(text_name(name)) != UNMAPPED) & pl.col(name).is_null()


RULE = Rule(
    code="not_a_number",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Der står ikke et tal i “{column}”, eller det har et andet decimaltegn eller antal cifre end aftalt. Ret det, "
        "og send rækken igen.",
        "What stands in “{column}” is no number, or has another decimal sign or number of digits than agreed. Mend it, "
        "and send the row again.",
    ),
    fields=each(lambda column: column.type in NUMBERS),
    check=check,
)
