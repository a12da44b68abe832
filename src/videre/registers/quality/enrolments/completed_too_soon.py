"""An education completed in less time than anybody can."""

import polars as pl

from videre.domain.education import EducationKind
from videre.registers.quality.known import Known, by_course
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

LEAST_SHARE = 0.5  # of the normal length: merit and earlier stays elsewhere shorten an education, seldom to half
DAYS_A_MONTH = 30.4


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the stays of one kind up to and with the completed one are under half of its normal length."""
    kinds = known.definitions.programme_kinds()
    # Higher education builds on other higher education, so that its length says little.
    educations = ((kind, kinds.get(kind)) for kind in EducationKind if kinds.get(kind).standing == "EDUCATION")
    normal = {kind.name.lower(): said.normal_months for kind, said in educations if not said.is_higher_education}
    months = by_course(normal)
    days = (end_of() - pl.col("start")).dt.total_days()
    so_far = days.cum_sum().over("person", "course", order_by="start")
    is_short = so_far < months * DAYS_A_MONTH * LEAST_SHARE
    return (pl.col("outcome") == "completed") & pl.col("stop").is_not_null() & is_short


RULE = RowRule(
    code="completed_too_soon",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Uddannelsen er fuldført på under det halve af den normale tid. Se, om datoerne er rigtige, eller om "
        "“{column}” skulle være flyttet eller afbrudt. Mangler et tidligere forløb, så send det.",
        "The education was completed in under half of the normal time. See whether the dates are right, or "
        "whether “{column}” should be transferred or interrupted. If an earlier stay is missing, send it.",
    ),
    fields={"enrolments": ("start", "stop", "outcome")},
    check=check,
)
