"""Somebody in two full-time educations at once."""

from datetime import timedelta

import polars as pl

from videre.registers.quality.known import Known, at, kinds_that_are
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT = timedelta(days=62)
MOST_DAYS = 31


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a stay goes on over a month after the next one, in another programme or place, has begun.

    Only educations that take the whole week are asked about: single subjects and preparatory courses may be combined.
    """
    full_time = known.rows("enrolments").filter(pl.col("course").is_in(kinds_that_are(known.definitions, "EDUCATION")))
    key = ["institution", "programme"]
    is_due = known.day - WAIT
    return at(overlapping(full_time, ["person"], key, unlike_in=key, more_than_days=MOST_DAYS, begun_by=is_due))


RULE = RowRule(
    code="two_educations_at_once",
    severity=Severity.WRONG,
    explanation=say(
        "Eleven er begyndt på en anden uddannelse, mens rækken stadig gælder (over en måned). Er eleven holdt op, "
        "så send rækken igen med slutdatoen i “{column}” og hvordan det endte.",
        "The student has begun another education while the row still holds (over a month). If the student has "
        "left, send the row again with the end in “{column}” and how it ended.",
    ),
    fields={"enrolments": ("programme", "start", "stop")},
    check=check,
)
