"""A status that nobody has confirmed by its review date."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where an activity or exemption goes on past its review date: from that day it counts as unknown."""
    return (pl.col("review") <= known.day) & (end_of() > known.day)


RULE = RowRule(
    code="status_past_review",
    severity=Severity.WRONG,
    explanation=say(
        "Dagen i “{column}” er passeret, og ingen har bekræftet, at aktiviteten eller fritagelsen stadig gælder. "
        "Den unge tæller som ukendt, indtil nogen gør det. Tal med den unge, og send rækken igen med en ny dato, "
        "eller med en slutdato.",
        "The day in “{column}” has passed, and nobody has confirmed that the activity or exemption still holds. "
        "The young person counts as unknown until somebody does. Talk with them, and send the row again with a "
        "new date, or with an end.",
    ),
    fields={"activities": ("stop", "review")},
    check=check,
)
