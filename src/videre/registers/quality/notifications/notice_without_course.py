"""A notice of a course in which the young person is not."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 183  # an enrolment may be told of months late
DAYS_BESIDE = 92  # notice and end of the course may differ by a holiday or two


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a course was said to be left, completed or at risk, and no enrolment there lies near the day."""
    notices = known.rows("notifications").filter(pl.col("event") != "admitted")
    due = notices.filter(pl.col("date").dt.offset_by(f"{WAIT_DAYS}d") <= known.day)
    stays = known.rows("enrolments").select("person", "institution", "start", stop=end_of())
    near = due.select(POSITION, "person", "institution", "date").join(stays, on=["person", "institution"])
    from_day, to_day = (pl.col("date").dt.offset_by(f"{sign}{DAYS_BESIDE}d") for sign in ("-", ""))
    there = near.filter((pl.col("start") <= to_day) & (pl.col("stop") >= from_day))
    return at(due.join(there, on=POSITION, how="anti"))


RULE = RowRule(
    code="notice_without_course",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Underretningen handler om en institution, hvor den unge ikke er indskrevet omkring dagen i “{column}”. "
        "Er institutionen eller personnummeret forkert, så ret det; ellers mangler indskrivningen.",
        "The notice is about an institution where the young person is not enrolled around the day in “{column}”. "
        "If the institution or the CPR number is wrong, mend it; else the enrolment is missing.",
    ),
    fields={"notifications": ("institution", "date")},
    check=check,
)
