"""The same row twice in one file."""

import polars as pl

from videre.registers.canonical import SAID
from videre.registers.rules.rule import Fields, Rule, Scope, Severity, Surroundings, whole_row
from videre.registers.schema import Register, say


def check(register: Register, _fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a row stands again that stood before; the first one is taken."""
    everything = [column.name for column in (*register.columns, *SAID)]
    return ~pl.struct(everything).is_first_distinct()


RULE = Rule(
    code="duplicate_row",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Rækken står to gange i filen. Den første er taget; der er intet at rette, hvis den kun skulle stå én gang.",
        "The row stands twice in the file. The first is taken; nothing needs mending if it was meant to stand once.",
    ),
    fields=whole_row,
    check=check,
    scope=Scope.SAME_KEY,
)
