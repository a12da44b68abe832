"""Something said of somebody by a CPR number that is no longer theirs."""

import polars as pl

from videre.registers.quality.known import OLD_SINCE, Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 62  # a new number takes a month or two to reach every system
ASKED = (
    *("residence", "enrolments", "exams", "absence", "readiness", "benefits", "employment", "applications"),
    *("contacts", "activities", "notifications"),
)


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where a row was reported over two months after the person got another number."""
    return pl.col("reported") > pl.col(OLD_SINCE).dt.offset_by(f"{WAIT_DAYS}d")


RULE = RowRule(
    code="old_number_used",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Personen fik et nyt personnummer over to måneder før meldingen, men rækken bruger det gamle "
        "(“{column}”). Den tæller med, men ret nummeret hos jer selv, så den næste også gør det.",
        "The person got a new CPR number over two months before the report, but the row uses the old one "
        "(“{column}”). It counts, but mend the number in your own system, so that the next one does too.",
    ),
    fields=dict.fromkeys(ASKED, ("cpr",)),
    check=check,
)
