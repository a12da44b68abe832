"""An interrupted course of which the municipality got no notice."""

import polars as pl

from videre.registers.quality.known import POSITION, SCHOOL, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years, days_within
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

NOTICE_UNDER_YEARS = 25  # the age up to which section 12 c asks for a notice
DAYS_BESIDE = 92  # notice and end may differ by a holiday or two; a notice that is missing is told of after as long


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where somebody under 25 who lives in the municipality left, and no notice of it has come.

    Asked of the time since the first notice in the store: before it nobody sent them here.
    """
    notices = known.rows("notifications").filter(pl.col("event") == "interrupted")
    first = known.since.get("notifications", known.day)
    is_due = (pl.col("stop") > first) & (pl.col("stop").dt.offset_by(f"{DAYS_BESIDE}d") <= known.day)
    is_young = age_years(pl.col("birth_date"), pl.col("stop")) < NOTICE_UNDER_YEARS
    left = known.rows("enrolments").filter(
        (pl.col("outcome") == "interrupted") & ~pl.col("course").is_in(SCHOOL) & is_due & is_young
    )
    last_days = left.with_columns(start=pl.col("stop").dt.offset_by("-1d"))
    at_home = left.join(days_within(last_days, known.at_home()), on=POSITION, how="semi")
    told = at_home.join(notices.select("person", "institution", "date"), on=["person", "institution"])
    is_near = (pl.col("date") - pl.col("stop")).dt.total_days().abs() <= DAYS_BESIDE
    return at(at_home.join(told.filter(is_near), on=POSITION, how="anti"))


RULE = RowRule(
    code="interrupted_without_notice",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "En ung under 25 år er holdt op på dagen i “{column}”, og kommunen har ikke fået underretning om "
        "afbruddet (§ 12 c). Send underretningen; er den unge der endnu, så ret rækken.",
        "A young person under 25 left on the day in “{column}”, and the municipality has had no notice of it "
        "(section 12 c). Send the notice; if the young person is still there, mend the row.",
    ),
    fields={"enrolments": ("outcome", "stop")},
    check=check,
)
