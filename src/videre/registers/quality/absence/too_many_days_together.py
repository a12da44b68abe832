"""A pupil with more school days in a month than there are, all schools together."""

import polars as pl

from videre.registers.absence.checks import MOST_SCHOOL_DAYS
from videre.registers.quality.known import Known
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where the days at all schools together are more than the weekdays of a month."""
    return pl.col("days_possible").sum().over("person", "month") > MOST_SCHOOL_DAYS


RULE = RowRule(
    code="too_many_days_together",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Eleven har i alt flere skoledage i måneden, end den har hverdage (23), fordi flere skoler har meldt "
        "eleven for hele måneden. Ret “{column}” hos den skole, eleven er flyttet fra.",
        "The pupil has more school days in the month than it has weekdays (23), since several schools reported "
        "the pupil for the whole month. Mend “{column}” at the school that the pupil moved from.",
    ),
    fields={"absence": ("month", "days_possible")},
    check=check,
)
