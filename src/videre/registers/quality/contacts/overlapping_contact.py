"""A contact that overlaps itself."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

MOST_DAYS = 31  # one hands over to oneself for a while when a new case is opened


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a period goes on for over a month after the next of the same person, unit and role has begun."""
    return at(overlapping(known.rows("contacts"), ["person", "unit", "role"], more_than_days=MOST_DAYS))


RULE = RowRule(
    code="overlapping_contact",
    severity=Severity.WRONG,
    explanation=say(
        "Samme enhed har den samme opgave for den unge to gange på samme tid (over en måned). Slut den første "
        "i “{column}”, eller meld den række, der er forkert, som tilbagetaget.",
        "The same unit has the same task for the young person twice at one time. End the first in “{column}”, or "
        "report the wrong row as withdrawn.",
    ),
    fields={"contacts": ("unit", "role", "start", "stop")},
    check=check,
)
