"""Somebody admitted to an education of whom no enrolment tells."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import days_within, end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 300  # from March to the New Year, when courses that began in August have been reported
BEGINS = (8, 15)  # month and day by which courses have begun


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where nobody was enrolled anywhere in the year after being admitted, and lives here.

    Asked half a year after the summer: any enrolment will do, since many change their mind before they begin.
    """
    admitted = known.rows("applications").filter(
        (pl.col("outcome") == "admitted") & (pl.col("applied").dt.offset_by(f"{WAIT_DAYS}d") <= known.day)
    )
    stays = known.rows("enrolments").select("person", "start", stop=end_of())
    after = admitted.select(POSITION, "person", "applied").join(stays, on="person")
    first_day = pl.date(pl.col("applied").dt.year(), *BEGINS)
    heard_of = after.filter((pl.col("stop") > first_day) & (pl.col("start") <= pl.col("applied").dt.offset_by("1y")))
    start = pl.date(pl.col("applied").dt.year(), *BEGINS)
    then = admitted.with_columns(start=start, stop=start.dt.offset_by("92d"))
    lived_here = then.join(days_within(then, known.at_home()), on=POSITION, how="semi")
    return at(lived_here.join(heard_of, on=POSITION, how="anti"))


RULE = RowRule(
    code="admitted_never_enrolled",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Den unge blev optaget og boede her, men er siden ikke meldt indskrevet noget sted. Er “{column}” "
        "forkert, så ret det; ellers mangler uddannelsesstedets indskrivning.",
        "The young person was admitted and lived here, but has not been reported as enrolled anywhere since. If "
        "“{column}” is wrong, mend it; else the enrolment of the place of education is missing.",
    ),
    fields={"applications": ("applied", "outcome")},
    check=check,
)
