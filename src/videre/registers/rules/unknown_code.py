"""A code that is not in the code list, or not in the mapping."""

import polars as pl

from videre.registers.canonical import REPORTED, WITHDRAWN, text_name
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, each
from videre.registers.schema import Register, ValueType, say
from videre.registers.written import UNMAPPED


def check(register: Register, fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a code stands that nobody has said the meaning of; it is never guessed."""
    (name,) = fields
    text, value = pl.col(text_name(name)), pl.col(name)
    if name == WITHDRAWN.name:
        return text.is_not_null() & ~text.is_in(["true", "false", "yes", "no"])
    if name == REPORTED.name:
        return text == UNMAPPED
    column = register.column(name)
    if column.type is ValueType.BOOLEAN:
        return text.is_not_null() & value.is_null()
    if column.codes:
        return (text == UNMAPPED) | ~value.is_in(list(column.codes))
    return text == UNMAPPED


RULE = Rule(
    code="unknown_code",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Koden i “{column}” står ikke på kodelisten. Ret den, eller skriv i tilknytningsfilen, hvad den betyder, og "
        "send filen igen. Kodelisten står i docs/reference/registers/{register}.md.",
        "The code in “{column}” is not in the code list. Mend it, or say in the mapping file what it means, and send "
        "the file again. The code list stands in docs/reference/registers/{register}.md.",
    ),
    fields=each(lambda column: column.type not in {ValueType.CPR, ValueType.CPR_LIST}),
    check=check,
)
