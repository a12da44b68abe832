"""When somebody leaves school."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import (
    ALBERTSLUND,
    GLOSTRUP,
    OUTCOMES,
    SCHOOL,
    day,
    days,
    enrolment,
    in_order,
    lives,
    open_enrolment,
    residence,
    spells,
)
from tests.oracles import leaving as oracle
from tests.oracles.dated import date_of, dated, home_on

from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact, FactKind
from videre.domain.leaving import end_of_ninth_grade, end_of_school, municipality_on

GRADES = st.sampled_from([EducationKind.NINTH_GRADE, EducationKind.TENTH_GRADE])
TERMS = st.sampled_from([day(f"{year}-{begins}") for year in (2013, 2014) for begins in ("08-10", "09-01", "12-01")])
SCHOOL_YEARS = st.lists(spells(FactKind.ENROLMENT, GRADES, OUTCOMES, TERMS), min_size=2, max_size=5) | lives()
NINTH = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-06-27", institution=SCHOOL)


def left_ninth(facts: list[Fact], year: int) -> Fact | None:
    ordered = in_order(facts)
    index = end_of_ninth_grade(ordered, 0, len(ordered), year)
    return ordered[index] if index >= 0 else None


def left_school(facts: list[Fact], year: int) -> Fact | None:
    ordered = in_order(facts)
    index = end_of_school(ordered, 0, len(ordered), year)
    return ordered[index] if index >= 0 else None


@settings(max_examples=4 * settings.default.max_examples)
@given(SCHOOL_YEARS, st.integers(2014, 2016))
def test_the_end_of_school_is_that_of_the_oracle(facts: list[Fact], year: int) -> None:
    facts = in_order(facts)
    for fold, words in ((end_of_ninth_grade, oracle.end_of_ninth_grade), (end_of_school, oracle.end_of_school)):
        expected = words(year, dated(facts))
        assert fold(facts, 0, len(facts), year) == (-1 if expected is None else expected.place_in_block)


@given(lives(), days())
def test_the_home_is_that_of_the_oracle(facts: list[Fact], on: int) -> None:
    assert municipality_on(facts, 0, len(facts), on) == home_on(dated(facts), date_of(on))


def test_whoever_goes_on_to_tenth_grade_leaves_a_year_later() -> None:
    tenth = enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-27")
    assert left_ninth([NINTH, tenth], 2015) == NINTH
    assert left_school([NINTH, tenth], 2015) is None
    assert left_school([NINTH, tenth], 2016) == tenth


def test_whoever_takes_tenth_grade_years_later_left_with_ninth() -> None:
    tenth = open_enrolment(EducationKind.TENTH_GRADE, "2016-08-10", "2017-10-10")
    assert left_school([NINTH, tenth], 2015) == NINTH


def test_a_pupil_transferred_to_another_school_did_not_leave() -> None:
    moved = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-02-01", Outcome.TRANSFERRED)
    after = enrolment(EducationKind.NINTH_GRADE, "2015-02-01", "2015-06-27", institution=SCHOOL)
    assert left_ninth([moved], 2015) is None
    assert left_ninth([moved, after], 2015) == after


def test_of_several_stays_the_last_to_end_counts() -> None:
    beside = enrolment(EducationKind.NINTH_GRADE, "2014-09-01", "2015-02-01")
    assert left_ninth([NINTH, beside], 2015) == NINTH


def test_a_stay_that_ended_in_autumn_is_of_no_summer() -> None:
    for stop, is_leaver in (("2015-01-01", True), ("2015-09-30", True), ("2014-12-31", False), ("2015-10-01", False)):
        stay = enrolment(EducationKind.NINTH_GRADE, "2014-08-10", stop)
        assert (left_ninth([stay], 2015) is not None) == is_leaver


def test_home_changes_on_the_day_of_the_move() -> None:
    facts = [residence("2000-01-01", "2015-03-01"), residence("2015-03-01", "2015-05-01", GLOSTRUP)]
    at = [municipality_on(facts, 0, 2, day(on)) for on in ("2015-02-28", "2015-03-01", "2015-04-30", "2015-05-01")]
    assert at == [ALBERTSLUND, GLOSTRUP, GLOSTRUP, 0]
