"""Two rows of one file that say different things of the same key on the same day."""

import polars as pl

from videre.registers.canonical import REPORTED, SAID
from videre.registers.rules.rule import Fields, Rule, Scope, Severity, Surroundings, whole_row
from videre.registers.schema import Register, say


def check(register: Register, _fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where a key is said more than one thing of on one day: nobody can know which holds, so none is taken."""
    key = [*(column.name for column in register.key), REPORTED.name]
    everything = pl.struct(column.name for column in (*register.columns, *SAID))
    return everything.n_unique().over(key) > 1


RULE = Rule(
    code="contradiction",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Filen siger noget forskelligt om det samme ({key}) på samme meldedag. Send den række, der er rigtig, igen.",
        "The file says different things of the same ({key}) on one day of report. Send the row that is right again.",
    ),
    fields=whole_row,
    check=check,
    scope=Scope.SAME_KEY,
)
