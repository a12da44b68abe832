"""How far somebody has come in education on a day."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import ENROLMENTS, day, days, enrolment, in_order, lives, open_enrolment
from tests.oracles import attainment as oracle
from tests.oracles.dated import date_of, dated

from videre.definitions.catalogue import Definitions
from videre.domain.attainment import Attainment, attainment_on
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact

RULES = Definitions().attainment_rules(date(2015, 10, 1))
COURSES = st.lists(ENROLMENTS, max_size=5).map(in_order) | lives()


def attained(facts: list[Fact], on: str) -> Attainment:
    ordered = in_order(facts)
    return Attainment(attainment_on(day(on), ordered, 0, len(ordered), RULES))


@settings(max_examples=4 * settings.default.max_examples)
@given(COURSES, days())
def test_the_state_is_that_of_the_oracle(facts: list[Fact], on: int) -> None:
    assert attainment_on(on, facts, 0, len(facts), RULES) == oracle.attainment_on(date_of(on), dated(facts), RULES)


@given(COURSES, days(), st.integers(0, 1_000))
def test_a_completed_youth_education_stays_completed(facts: list[Fact], on: int, later: int) -> None:
    if attainment_on(on, facts, 0, len(facts), RULES) == Attainment.COMPLETED_YOUTH:
        assert attainment_on(on + later, facts, 0, len(facts), RULES) == Attainment.COMPLETED_YOUTH


def test_a_higher_education_without_a_youth_education_is_told_apart() -> None:
    higher = enrolment(EducationKind.HIGHER_SHORT, "2013-09-01", "2015-06-27")
    assert attained([higher], "2015-06-26") == Attainment.HIGHER
    assert attained([higher], "2015-06-27") == Attainment.COMPLETED_HIGHER
    assert attained([higher, enrolment(EducationKind.HF, "2015-08-10", "2015-09-01")], "2015-10-01") == (
        Attainment.COMPLETED_YOUTH
    )


def test_a_basic_course_completed_is_no_education_completed() -> None:
    basic = enrolment(EducationKind.EUD_GF2, "2014-08-10", "2015-01-20")
    assert attained([basic], "2015-01-20") == Attainment.OUTSIDE


def test_of_two_courses_going_on_the_further_one_counts() -> None:
    both = [
        open_enrolment(EducationKind.STX, "2014-08-10", "2018-08-10"),
        open_enrolment(EducationKind.EUD_GF1, "2014-08-10", "2015-08-10"),
    ]
    assert attained(both, "2014-10-01") == Attainment.VOCATIONAL_BASIC


def test_an_interrupted_course_completes_nothing() -> None:
    assert attained([enrolment(EducationKind.STX, "2014-08-10", "2015-02-01", Outcome.INTERRUPTED)], "2015-10-01") == (
        Attainment.OUTSIDE
    )
