"""A course that a notice says is over, and the enrolment says is going on."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 62  # so long the end of the course may be on its way


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a stay is open two months after the newest notice of that course said that it was over."""
    course = ["person", "institution", "programme"]
    notices = known.rows("notifications").filter(pl.col("event").is_in(["admitted", "interrupted", "completed"]))
    newest = notices.sort("date", "reported").unique(course, keep="last").select(*course, "event", "date")
    is_old = pl.col("date").dt.offset_by(f"{WAIT_DAYS}d") <= known.day
    over = newest.filter((pl.col("event") != "admitted") & is_old)
    still_open = known.rows("enrolments").filter(pl.col("stop").is_null())
    return at(still_open.join(over, on=course).filter(pl.col("start") <= pl.col("date")))


RULE = RowRule(
    code="left_by_notice",
    severity=Severity.WRONG,
    explanation=say(
        "En underretning for over to måneder siden sagde, at forløbet var slut, men “{column}” er tom. Send "
        "rækken igen med slutdatoen, og hvordan det endte. Gik den unge alligevel ikke, så tag underretningen "
        "tilbage.",
        "A notice over two months ago said that the course was over, but “{column}” is empty. Send the row again "
        "with the end, and how it ended. If the young person stayed after all, take the notice back.",
    ),
    fields={"enrolments": ("outcome", "stop")},
    check=check,
)
