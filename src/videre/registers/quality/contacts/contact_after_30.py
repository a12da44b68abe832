"""Work with a young person that goes on when they are young no more."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

YOUNG_UNDER_YEARS = 30
GRACE_DAYS = 183


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where a contact has no end and the person turned 30 over half a year ago."""
    thirty = pl.col("birth_date").dt.offset_by(f"{YOUNG_UNDER_YEARS}y{GRACE_DAYS}d")
    return pl.col("stop").is_null() & (thirty <= known.day)


RULE = RowRule(
    code="contact_after_30",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Personen er over 30, og kontakten er ikke afsluttet. Send rækken igen med slutdatoen i “{column}”; den, "
        "der ikke arbejder med personen mere, skal heller ikke stå som den, der gør.",
        "The person is over 30, and the contact has not been ended. Send the row again with its end in "
        "“{column}”; who no longer works with the person should not stand as one who does.",
    ),
    fields={"contacts": ("cpr", "start", "stop")},
    check=check,
)
