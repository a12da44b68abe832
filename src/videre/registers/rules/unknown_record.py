"""A row of a kind that the mapping does not know, in a file that holds several registers."""

import polars as pl

from videre.registers.canonical import STRANGE
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, whole_row
from videre.registers.schema import Register, say


def check(_register: Register, _fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a row is neither of this register nor of another that the mapping knows."""
    return pl.col(STRANGE)


RULE = Rule(
    code="unknown_record",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Filen har flere slags rækker, og denne slags kender tilknytningsfilen ikke. Skriv i dens `file: records`, om "
        "den hører til registret {register}, og send filen igen.",
        "The file has several kinds of rows, and the mapping does not know this kind. Say in its `file: records` "
        "whether it is of the register {register}, and send the file again.",
    ),
    fields=whole_row,
    check=check,
)
