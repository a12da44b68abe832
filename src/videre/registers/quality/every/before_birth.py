"""Something that happened to somebody before they were born."""

import polars as pl

from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(fields: Fields, _known: Known) -> pl.Expr:
    """Return where the day, or the whole month, lies before the day of birth."""
    (name,) = fields
    day = pl.col(name).dt.month_end() if name == "month" else pl.col(name)
    return day < pl.col("birth_date")


RULE = RowRule(
    code="before_birth",
    severity=Severity.WRONG,
    explanation=say(
        "“{column}” ligger, før personen er født. Se, om datoen eller personnummeret er forkert, og send rækken "
        "igen; er det personnummeret, så meld rækken med det forkerte nummer som tilbagetaget.",
        "“{column}” lies before the person was born. See whether the date or the CPR number is wrong, and send "
        "the row again; if it is the number, report the row with the wrong number as withdrawn.",
    ),
    fields={
        "residence": ("start",),
        "enrolments": ("start",),
        "absence": ("month",),
        "readiness": ("assessed",),
        "benefits": ("start",),
        "employment": ("month",),
        "applications": ("applied",),
        "contacts": ("start",),
        "activities": ("start",),
        "notifications": ("date",),
    },
    check=check,
)
