"""More values in a row than there are columns."""

import polars as pl

from videre.registers.files import BEYOND
from videre.registers.rules.rule import Fields, Rule, Severity, Surroundings, whole_row
from videre.registers.schema import Register, say


def check(_register: Register, _fields: Fields, _around: Surroundings) -> pl.Expr:
    """Return where something stands beyond the last named column: then what stands before may be shifted."""
    return pl.col(BEYOND)


RULE = Rule(
    code="too_many_values",
    severity=Severity.SET_ASIDE,
    explanation=say(
        "Rækken har flere værdier, end der er kolonner. En værdi med et skilletegn i skal stå i anførselstegn. Ret "
        "det, og send rækken igen.",
        "The row has more values than there are columns. A value with a delimiter in it must stand in quotation marks. "
        "Mend it, and send the row again.",
    ),
    fields=whole_row,
    check=check,
)
