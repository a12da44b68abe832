"""One event told of under two numbers."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the same was told of the same person, day and course before."""
    event = ["person", "event", "date", "institution", pl.col("programme").fill_null(0)]
    return pl.int_range(pl.len()).over(event, order_by=["reported", "event_id"]) > 0


RULE = RowRule(
    code="notice_twice",
    severity=Severity.WRONG,
    explanation=say(
        "Samme hændelse er meldt før med et andet nummer, så den tæller to gange. Tag den ene tilbage: se “{column}”.",
        "The same event was reported before under another number, so it counts twice. Take one of them back: see "
        "“{column}”.",
    ),
    fields={"notifications": ("event", "date", "institution", "event_id")},
    check=check,
)
