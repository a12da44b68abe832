"""A leaver of whom nobody has told anything since."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years, days_within, end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 150  # from the end of June to late November: by then a course that began in August has been reported
TOLD_UNDER_YEARS = 25  # the age up to which the municipality must know (the law on young people under 25)
LAST_DAY = {  # the day on which each register last says something of somebody
    "enrolments": end_of(),
    "employment": pl.col("month").dt.month_end(),
    "benefits": end_of(),
    "activities": end_of(),
    "notifications": pl.col("date"),
    "contacts": end_of(),
}


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return the last stay in 9th or 10th grade of those who left over five months ago and were never heard of again.

    Asked of those under 25 who live in the municipality on the day.
    """
    leavers = known.rows("enrolments").filter(
        pl.col("course").is_in(["ninth_grade", "tenth_grade"])
        & (pl.col("stop").dt.offset_by(f"{WAIT_DAYS}d") <= known.day)
        & (age_years(pl.col("birth_date"), pl.lit(known.day)) < TOLD_UNDER_YEARS)
    )
    for register, last_day in LAST_DAY.items():
        last = known.rows(register).group_by("person").agg(heard_of=last_day.max())
        since = leavers.join(last, on="person").filter(pl.col("heard_of") > pl.col("stop"))
        leavers = leavers.join(since, on=POSITION, how="anti")
    today = leavers.with_columns(start=pl.lit(known.day), stop=pl.lit(known.day).dt.offset_by("1d"))
    return at(leavers.join(days_within(today, known.at_home()), on=POSITION, how="semi"))


RULE = RowRule(
    code="leaver_never_heard_of",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Eleven forlod skolen (“{column}”) for over fem måneder siden, bor her, og ingen har meldt noget siden: "
        "ingen uddannelse, arbejde, ydelse, aktivitet eller kontakt. Er eleven der endnu, eller gået på en anden "
        "skole, så ret rækken; ellers mangler den næste afsender.",
        "The pupil left school (“{column}”) over five months ago, lives here, and nobody has told anything since: "
        "no education, work, benefit, activity or contact. If the pupil is still there, or went to another "
        "school, mend the row; else the next sender is missing.",
    ),
    fields={"enrolments": ("outcome", "stop")},
    check=check,
)
