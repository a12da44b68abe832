"""Somebody who came to a school on the day another left it, alike in age and sex: perhaps one who got a new number."""

from datetime import date

import polars as pl

from videre.registers.quality.known import POSITION, Known
from videre.registers.quality.rule import WholeRule
from videre.registers.quality.spells import age_years, end_of
from videre.registers.rules.rule import Severity
from videre.registers.schema import say

CAME_LATE_YEARS = (
    7  # most begin school the year they turn six: of them it says nothing that they were not enrolled before
)


def count(known: Known) -> pl.DataFrame:
    """Return who left a school and was never enrolled again, and who came as their first; where and when."""
    stays = known.school_stays().with_columns(stop=end_of())
    first = stays.filter(pl.col("start") == pl.col("start").min().over("person"))
    last = known.rows("enrolments").group_by("person").agg(last=end_of().max())
    left = stays.join(last, on="person").filter(pl.col("stop") == pl.col("last"))
    came_late = first.filter(age_years(pl.col("birth_date"), pl.col("start")) >= CAME_LATE_YEARS)
    moves = pl.concat(
        [
            left.select("person", "institution", day="stop", n_left=pl.lit(1), n_came=pl.lit(0)),
            came_late.select("person", "institution", day="start", n_left=pl.lit(0), n_came=pl.lit(1)),
        ]
    )
    people = known.rows("persons").select(POSITION, "sequence", "person", "birth_date", "sex").join(moves, on="person")
    likeness = pl.struct("birth_date", "sex", "institution", "day").hash()
    return people.select(POSITION, "sequence", "n_left", "n_came", likeness=likeness)


def check(_day: date) -> pl.Expr:
    """Return where one left and another, who is alike, came on the same day."""
    left, came = (pl.col(name).max().over("likeness") > 0 for name in ("n_left", "n_came"))
    return left & came & (pl.col(POSITION).n_unique().over("likeness") > 1)


RULE = WholeRule(
    code="suspected_new_number",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Et barn med samme fødselsdag og køn begyndte på skolen den dag, et andet holdt op og aldrig siden er "
        "indskrevet. Se i CPR, om det er ét barn, der har fået nyt personnummer (“{column}”); er det, så send "
        "skiftet i registret cpr_changes.",
        "A child with the same date of birth and sex began at the school on the day another left and was never "
        "enrolled again. See in CPR whether they are one child with a new CPR number (“{column}”); if so, send "
        "the change in the register cpr_changes.",
    ),
    register="persons",
    column="cpr",
    groups=("position", "likeness"),
    shown=(),
    count=count,
    check=check,
)
