"""Somebody too young for their course."""

import polars as pl

from videre.domain.education import EducationKind
from videre.registers.quality.known import SCHOOL, Known, by_course
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import age_years
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say

YOUNGEST_YEARS = {"school": 4, "youth": 14, "higher": 16}  # a year or two below the youngest whom one meets


def check(_fields: Fields, _known: Known) -> pl.Expr:
    """Return where somebody was born and still too young on the first day."""
    names = [kind.name.lower() for kind in EducationKind if kind]
    stage = {name: "school" if name in SCHOOL else "higher" if name.startswith("higher") else "youth" for name in names}
    youngest = by_course({name: YOUNGEST_YEARS[stage[name]] for name in names})
    return age_years(pl.col("birth_date"), pl.col("start")).is_between(0, youngest - 1)


RULE = RowRule(
    code="too_young_for_course",
    severity=Severity.WRONG,
    explanation=say(
        "Eleven var for ung til uddannelsen (under 4 år i grundskole, 14 efter grundskolen, 16 på en "
        "videregående) på dagen i “{column}”. Se, om datoen, uddannelsen eller personnummeret er forkert.",
        "The student was too young for the programme (under 4 years in primary school, 14 after it, 16 in higher "
        "education) on the day in “{column}”. See whether the date, the programme or the CPR number is wrong.",
    ),
    fields={"enrolments": ("cpr", "programme", "start")},
    check=check,
)
