"""A required value is missing."""

import polars as pl

from videre.registers.canonical import WITHDRAWN, text_name
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, say


def check(register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where nothing stands; a row that takes back its key needs the key alone."""
    (name,) = fields
    is_missing = pl.col(text_name(name)).is_null()
    is_content = any(column.name == name and not column.is_key for column in register.columns)
    return is_missing & ~pl.col(WITHDRAWN.name) if is_content else is_missing


RULE = Rule(
    code="missing_value",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Der mangler en værdi i “{column}”. Udfyld den, og send rækken igen.",
        "A value is missing in “{column}”. Fill it in, and send the row again.",
    ),
    fields=each(lambda column: column.required),
    check=check,
)
