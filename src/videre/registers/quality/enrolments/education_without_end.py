"""An education without an end, long after it should have ended."""

import polars as pl

from videre.domain.education import EducationKind
from videre.registers.quality.known import Known, by_course
from videre.registers.quality.rule import RowRule
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where an open stay was last confirmed longer ago than one of its kind is believed."""
    kinds = known.definitions.programme_kinds()
    months = by_course({kind.name.lower(): kinds.get(kind).review_months for kind in EducationKind})
    believed_until = pl.max_horizontal("start", "reported").dt.offset_by(pl.format("{}mo", months))
    return pl.col("stop").is_null() & (believed_until <= known.day)


RULE = RowRule(
    code="education_without_end",
    severity=Severity.WRONG,
    explanation=say(
        "Forløbet har intet i “{column}”, og det er længere siden, det begyndte og sidst blev bekræftet, end en "
        "uddannelse af den art varer med et år oveni. Send slutdatoen, og hvordan det endte; er eleven der endnu, så "
        "send rækken igen med en ny meldedag.",
        "The course has nothing in “{column}”, and began and was last confirmed longer ago than an education of its "
        "kind lasts with a year on top. Send the end, and how it ended; if the student is still there, send the row "
        "again with a new day of report.",
    ),
    fields={"enrolments": ("start", "reported", "stop")},
    check=check,
)
