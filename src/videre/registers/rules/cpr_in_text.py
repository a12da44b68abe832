"""A CPR number in a column where only words belong."""

import polars as pl

from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, ValueType, say
from videre.store.pseudonyms import LOOKS_LIKE_CPR


def check(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where ten digits stand that may be somebody's number: the store keeps text as it is."""
    return pl.col(fields[0]).str.contains(LOOKS_LIKE_CPR)


RULE = Rule(
    code="cpr_in_text",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Der står noget i “{column}”, der ligner et personnummer. Fjern det, og send rækken igen.",
        "Something in “{column}” looks like a CPR number. Take it out, and send the row again.",
    ),
    fields=each(lambda column: column.type is ValueType.TEXT and column.is_kept),
    check=check,
)
