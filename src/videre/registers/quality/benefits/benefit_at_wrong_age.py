"""A benefit at an age at which it cannot be had."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years, end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

GROWN_UP_YEARS = 18
UNDER_YEARS = 30  # uddannelseshjælp is for those under 30
GRACE_DAYS = 31


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where somebody is under 18 at the beginning, or gets uddannelseshjælp over a month after turning 30."""
    at_start = age_years(pl.col("birth_date"), pl.col("start"))
    thirtieth = pl.col("birth_date").dt.offset_by(f"{UNDER_YEARS}y{GRACE_DAYS}d")
    until = pl.min_horizontal(end_of(), pl.lit(known.day))
    too_old = (pl.col("benefit") == "uddannelseshjaelp") & (until > thirtieth)
    return at_start.is_between(0, GROWN_UP_YEARS - 1) | too_old


RULE = RowRule(
    code="benefit_at_wrong_age",
    severity=Severity.WRONG,
    explanation=say(
        "Ydelsen kan ikke fås i den alder (under 18 år; uddannelseshjælp fra 30 år). Se, om “{column}”, ydelsen "
        "eller personnummeret er forkert; er personen fyldt 30, så slut perioden, og begynd en ny på den rigtige "
        "ydelse.",
        "The benefit cannot be had at that age (under 18; uddannelseshjælp from 30). See whether “{column}”, the "
        "benefit or the CPR number is wrong; if the person has turned 30, end the period and begin a new one on "
        "the right benefit.",
    ),
    fields={"benefits": ("cpr", "benefit", "start", "stop")},
    check=check,
)
