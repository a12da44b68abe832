"""An exemption for somebody whom the duty does not concern."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years, end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

FROM_YEARS = 14  # the duty begins at 15; an exemption may be given in the year before
GROWN_UP_YEARS = 18
GRACE_DAYS = 31


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where an exemption begins before 15 or goes on over a month after the person turned 18."""
    until = pl.min_horizontal(end_of(), pl.lit(known.day))
    eighteenth = pl.col("birth_date").dt.offset_by(f"{GROWN_UP_YEARS}y{GRACE_DAYS}d")
    too_young = age_years(pl.col("birth_date"), pl.col("start")).is_between(0, FROM_YEARS - 1)
    return (pl.col("activity") == "exemption") & (too_young | (until > eighteenth))


RULE = RowRule(
    code="exemption_at_wrong_age",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Pligten til at være i gang gælder kun 15-17-årige, så der er intet at fritage for. Se, om “{column}” "
        "skulle være den dag, den unge fyldte 18, eller om personnummeret er forkert.",
        "The duty to be in education or work concerns those of 15 to 17 only, so there is nothing to exempt from. "
        "See whether “{column}” should be the day on which the young person turned 18, or whether the CPR number "
        "is wrong.",
    ),
    fields={"activities": ("cpr", "activity", "start", "stop")},
    check=check,
)
