"""An activity that overlaps itself."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a period goes on after the person's next one of the same activity has begun."""
    return at(overlapping(known.rows("activities"), ["person", "activity"]))


RULE = RowRule(
    code="overlapping_activity",
    severity=Severity.WRONG,
    explanation=say(
        "Den unge har samme aktivitet to gange på samme tid. Slut den første i “{column}”, eller meld den række, "
        "der er forkert, som tilbagetaget.",
        "The young person has the same activity twice at one time. End the first in “{column}”, or report the "
        "wrong row as withdrawn.",
    ),
    fields={"activities": ("activity", "start", "stop")},
    check=check,
)
