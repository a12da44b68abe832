"""An application of which nobody has said how it ended."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

WAIT_DAYS = 183


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the outcome is still pending half a year after it was sent."""
    return (pl.col("outcome") == "pending") & (pl.col("applied").dt.offset_by(f"{WAIT_DAYS}d") <= known.day)


RULE = RowRule(
    code="application_undecided",
    severity=Severity.WRONG,
    explanation=say(
        "Ansøgningen er over et halvt år gammel, og “{column}” siger stadig, at den er under behandling. Send "
        "rækken igen med svaret.",
        "The application is over half a year old, and “{column}” still says that it is pending. Send the row "
        "again with the answer.",
    ),
    fields={"applications": ("applied", "outcome")},
    check=check,
)
