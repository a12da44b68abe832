"""Leavers without exam: the group, what is missing, and the next day on which it can be taken."""

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import day, enrolment, exam, in_order, lives

from videre.definitions.catalogue import Definitions
from videre.domain.days import OPEN_ENDED, iso_from_day, year_of
from videre.domain.education import EducationKind
from videre.domain.exam import Discipline, ExamGroup, exam_group
from videre.domain.exam_ways import WayToTake
from videre.domain.facts import Fact
from videre.domain.leaving import end_of_school
from videre.signals.leavers import exam_gap, find_leaving, find_next_chance, lacks_exam

RULE = Definitions().exam_rule(2018)
CAMP = WayToTake("summer_camp", 7, 6, 60, (ExamGroup.SOME_MISSING, ExamGroup.BELOW_PASS), day("2014-01-01"), OPEN_ENDED)
ALWAYS = (day("2014-01-01"), OPEN_ENDED)
TENTH = WayToTake("tenth_grade", 8, 10, 160, (ExamGroup.NO_TESTS, ExamGroup.SOME_MISSING), *ALWAYS)
NINTH = enrolment(EducationKind.NINTH_GRADE, "2014-08-11", "2015-06-26")
REQUIRED = [each for each in Discipline if RULE.grade_of[each] >= 0]


def test_what_is_missing_is_named_test_by_test() -> None:
    facts = in_order([NINTH, *(exam(each, 7) for each in REQUIRED[2:])])
    leaving = find_leaving(facts, day("2015-09-01"), 3)
    assert leaving is not None
    gap = exam_gap(facts, day("2015-09-01"), *leaving, RULE)
    assert gap.group == ExamGroup.SOME_MISSING
    assert gap.missing == tuple(REQUIRED[:2])
    assert (gap.year, gap.left) == (2015, day("2015-06-26"))


def test_a_test_taken_later_is_missing_until_then() -> None:
    facts = in_order([NINTH, *(exam(each, 7) for each in REQUIRED[1:]), exam(REQUIRED[0], 7, on="2015-12-10")])
    leaving = find_leaving(facts, day("2015-09-01"), 3)
    assert leaving is not None
    assert exam_gap(facts, day("2015-12-09"), *leaving, RULE).missing == (REQUIRED[0],)
    assert exam_gap(facts, day("2015-12-10"), *leaving, RULE).group == ExamGroup.PASSED


def test_nobody_has_left_before_the_last_day_nor_stays_a_leaver_for_ever() -> None:
    assert find_leaving([NINTH], day("2015-06-25"), 3) is None
    assert find_leaving([NINTH], day("2015-06-26"), 3) == (2015, 0)
    assert find_leaving([NINTH], day("2018-12-31"), 3) == (2015, 0)
    assert find_leaving([NINTH], day("2019-01-01"), 3) is None


def test_the_next_chance_is_the_first_that_helps_and_can_still_be_applied_for() -> None:
    def chance(group: ExamGroup, on: str) -> tuple[str, str] | None:
        found = find_next_chance([CAMP, TENTH], group, day(on))
        return None if found is None else (found.way, iso_from_day(found.begins))

    assert chance(ExamGroup.SOME_MISSING, "2015-05-07") == ("summer_camp", "2015-07-06")
    assert chance(ExamGroup.SOME_MISSING, "2015-05-08") == ("summer_camp", "2016-07-06")
    assert chance(ExamGroup.NO_TESTS, "2015-03-03") == ("tenth_grade", "2015-08-10")
    assert chance(ExamGroup.NO_TESTS, "2015-03-04") == ("tenth_grade", "2016-08-10")
    assert chance(ExamGroup.PASSED, "2015-03-04") is None
    assert find_next_chance([CAMP._replace(until=day("2016-01-01"))], ExamGroup.BELOW_PASS, day("2015-09-01")) is None


@given(lives(), st.integers(day("2013-06-01"), day("2016-12-31")))
def test_a_leaver_is_one_by_the_fold_of_measurement_point_4(facts: list[Fact], today: int) -> None:
    leaving = find_leaving(facts, today, 3)
    if leaving is None:
        assert end_of_school(facts, 0, len(facts), year_of(today) - 1) < 0
        return
    year, stay = leaving
    assert end_of_school(facts, 0, len(facts), year) == stay
    gap = exam_gap(facts, today, year, stay, RULE)
    assert gap.group == exam_group(facts, 0, len(facts), today, RULE)
    assert (gap.group in {ExamGroup.NO_TESTS, ExamGroup.SOME_MISSING}) == bool(gap.missing)
    assert lacks_exam(gap.group) or not gap.missing
