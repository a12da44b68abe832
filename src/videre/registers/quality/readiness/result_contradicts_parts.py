"""A pupil found ready who lacks one of the conditions."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

PARTS = ("personal", "social", "academic", "practical")


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the result is ready and one of its parts is not."""
    lacks = pl.any_horizontal(pl.col(name) == "not_ready" for name in PARTS)
    return (pl.col("result") == "ready") & lacks


RULE = RowRule(
    code="result_contradicts_parts",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "“{column}” siger parat, men en af forudsætningerne siger ikke parat. Ret det, der er forkert.",
        "“{column}” says ready, but one of the conditions says not ready. Mend whichever is wrong.",
    ),
    fields={"readiness": (*PARTS, "result")},
    check=check,
)
