"""A benefit that overlaps itself."""

import polars as pl

from videre.registers.quality.known import Known, at
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import overlapping
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a period goes on after the person's next one on the same benefit has begun."""
    return at(overlapping(known.rows("benefits"), ["person", "benefit"]))


RULE = RowRule(
    code="overlapping_benefit",
    severity=Severity.WRONG,
    explanation=say(
        "Personen har samme ydelse to gange på samme tid. Slut den første periode i “{column}”, eller meld den "
        "række, der er forkert, som tilbagetaget: en rettet begyndelse er en ny nøgle.",
        "The person has the same benefit twice at one time. End the first period in “{column}”, or report the "
        "wrong row as withdrawn: a corrected beginning is a new key.",
    ),
    fields={"benefits": ("benefit", "start", "stop")},
    check=check,
)
