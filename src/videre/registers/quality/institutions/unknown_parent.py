"""An institution that is part of one that there is not, or of itself."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the number of the main institution is none, or the institution's own."""
    numbers = known.rows("institutions")["institution"]
    return ~pl.col("parent").is_in(numbers.implode()) | (pl.col("parent") == pl.col("institution"))


RULE = RowRule(
    code="unknown_parent",
    severity=Severity.WRONG,
    explanation=say(
        "Hovedinstitutionen i “{column}” findes ikke i registret over institutioner, eller er institutionen selv. "
        "Ret nummeret, eller send hovedinstitutionen.",
        "The main institution in “{column}” is not in the register of institutions, or is the institution itself. "
        "Mend the number, or send the main institution.",
    ),
    fields={"institutions": ("institution", "parent")},
    check=check,
)
