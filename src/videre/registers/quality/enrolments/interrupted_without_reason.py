"""An interrupted course without a reason."""

import polars as pl

from videre.registers.quality.known import SCHOOL, Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where somebody left a course after primary school and nothing is said of why."""
    after_school = pl.col("course").is_not_null() & ~pl.col("course").is_in(SCHOOL)
    return after_school & (pl.col("outcome") == "interrupted") & pl.col("reason").is_null()


RULE = RowRule(
    code="interrupted_without_reason",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Forløbet er afbrudt uden en årsag i “{column}”. Årsagskoden skal med i indberetningen af et afbrud. Send "
        "rækken igen med den.",
        "The course was interrupted without a reason in “{column}”. A report of an interruption must have its "
        "code. Send the row again with it.",
    ),
    fields={"enrolments": ("outcome", "reason")},
    check=check,
)
