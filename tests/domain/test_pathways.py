"""A leaver's way into, through and out of each kind of youth education."""

from collections import Counter

import pytest
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st
from tests.builders import (
    COLLEGE,
    ENROLMENTS,
    FIRST_DAY,
    LAST_DAY,
    OTHER_COLLEGE,
    OUTCOMES,
    day,
    days,
    enrolment,
    in_order,
    lives,
    notices,
    open_enrolment,
    spells,
)
from tests.oracles import pathways as oracle
from tests.oracles.dated import date_of, dated

from videre.definitions.catalogue import Definitions
from videre.domain.days import OPEN_ENDED
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact, FactKind
from videre.domain.pathways import PathwayStep, add_months, pathway_step

DEFINITIONS = Definitions()
LEVELS = ("kind", "sector", "youth_education")
SECTORS = {name: number for number, name in DEFINITIONS.pathway_groups("sector").names().items()}
FOUR_KINDS = st.sampled_from(
    [EducationKind.EUD_GF1, EducationKind.EUD_MAIN, EducationKind.STX, EducationKind.SINGLE_SUBJECTS]
)
FEW_STARTS = st.integers(0, 12).map(lambda months: add_months(FIRST_DAY, months))  # many on one day, many overlapping
FEW_KINDS = spells(FactKind.ENROLMENT, FOUR_KINDS, OUTCOMES, FEW_STARTS)
COURSES = st.lists(st.one_of(FEW_KINDS, FEW_KINDS, FEW_KINDS, notices()), min_size=2, max_size=6) | lives()
LEFT_ON = st.just(FIRST_DAY) | days(FIRST_DAY, FIRST_DAY + 600)
LATE = days(FIRST_DAY + 200)  # late enough for much to have happened


def step(
    facts: list[Fact], on: str, known_at: str = "2020-01-01", group: str = "vocational", left_on: str = "2014-06-27"
) -> PathwayStep:
    """Return a step with a sector of education."""
    ordered = in_order(facts)
    rules = DEFINITIONS.pathway_rules("sector")
    return PathwayStep(
        pathway_step(SECTORS[group], ordered, 0, len(ordered), day(left_on), day(on), day(known_at), rules)
    )


@settings(max_examples=4 * settings.default.max_examples)
@given(COURSES, st.sampled_from(LEVELS), LEFT_ON, LATE, st.integers(0, 700))
def test_the_step_is_that_of_the_oracle(facts: list[Fact], level: str, left_on: int, on: int, later: int) -> None:
    facts, known_at = in_order(facts), on + later
    rules = DEFINITIONS.pathway_rules(level)
    for group in range(1, max(rules.group_of_kind) + 1):
        found = pathway_step(group, facts, 0, len(facts), left_on, on, known_at, rules)
        expected = oracle.pathway_step(group, dated(facts), date_of(left_on), date_of(on), date_of(known_at), rules)
        assert PathwayStep(found) == expected, group


@given(COURSES, st.sampled_from(LEVELS), days(FIRST_DAY, FIRST_DAY + 600), days(), st.integers(0, 900))
def test_what_is_completed_stays_completed_and_what_is_started_stays_started(
    facts: list[Fact], level: str, left_on: int, on: int, later: int
) -> None:
    facts = in_order(facts)
    rules = DEFINITIONS.pathway_rules(level)
    for group in range(1, max(rules.group_of_kind) + 1):
        before = pathway_step(group, facts, 0, len(facts), left_on, on, LAST_DAY + 3_000, rules)
        after = pathway_step(group, facts, 0, len(facts), left_on, on + later, LAST_DAY + 3_000, rules)
        assert before != PathwayStep.COMPLETED or after == PathwayStep.COMPLETED
        assert before == PathwayStep.NOT_STARTED or after != PathwayStep.NOT_STARTED


@given(COURSES, days(FIRST_DAY, FIRST_DAY + 600), days())
def test_a_break_is_only_paused_while_it_may_heal(facts: list[Fact], left_on: int, on: int) -> None:
    facts = in_order(facts)
    rules = DEFINITIONS.pathway_rules("sector")
    for group in SECTORS.values():
        early, late = (pathway_step(group, facts, 0, len(facts), left_on, on, at, rules) for at in (on, on + 9_999))
        assert late != PathwayStep.PAUSED
        assert late == (PathwayStep.BROKE_OFF if early == PathwayStep.PAUSED else early)


def test_random_courses_lead_to_every_step() -> None:
    steps: Counter[PathwayStep] = Counter()
    rules = DEFINITIONS.pathway_rules("sector")

    @settings(max_examples=200, phases=[Phase.generate], derandomize=True, database=None)
    @given(st.lists(ENROLMENTS, max_size=6), days(), st.integers(0, 700))
    def collect(facts: list[Fact], on: int, later: int) -> None:
        facts = in_order(facts)
        for group in SECTORS.values():
            found = pathway_step(group, facts, 0, len(facts), FIRST_DAY, on, on + later, rules)
            steps[PathwayStep(found)] += 1

    collect()
    assert {name: steps[name] for name in PathwayStep if steps[name] < 5} == {}


