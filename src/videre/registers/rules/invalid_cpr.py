"""A CPR number that gives no date of birth."""

import polars as pl

from videre.registers.canonical import text_name
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, ValueType, say


def check(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where something stands that is no CPR number. Modulus 11 is never asked."""
    (name,) = fields
    return pl.col(text_name(name)).is_not_null() & pl.col(name).is_null()


RULE = Rule(
    code="invalid_cpr",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Personnummeret i “{column}” er ikke ti cifre, der giver en fødselsdag. Ret det hos afsenderen, og send rækken "
        "igen.",
        "The CPR number in “{column}” is not ten digits that give a date of birth. Mend it at the sender's, and send "
        "the row again.",
    ),
    fields=each(lambda column: column.type in {ValueType.CPR, ValueType.CPR_LIST}),
    check=check,
)
