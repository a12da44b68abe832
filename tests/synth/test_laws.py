"""Laws of nature and of the register that no made-up life may break."""

import numpy as np
import polars as pl
import pytest

from videre.domain.days import OPEN_ENDED
from videre.synth.municipality import Municipality

MAIN_COURSES = ("stx", "hf", "hhx", "htx", "eux", "grundforloeb", "gf1", "gf2", "main_course", "stu")


def overlaps(rows: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that begin before the same person's row before them has stopped."""
    ordered = rows.sort("person", "start")
    before = pl.col("stop").shift(1).over("person")
    return ordered.filter(pl.col("start") < before)


def test_nobody_is_in_two_courses_at_once(municipality: Municipality) -> None:
    assert overlaps(municipality.courses).is_empty()


def test_nobody_is_in_two_schools_at_once_nor_in_school_and_course(municipality: Municipality) -> None:
    both = pl.concat(
        [municipality.schools.select("person", "start", "stop"), municipality.courses.select("person", "start", "stop")]
    )
    assert overlaps(both).is_empty()


def test_courses_begin_before_they_stop_and_what_goes_on_is_ongoing(municipality: Municipality) -> None:
    for rows in (municipality.courses, municipality.schools):
        assert (rows["start"] < rows["stop"]).all()
        assert ((rows["stop"] == OPEN_ENDED) == (rows["outcome"] == "ongoing")).all()


def test_nobody_begins_school_before_5_or_a_course_before_14_years(municipality: Municipality) -> None:
    people = municipality.people
    for rows, youngest in ((municipality.schools, 4.5), (municipality.courses, 14)):
        age = (rows["start"].to_numpy() - people.birth_day[rows["person"].to_numpy()]) / 365.25
        assert age.min() > youngest
    assert municipality.courses.filter(pl.col("course").is_in(MAIN_COURSES)).height > 5_000


def test_grades_follow_each_other_year_by_year(municipality: Municipality) -> None:
    grades = municipality.schools.filter(pl.col("is_here")).sort("person", "start")
    step = pl.col("grade").diff().over("person")
    assert set(grades.select(step.drop_nulls().alias("step"))["step"].unique()) <= {0, 1, *range(2, 10)}
    same_year = grades.filter(pl.col("grade") == pl.col("grade").shift(1).over("person"))
    assert (same_year["start"] > 0).all()


def test_benefits_are_for_grown_ups_under_30_who_live_here(municipality: Municipality) -> None:
    people, spells = municipality.people, municipality.daily.benefits
    person, start, stop = (spells[name].to_numpy() for name in ("person", "start", "stop"))
    assert ((start - people.birth_day[person]) / 365.25).min() > 17.9
    assert people.is_here(person, start).all()
    assert ((np.where(stop < OPEN_ENDED, stop, start) - people.birth_day[person]) / 365.25).max() < 30.01
    assert overlaps(spells).is_empty()


def test_uddannelseshjaelp_exists_from_2014_and_for_those_without_an_education(told: dict[str, pl.DataFrame]) -> None:
    help_ = told["benefits"].filter(pl.col("benefit") == "uddannelseshjaelp")
    assert str(help_["start"].min()) == "2014-01-01"
    kontanthjaelp = told["benefits"].filter(
        (pl.col("benefit") == "kontanthjaelp") & (pl.col("start").dt.year() >= 2014)
    )
    assert 0 < kontanthjaelp["cpr"].n_unique() < help_["cpr"].n_unique()


def test_work_is_told_of_15_to_29_year_olds_who_live_here(
    municipality: Municipality, told: dict[str, pl.DataFrame]
) -> None:
    people, rows = municipality.people, told["employment"]
    person = rows["person"].to_numpy()
    last_day = rows["month"].dt.month_end().to_physical().to_numpy()
    age = (last_day - people.birth_day[person]) / 365.25
    assert age.min() > 14.9
    assert age.max() < 30.1
    assert people.is_here(person, last_day).all()


def test_exams_and_absence_are_of_the_municipalitys_own_pupils(
    municipality: Municipality, told: dict[str, pl.DataFrame]
) -> None:
    pupils = set(municipality.schools.filter(pl.col("is_here"))["person"])
    assert set(told["absence"]["person"]) <= pupils
    assert set(told["exams"].filter(pl.col("grade") == 9)["person"]) <= pupils


def test_days_of_absence_never_exceed_the_days_of_school(told: dict[str, pl.DataFrame]) -> None:
    away = pl.col("days_ill") + pl.col("days_permitted") + pl.col("days_unpermitted")
    assert told["absence"].filter(away > pl.col("days_possible")).is_empty()
    assert told["absence"].filter(away > 0).height > 1_000


def test_whoever_breaks_off_later_was_away_more_without_leave(
    municipality: Municipality, told: dict[str, pl.DataFrame]
) -> None:
    # After 9th grade in 2013 and 2014, broken off by 2016: more than a tenth more unpermitted absence.
    away = told["absence"].group_by("person").agg(pl.col("days_unpermitted").mean())
    broke_off = municipality.courses.filter(
        (pl.col("outcome") == "interrupted") & pl.col("course").is_in(MAIN_COURSES)
    )["person"].unique()
    started = municipality.courses.filter(pl.col("course").is_in(MAIN_COURSES))["person"].unique()
    followed = away.filter(pl.col("person").is_in(started.implode()))
    mean = followed.group_by(pl.col("person").is_in(broke_off.implode()).alias("broke_off")).agg(
        pl.col("days_unpermitted").mean()
    )
    by_group = dict(mean.iter_rows())
    assert by_group[True] > 1.1 * by_group[False]


def test_marks_are_of_the_seven_point_scale_and_only_of_tests_that_were_taken(told: dict[str, pl.DataFrame]) -> None:
    exams = told["exams"]
    assert set(exams["mark"].drop_nulls().unique()) == {-3, 0, 2, 4, 7, 10, 12}
    assert ((exams["mark"].is_not_null()) == (exams["status"] == "taken")).all()
    assert set(exams["status"].unique()) == {"taken", "absent", "exempted"}


@pytest.mark.parametrize(
    "kind", ["bridge_building", "company_placement", "preparatory_course", "voluntary_work", "exemption"]
)
def test_every_kind_of_activity_occurs(told: dict[str, pl.DataFrame], kind: str) -> None:
    assert told["activities"].filter(pl.col("activity") == kind).height > 5
