"""A programme that was replaced by one that there is not."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the programme that has taken over is not in the register, or is the programme itself."""
    numbers = known.rows("programmes")["programme"]
    unknown = ~pl.col("replaced_by").is_in(numbers.implode()) | (pl.col("replaced_by") == pl.col("programme"))
    return unknown & (pl.col("valid_to") <= known.day)


RULE = RowRule(
    code="unknown_successor",
    severity=Severity.WRONG,
    explanation=say(
        "Uddannelsen i “{column}”, der tog over, findes ikke i registret over uddannelser, eller er uddannelsen "
        "selv. Ret nummeret, eller send den uddannelse, der mangler.",
        "The programme in “{column}” that took over is not in the register of programmes, or is the programme "
        "itself. Mend the number, or send the programme that is missing.",
    ),
    fields={"programmes": ("programme", "valid_to", "replaced_by")},
    check=check,
)
