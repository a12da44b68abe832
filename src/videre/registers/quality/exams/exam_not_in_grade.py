"""An exam mark for a pupil who was not in the grade."""

import polars as pl

from videre.registers.quality.known import POSITION, Known, at, by_course
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import school_year_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the pupil's stays of the school year are in other grades than the tests are of.

    Pupils in 10th grade may take the tests of 9th. A stay that began in another school year says nothing: its grade is
    that of the year in which it was last reported.
    """
    grade = pl.col("grade").fill_null(by_course({"ninth_grade": 9, "tenth_grade": 10}))
    stays = known.school_stays().select("person", school_year=school_year_of(pl.col("start")), was_in=grade)
    exams = known.rows("exams").with_columns(pl.col("school_year").cast(pl.Int32))
    of_year = exams.select(POSITION, "person", "school_year", "grade").join(stays, on=["person", "school_year"])
    is_right = (pl.col("was_in") == pl.col("grade")) | ((pl.col("was_in") == 10) & (pl.col("grade") == 9))
    right = of_year.filter(is_right.fill_null(value=True))
    return at(of_year.join(right, on=POSITION, how="anti"))


RULE = RowRule(
    code="exam_not_in_grade",
    severity=Severity.WRONG,
    explanation=say(
        "Eleven har en karakter fra prøver på klassetrinnet i “{column}”, men gik det år på et andet klassetrin. "
        "Se, om klassetrinnet, skoleåret eller personnummeret er forkert; er det skolens indskrivning, så ret "
        "den.",
        "The pupil has a mark from the tests of the grade in “{column}”, but was in another grade that year. See "
        "whether the grade, the school year or the CPR number is wrong; if it is the school's enrolment, mend "
        "that.",
    ),
    fields={"exams": ("cpr", "school_year", "grade")},
    check=check,
)
