"""A benefit before it existed, or after it was abolished."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

GRACE_DAYS = 62


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a period begins outside the time of its benefit, or goes on over two months after it ended."""
    valid = {name.lower(): each.valid for name, each in known.definitions.benefits().benefits.items()}
    since, until = (
        pl.col("benefit").replace_strict(
            {name: getattr(times, end) for name, times in valid.items()}, default=None, return_dtype=pl.Date
        )
        for end in ("since", "until")
    )
    last = pl.min_horizontal(end_of(), pl.lit(known.day))
    return (pl.col("start") < since) | (pl.col("start") >= until) | (last > until.dt.offset_by(f"{GRACE_DAYS}d"))


RULE = RowRule(
    code="benefit_not_in_force",
    severity=Severity.WRONG,
    explanation=say(
        "Ydelsen fandtes ikke i hele perioden (uddannelseshjælp fx kun 1. januar 2014 til 30. juni 2025). Ret "
        "koden, eller del perioden i to: se “{column}”.",
        "The benefit did not exist in the whole period (uddannelseshjælp, say, only from 1 January 2014 to 30 "
        "June 2025). Mend the code, or divide the period in two: see “{column}”.",
    ),
    fields={"benefits": ("benefit", "start", "stop")},
    check=check,
)
