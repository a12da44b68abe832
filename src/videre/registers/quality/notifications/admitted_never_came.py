"""A notice of a place that was never used."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 183
DAYS_BESIDE = 92


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a place was given, and no enrolment at the institution lies near the day that it names."""
    admitted = known.rows("notifications").filter(
        (pl.col("event") == "admitted") & (pl.col("date").dt.offset_by(f"{WAIT_DAYS}d") <= known.day)
    )
    stays = known.rows("enrolments").select("person", "institution", "start", stop=end_of())
    near = admitted.select(POSITION, "person", "institution", "date").join(stays, on=["person", "institution"])
    from_day, to_day = (pl.col("date").dt.offset_by(f"{sign}{DAYS_BESIDE}d") for sign in ("-", ""))
    came = near.filter((pl.col("start") <= to_day) & (pl.col("stop") >= from_day))
    return at(admitted.join(came, on=POSITION, how="anti"))


RULE = RowRule(
    code="admitted_never_came",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Underretningen siger, at den unge er optaget fra dagen i “{column}”, men ingen indskrivning er fulgt i "
        "et halvt år. Kom den unge ikke, så meld det; kom den unge, så mangler indskrivningen.",
        "The notice says that the young person has a place from the day in “{column}”, but no enrolment has "
        "followed for half a year. If the young person did not come, report that; if they did, the enrolment is "
        "missing.",
    ),
    fields={"notifications": ("institution", "date")},
    check=check,
)
