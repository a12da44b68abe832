"""Folkeskolens afgangsprøve."""

from collections import Counter

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from tests.builders import MARKS_X10, day, days, exam, exams, in_order
from tests.oracles import exam as oracle
from tests.oracles.dated import date_of, dated

from videre.definitions.catalogue import Definitions
from videre.domain.exam import Discipline, ExamGroup, ExamRule, ExamStatus, exam_group
from videre.domain.facts import Fact, FactKind

DEFINITIONS = Definitions()
RULE_OF_2018 = DEFINITIONS.exam_rule(2018)
ALL_TESTS = [*Discipline][1:]
SUMMER = day("2018-06-30")


@st.composite
def rules(draw: st.DrawFn) -> ExamRule:
    """Draw a rule: a shipped one, or one that requires other tests, of one to three parts a grade."""
    if draw(st.booleans()):
        return DEFINITIONS.exam_rule(draw(st.integers(2010, 2024)))
    left = draw(st.permutations(ALL_TESTS))
    grade_of, n_grades = [-1] * len(Discipline), draw(st.integers(1, 4))
    for grade in range(n_grades):
        for _ in range(draw(st.integers(1, 2 if n_grades == 4 else 3))):
            grade_of[left.pop()] = grade
    flags = st.lists(st.integers(0, 1), min_size=n_grades, max_size=n_grades).map(tuple)
    thresholds = st.sampled_from([-100, 0, 20, 40])
    return ExamRule(tuple(grade_of), n_grades, draw(flags), draw(flags), draw(thresholds), draw(thresholds))


@st.composite
def certificates(draw: st.DrawFn) -> list[Fact]:
    """Draw a leaver's tests: all or nearly all taken with marks about the threshold, some again, some later."""
    n_left_out, ons, statuses = 0, ["2018-06-10"], [ExamStatus.TAKEN]
    if draw(st.booleans()):
        n_left_out = draw(st.sampled_from([0, 1, 8, 10]))
        ons = ["2018-06-10", "2018-06-30", "2018-07-01"]
        statuses = [*[ExamStatus.TAKEN] * 9, ExamStatus.ABSENT, ExamStatus.EXEMPTED]
    marks = draw(st.sampled_from([[0, 2, 2, 4], [2, 4], [-3, 2, 12]]))
    facts = [
        exam(test, draw(st.sampled_from(marks)), draw(st.sampled_from(ons)), draw(st.sampled_from(statuses)))
        for test in draw(st.permutations(ALL_TESTS))[n_left_out:]
    ]
    again = [retake._replace(value=draw(MARKS_X10)) for retake in facts if draw(st.integers(0, 5)) == 0]
    return facts + again


def group(facts: list[Fact], rule: ExamRule = RULE_OF_2018, on: int = SUMMER) -> ExamGroup:
    ordered = in_order(facts)
    return ExamGroup(exam_group(ordered, 0, len(ordered), on, rule))


def all_taken(**marks: float) -> list[Fact]:
    """Return all tests taken: with the mark 2, or the one given for a test."""
    return [exam(test, marks.get(test.name.lower(), 2), "2018-06-10") for test in ALL_TESTS]


@settings(max_examples=4 * settings.default.max_examples)
@given(certificates(), st.lists(exams(), max_size=3), rules(), days(SUMMER - 1, SUMMER + 2))
def test_the_group_is_that_of_the_oracle(tests: list[Fact], noise: list[Fact], rule: ExamRule, on: int) -> None:
    facts = in_order(tests + noise)
    assert group(facts, rule, on) == oracle.exam_group(date_of(on), dated(facts), rule)


@given(certificates(), rules())
def test_a_test_taken_again_never_makes_a_group_worse(tests: list[Fact], rule: ExamRule) -> None:
    again = [*tests, *(fact._replace(value=-30, place=ExamStatus.TAKEN) for fact in tests[:3])]
    assert group(again, rule) >= group(tests, rule)


def test_random_certificates_hold_every_group() -> None:
    groups: Counter[ExamGroup] = Counter()

    @settings(max_examples=200, phases=[Phase.generate], derandomize=True, database=None)
    @given(certificates())
    def collect(tests: list[Fact]) -> None:
        groups[group(tests)] += 1

    collect()
    assert {name: groups[name] for name in [*ExamGroup][1:] if groups[name] < 5} == {}


def test_whoever_took_no_test_has_none_whatever_else_is_known() -> None:
    exempted = [exam(test, 0, "2018-06-10", ExamStatus.EXEMPTED) for test in ALL_TESTS]
    assert group([]) == group(exempted) == ExamGroup.NO_TESTS


def test_an_exempted_pupil_cannot_pass() -> None:
    facts = all_taken(danish_oral=12)
    facts[0] = facts[0]._replace(place=ExamStatus.EXEMPTED)
    assert group(facts) == ExamGroup.SOME_MISSING


def test_an_average_just_below_two_is_never_rounded_up() -> None:
    facts = all_taken(english_oral=2 - 0.1)  # 13.9 over seven grades: 1.986
    assert group(facts) == ExamGroup.BELOW_PASS
    assert group(all_taken()) == ExamGroup.PASSED


def test_written_danish_is_one_grade_of_three_parts() -> None:
    # 0, 0 and 7 make 2.33 in written Danish, so Danish and the whole reach 2.0 while two of the three parts do not.
    facts = all_taken(danish_reading=0, danish_spelling=0, danish_written=7)
    assert group(facts) == ExamGroup.PASSED


@pytest.mark.parametrize("weak", ["danish_oral", "mathematics_with_aids"])
def test_a_good_average_with_weak_danish_or_mathematics_opens_no_vocational_education(weak: str) -> None:
    assert group(all_taken(**{weak: 0, "science": 12})) == ExamGroup.PASSED_NO_EUD_ENTRY


def test_before_2015_nobody_who_took_all_tests_lacks_anything() -> None:
    lowest = [exam(test, -3, "2014-06-10") for test in ALL_TESTS]
    assert group(lowest, DEFINITIONS.exam_rule(2014)) == ExamGroup.PASSED


def test_a_mark_counts_from_the_day_of_its_test() -> None:
    late = exam(Discipline.SCIENCE, 2, "2018-12-10")
    facts = [fact for fact in all_taken() if fact.code != Discipline.SCIENCE] + [late]
    assert group(facts, on=day("2018-12-09")) == ExamGroup.SOME_MISSING
    assert group(facts, on=day("2018-12-10")) == ExamGroup.PASSED


def test_a_fact_of_another_kind_with_the_same_code_is_no_test() -> None:
    not_tests = [fact._replace(kind=FactKind.BENEFIT) for fact in all_taken()]
    assert group(not_tests) == ExamGroup.NO_TESTS
