"""A programme used before it was, or after it had been replaced."""

import polars as pl

from videre.registers.quality.known import Known, of_number
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

LOOKS_BACK_YEARS = 10  # figures look so far back; lists of codes of an older time are seldom whole


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a stay begins outside the time of its programme; one that began in time may go on."""
    programmes = known.rows("programmes")
    valid_from, valid_to = (of_number("programme", programmes, name, pl.Date()) for name in ("valid_from", "valid_to"))
    counts_still = pl.col("start") >= pl.lit(known.day).dt.offset_by(f"-{LOOKS_BACK_YEARS}y")
    return counts_still & ((pl.col("start") < valid_from) | (pl.col("start") >= valid_to))


RULE = RowRule(
    code="programme_not_valid",
    severity=Severity.WRONG,
    explanation=say(
        "Forløbet begynder på et tidspunkt, hvor uddannelseskoden i “{column}” ikke var gyldig. Brug den kode, "
        "der afløste den, eller ret datoen.",
        "The course begins at a time when the code of the programme in “{column}” was not valid. Use the code "
        "that replaced it, or mend the date.",
    ),
    fields={"enrolments": ("start", "programme")},
    check=check,
)
