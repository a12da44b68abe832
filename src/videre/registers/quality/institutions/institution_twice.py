"""One school under two numbers."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where another institution that is open at the same time has the same name, kind and municipality."""
    named = known.rows("institutions").drop_nulls(["municipality"])
    open_ones = named.filter(end_of("valid_to") > known.day)
    return at(open_ones.filter(pl.struct("name", "kind", "municipality").is_duplicated()))


RULE = RowRule(
    code="institution_twice",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "To åbne institutioner har samme navn (“{column}”), art og kommune. Er det den samme, så luk det ene "
        "nummer; ellers giv dem navne, man kan kende fra hinanden.",
        "Two open institutions share name (“{column}”), kind and municipality. If they are one, close one of the "
        "numbers; else give them names that can be told apart.",
    ),
    fields={"institutions": ("kind", "municipality", "valid_to", "name")},
    check=check,
)
