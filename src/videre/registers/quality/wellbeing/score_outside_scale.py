"""A wellbeing score outside the scale."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the score is not on the scale of the national survey, 1 to 5."""
    return ~pl.col("score").is_between(1, 5)


RULE = RowRule(
    code="score_outside_scale",
    severity=Severity.WRONG,
    explanation=say(
        "“{column}” ligger uden for skalaen fra 1 til 5. Se, om decimaltegnet er forsvundet, eller om tallet er "
        "på en anden skala.",
        "“{column}” lies outside the scale from 1 to 5. See whether the decimal sign was lost, or whether the "
        "number is on another scale.",
    ),
    fields={"wellbeing": ("score",)},
    check=check,
)
