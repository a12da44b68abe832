"""An institution used before it opened, or after it had closed."""

import polars as pl

from videre.registers.quality.known import Known, of_number
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

LOOKS_BACK_YEARS = 10  # figures look so far back; lists of institutions of an older time are seldom whole


def check(fields: Fields, known: Known) -> pl.Expr:
    """Return where a row begins outside the institution's time, or goes on after it had closed."""
    *days, institution = fields
    institutions = known.rows("institutions")
    opened, closed = (of_number(institution, institutions, name, pl.Date()) for name in ("valid_from", "valid_to"))
    first, last = pl.col(days[0]), pl.col(days[-1])
    goes_on = last.is_null() & (closed <= known.day)
    counts_still = first >= pl.lit(known.day).dt.offset_by(f"-{LOOKS_BACK_YEARS}y")
    return counts_still & (
        (first < opened.dt.month_start()) | (first >= closed) | (last > closed.dt.month_end()) | goes_on
    )


RULE = RowRule(
    code="institution_not_open",
    severity=Severity.WRONG,
    explanation=say(
        "Institutionen i “{column}” var ikke åbnet, eller var lukket, i den tid, rækken siger. Er den lagt sammen "
        "med en anden, så brug det nye nummer fra sammenlægningen; ellers slut forløbet på lukkedagen.",
        "The institution in “{column}” had not opened, or had closed, in the time that the row says. If it was "
        "merged with another, use the new number from that day; else end the course on the day of closing.",
    ),
    fields={"enrolments": ("start", "stop", "institution"), "absence": ("month", "institution")},
    check=check,
)
