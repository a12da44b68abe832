"""A notice of an interruption without a reason."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where somebody left or is at risk, and nothing is said of why."""
    return pl.col("event").is_in(["interrupted", "at_risk"]) & pl.col("reason").is_null()


RULE = RowRule(
    code="notice_without_reason",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Underretningen siger, at den unge er holdt op eller er ved det, men ikke hvorfor: “{column}” er tom. "
        "Spørg uddannelsesstedet.",
        "The notice says that the young person has left or is about to, but not why: “{column}” is empty. Ask the "
        "place of education.",
    ),
    fields={"notifications": ("event", "reason")},
    check=check,
)
