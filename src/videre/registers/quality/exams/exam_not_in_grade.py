"""An exam mark for a pupil who was not in the grade."""

import polars as pl

from videre.domain.days import SCHOOL_YEAR_STARTS_MONTH
from videre.registers.quality.known import POSITION, Known, at, by_course
from videre.registers.quality.rule import RowRule
from videre.registers.quality.spells import end_of, school_year_of
from videre.registers.rules.rule import Fields, Severity
from videre.registers.schema import say


def check(_fields: Fields, known: Known) -> pl.Expr:
    """Return where the pupil's stays of the school year are in other grades than the tests are of, or there are none.

    Pupils in 10th grade may take the tests of 9th. A stay that began in an earlier school year and goes on says
    nothing: its grade is that of the year in which it was last reported. Of whom no earlier stay is known, the school
    was another municipality's.
    """
    grade = pl.col("grade").fill_null(by_course({"ninth_grade": 9, "tenth_grade": 10}))
    stays = known.school_stays().select("person", "start", stop=end_of(), was_in=grade)
    exams = known.rows("exams").select(POSITION, "person", "grade", pl.col("school_year").cast(pl.Int32))
    year_begins, year_ends = (pl.date(pl.col("school_year") + more, SCHOOL_YEAR_STARTS_MONTH, 1) for more in (0, 1))
    is_of_year = school_year_of(pl.col("start")) == pl.col("school_year")
    is_grade = (pl.col("was_in") == pl.col("grade")) | ((pl.col("was_in") == 10) & (pl.col("grade") == 9))
    pupils = (
        exams.join(stays, on="person")
        .group_by(POSITION)
        .agg(
            is_known=(pl.col("start") < year_ends).any(),
            is_right=(is_of_year & is_grade.fill_null(value=True)).any(),
            is_of_year=is_of_year.any(),
            goes_on=((pl.col("start") < year_begins) & (pl.col("stop") > year_begins)).any(),
        )
    )
    is_other = pl.col("is_of_year") | ~pl.col("goes_on")
    return at(pupils.filter(pl.col("is_known") & ~pl.col("is_right") & is_other))


RULE = RowRule(
    code="exam_not_in_grade",
    severity=Severity.DOUBTFUL,
    explanation=say(
        "Eleven har en karakter fra prøver på klassetrinnet i “{column}”, men gik det år på et andet klassetrin, eller "
        "slet ikke i skole. Se, om klassetrinnet, skoleåret eller personnummeret er forkert; er det skolens "
        "indskrivning, så ret den. Er eleven privatist, så se bort fra linjen.",
        "The pupil has a mark from the tests of the grade in “{column}”, but was in another grade that year, or in no "
        "school. See whether the grade, the school year or the CPR number is wrong; if it is the school's enrolment, "
        "mend that. If the pupil sat the tests as a private candidate, pass over this line.",
    ),
    fields={"exams": ("cpr", "school_year", "grade")},
    check=check,
)
