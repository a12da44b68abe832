"""A review date beyond the end of the course."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the status is to be looked at again after it has ended."""
    return pl.col("review") > pl.col("stop")


RULE = RowRule(
    code="review_beyond_end",
    severity=Severity.WRONG,
    explanation=say(
        "Dagen i “{column}” ligger efter, at forløbet slutter. Ingen kan bekræfte noget, der er slut. Ret den af "
        "de to datoer, der er forkert.",
        "The day in “{column}” lies after the course has ended. Nobody can confirm what is over. Mend whichever "
        "of the two dates is wrong.",
    ),
    fields={"activities": ("stop", "review")},
    check=check,
)
