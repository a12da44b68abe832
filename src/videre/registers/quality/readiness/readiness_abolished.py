"""An assessment of readiness after there were none."""

from datetime import date

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

ABOLISHED = date(2024, 8, 1)


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the assessment was made after school year 2023/24, the last in which readiness was assessed."""
    return pl.col("assessed") >= pl.lit(ABOLISHED)


RULE = RowRule(
    code="readiness_abolished",
    severity=Severity.WRONG,
    explanation=say(
        "Vurderingen er lavet efter skoleåret 2023/24, hvor uddannelsesparathed hørte op. Ret året i “{column}”, "
        "eller meld rækken som tilbagetaget.",
        "The assessment was made after school year 2023/24, when readiness for education was abolished. Mend the "
        "year in “{column}”, or report the row as withdrawn.",
    ),
    fields={"readiness": ("assessed",)},
    check=check,
)
