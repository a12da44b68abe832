"""Somebody of whom a register tells, and whom the register of persons does not know."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 31  # so long who moves in may be on the way in the register of persons
ASKED = (
    *("residence", "enrolments", "exams", "absence", "readiness", "benefits", "employment", "applications"),
    *("contacts", "activities", "notifications"),
)


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where nobody has the number: such a row is in no figure, since nobody knows how old the person is."""
    is_due = pl.col("reported").dt.offset_by(f"{WAIT_DAYS}d") <= known.day
    return pl.col("birth_date").is_null() & is_due & (not known.rows("persons").is_empty())


RULE = RowRule(
    code="unknown_person",
    severity=Severity.WRONG,
    explanation=say(
        "Personnummeret i “{column}” er ikke i registret over personer, så rækken tæller ikke med. Ret nummeret, "
        "hvis det er forkert; ellers skal personen med i næste levering af personer.",
        "The CPR number in “{column}” is not in the register of persons, so the row counts nowhere. Mend the "
        "number if it is wrong; else the person must come with the next delivery of persons.",
    ),
    fields=dict.fromkeys(ASKED, ("cpr",)),
    check=check,
)
