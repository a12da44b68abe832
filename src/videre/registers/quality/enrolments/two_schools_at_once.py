"""A pupil in two primary schools at once."""

from datetime import timedelta

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT = timedelta(days=31)
MOST_DAYS = 14  # a school often keeps a pupil on its list for some days after the next one has begun


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a school stay goes on after the pupil's next one, at another school, has begun."""
    key = ["institution", "programme"]
    stays = known.school_stays()
    is_due = known.day - WAIT
    return at(overlapping(stays, ["person"], key, unlike_in=["institution"], more_than_days=MOST_DAYS, begun_by=is_due))


RULE = RowRule(
    code="two_schools_at_once",
    severity=Severity.WRONG,
    explanation=say(
        "Eleven går i en anden grundskole, mens rækken stadig gælder (over 14 dage). Er eleven flyttet, så send "
        "rækken igen med sidste skoledag i “{column}”.",
        "The pupil goes to another primary school while the row still holds (over 14 days). If the pupil has "
        "moved, send the row again with the last day of school in “{column}”.",
    ),
    fields={"enrolments": ("institution", "start", "stop")},
    check=check,
)
