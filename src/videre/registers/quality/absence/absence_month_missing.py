"""A school from which one month of absence is missing."""

from datetime import date

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import WholeRule
from videre.registers.quality.spells import end_of, months_until
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

FEWEST_PUPILS = 10
WAIT_DAYS = 45
JULY = 7  # no school
LOOKS_BACK_MONTHS = 24


def count(known: Known) -> pl.DataFrame:
    """Return for each school and month of the last two years its pupils, and the rows of absence."""
    absence = known.rows("absence")
    months = pl.DataFrame({"month": months_until(known.day, LOOKS_BACK_MONTHS)})
    days = months.filter(pl.col("month").dt.month() != JULY).with_columns(day=pl.col("month").dt.offset_by("14d"))
    stays = known.school_stays().select("institution", "start", stop=end_of())
    there = stays.join_where(days, pl.col("start") <= pl.col("day"), pl.col("stop") > pl.col("day"))
    pupils = there.group_by("institution", "month").agg(n_pupils=pl.len().cast(pl.Int64))
    said = absence.group_by("institution", "month").agg(
        n_rows=pl.len().cast(pl.Int64), sequence=pl.col("sequence").max()
    )
    both = pupils.join(said, on=["institution", "month"], how="left")
    return both.with_columns(pl.col("n_rows").fill_null(0))


def check(day: date) -> pl.Expr:
    """Return where there were pupils and nobody told of any, after the school began to; asked six weeks after."""
    first = pl.col("month").filter(pl.col("n_rows") > 0).min().over("institution")
    is_due = pl.col("month").dt.offset_by(f"1mo{WAIT_DAYS}d") <= day
    return (pl.col("n_pupils") >= FEWEST_PUPILS) & (pl.col("n_rows") == 0) & (pl.col("month") > first) & is_due


RULE = WholeRule(
    code="absence_month_missing",
    severity=Severity.WRONG,
    explanation=say(
        "Skolen har meldt fravær i andre måneder, men ikke for en eneste elev i denne. Hent måneden igen i "
        "skolens system, og send den: se “{column}”.",
        "The school has reported absence in other months, but for no pupil in this one. Fetch the month again "
        "from the school's system, and send it: see “{column}”.",
    ),
    register="absence",
    column="month",
    groups=("institution", "month"),
    shown=("institution", "month"),
    count=count,
    check=check,
    one_sender=("institution",),
)
