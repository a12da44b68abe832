"""A date, month or school year that is none."""

import polars as pl

from videre.registers.canonical import text_name
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, ValueType, say
from videre.registers.written import UNMAPPED


def check(_register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where something stands that is no day of the calendar, or not in the supplier's form."""
    (name,) = fields
    return (pl.col(text_name(name)) != UNMAPPED) & pl.col(name).is_null()


RULE = Rule(
    code="impossible_date",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Datoen i “{column}” findes ikke, eller er skrevet på en anden måde end aftalt. Ret den, og send rækken igen.",
        "The date in “{column}” does not exist, or is not written as agreed. Mend it, and send the row again.",
    ),
    fields=each(lambda column: column.type in {ValueType.DATE, ValueType.MONTH, ValueType.SCHOOL_YEAR}),
    check=check,
)