BASIC = open_enrolment(EducationKind.EUD_GF1, "2014-08-10", "2014-11-01")  # left on 1 November


@pytest.mark.parametrize(
    ("back_on", "expected"), [("2016-01-31", PathwayStep.STILL_THERE), ("2016-02-01", PathwayStep.BROKE_OFF)]
)
def test_back_in_the_same_education_within_fifteen_months_is_no_break(back_on: str, expected: PathwayStep) -> None:
    again = open_enrolment(EducationKind.EUD_GF2, back_on, "2017-01-01", OTHER_COLLEGE)
    assert step([BASIC, again], "2015-06-01") == expected


def test_of_two_courses_at_once_the_last_to_be_left_counts() -> None:
    beside = enrolment(EducationKind.EUD_GF2, "2014-09-01", "2014-10-01", Outcome.INTERRUPTED)
    assert step([BASIC, beside], "2014-10-31") == PathwayStep.STILL_THERE
    assert step([BASIC, beside], "2014-11-01") == PathwayStep.BROKE_OFF


def test_a_break_is_pending_until_fifteen_months_are_known() -> None:
    assert step([BASIC], "2015-01-01", known_at="2016-01-31") == PathwayStep.PAUSED
    assert step([BASIC], "2015-01-01", known_at="2016-02-01") == PathwayStep.BROKE_OFF


def test_left_for_another_education_is_changed() -> None:
    stx = open_enrolment(EducationKind.STX, "2014-11-10", "2017-06-27")
    assert step([BASIC, stx], "2014-11-09") == PathwayStep.BROKE_OFF
    assert step([BASIC, stx], "2014-11-10") == PathwayStep.CHANGED
    assert step([BASIC, stx], "2014-11-10", group="gymnasial") == PathwayStep.STILL_THERE


@pytest.mark.parametrize("finished", ["2014-10-01", "2014-11-01"])
def test_a_course_taken_beside_and_finished_by_leaving_is_not_what_it_was_left_for(finished: str) -> None:
    beside = enrolment(EducationKind.SINGLE_SUBJECTS, "2014-09-01", finished)
    assert step([BASIC, beside], "2015-06-01") == PathwayStep.BROKE_OFF


@pytest.mark.parametrize(
    ("left", "kind_left", "kind_kept"),
    [
        ("vocational", EducationKind.EUD_GF1, EducationKind.STX),
        ("gymnasial", EducationKind.STX, EducationKind.EUD_GF1),
    ],
)
def test_of_two_courses_begun_on_one_day_the_one_left_was_changed_for_the_other(
    left: str, kind_left: EducationKind, kind_kept: EducationKind
) -> None:
    facts = [
        open_enrolment(kind_left, "2014-08-10", "2014-11-01"),
        open_enrolment(kind_kept, "2014-08-10", "2017-06-27"),
    ]
    assert step(facts, "2015-06-01", group=left) == PathwayStep.CHANGED


def test_a_finished_basic_course_does_not_complete_vocational_education() -> None:
    basic = enrolment(EducationKind.EUD_GF1, "2014-08-10", "2015-01-20")
    main = enrolment(EducationKind.EUD_MAIN, "2015-01-20", "2018-06-27")
    assert step([basic, main], "2015-03-01") == PathwayStep.STILL_THERE
    assert step([basic, main], "2018-06-26") == PathwayStep.STILL_THERE
    assert step([basic, main], "2018-06-27") == PathwayStep.COMPLETED


def test_a_course_begun_before_school_was_left_does_not_count() -> None:
    assert step([BASIC], "2014-10-01", left_on="2014-08-11") == PathwayStep.NOT_STARTED


def test_another_institution_is_no_break() -> None:
    here = enrolment(EducationKind.EUD_GF1, "2014-08-10", "2014-11-01", Outcome.INTERRUPTED, COLLEGE)
    there = open_enrolment(EducationKind.EUD_GF1, "2014-11-02", "2015-11-01", OTHER_COLLEGE)
    assert step([here, there], "2014-12-01") == PathwayStep.STILL_THERE


@given(st.integers(FIRST_DAY, LAST_DAY), st.integers(0, 40), st.integers(0, 40))
def test_months_later_are_in_order_and_add_up_where_no_day_runs_over(on: int, first: int, second: int) -> None:
    assert add_months(on, first) <= add_months(on, first + second) < OPEN_ENDED
    assume(date_of(on).day <= 28)
    assert add_months(add_months(on, first), second) == add_months(on, first + second)
    assert date_of(add_months(on, first)).day == date_of(on).day
