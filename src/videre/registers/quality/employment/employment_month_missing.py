"""A month in which hardly anybody worked."""

from datetime import date

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import WholeRule
from videre.registers.quality.spells import months_until
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

FEWEST_ROWS = 20
LOOKS_BACK_MONTHS = 24
COUNTED = {"month": pl.Date(), "n_rows": pl.Int64(), "sequence": pl.Int64()}


def count(known: Known) -> pl.DataFrame:
    """Return for each month of the last two years the rows of work."""
    work = known.rows("employment")
    months = pl.DataFrame({"month": months_until(known.day, LOOKS_BACK_MONTHS)})
    said = work.group_by("month").agg(n_rows=pl.len().cast(pl.Int64))
    both = months.join(said, on="month", how="left").with_columns(pl.col("n_rows").fill_null(0))
    return both.with_columns(sequence=pl.lit(work["sequence"].max(), dtype=pl.Int64)).select(list(COUNTED))


def check(_day: date) -> pl.Expr:
    """Return where there are under half as many rows as in the months beside, which have at least some."""
    before, after = (pl.col("n_rows").shift(step).over(pl.lit(1), order_by="month") for step in (1, -1))
    return (pl.min_horizontal(before, after) >= FEWEST_ROWS) & (2 * pl.col("n_rows") < pl.min_horizontal(before, after))


RULE = WholeRule(
    code="employment_month_missing",
    severity=Severity.WRONG,
    explanation=say(
        "Måneden i “{column}” har under halvt så mange rækker som månederne omkring den: en del af leveringen "
        "mangler. Hent den igen, og send den.",
        "The month in “{column}” has under half as many rows as the months beside it: part of the delivery is "
        "missing. Fetch it again, and send it.",
    ),
    register="employment",
    column="month",
    groups=("month",),
    shown=("month",),
    count=count,
    check=check,
    one_sender=(),
)
