"""Where somebody stands on a 1 October by the state file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.builders import ENROLMENTS, day, days, enrolment, in_order, lives, open_enrolment, residence
from tests.oracles.dated import date_of, dated
from tests.oracles.states import Reader

from videre.definitions.catalogue import Definitions
from videre.definitions.pathways import PathwayGroups
from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import Fact
from videre.domain.states import UNKNOWN_STATE, day_of_step, first_step_from, state_on, step_of

DEFINITIONS = Definitions()
SPACE = DEFINITIONS.state_space("youth_education")
RULES = DEFINITIONS.state_rules(SPACE)
LEFT = "2013-06-27"
KNOWN = day("2017-06-01")


def groups(level: str) -> dict[str, str]:
    """Return the group of each kind at a level of grouping."""
    levels = DEFINITIONS.definition("programmes", "groups", PathwayGroups).levels
    return {kind: group.key for group in levels[level].groups for kind in group.kinds}


def found(facts: list[Fact], year: int, known_at: int = KNOWN) -> tuple[str, bool]:
    """Return the key of somebody's state on 1 October of a year, and whether its type is pending."""
    ordered = in_order(facts)
    step = step_of(day(f"{year}-10-01"), RULES)
    state = state_on(step, ordered, 0, len(ordered), day(LEFT), known_at, RULES)
    return (SPACE.states[state.state].key if state.state != UNKNOWN_STATE else ""), state.is_pending


def states(facts: list[Fact], first_year: int, last_year: int) -> list[str]:
    """Return the keys of the states of some years."""
    return [found(facts, year)[0] for year in range(first_year, last_year + 1)]


COURSES = st.lists(ENROLMENTS, max_size=6).map(in_order) | lives()


@settings(max_examples=6 * settings.default.max_examples)
@given(COURSES, st.integers(2013, 2017), days(), days())
def test_the_state_is_that_of_the_oracle(facts: list[Fact], year: int, left_on: int, known_at: int) -> None:
    look = day(f"{year}-10-01")
    left_on = min(left_on, look)
    reader = Reader(SPACE.file, groups("kind"), dated(facts), date_of(left_on), date_of(known_at))
    state = state_on(step_of(look, RULES), facts, 0, len(facts), left_on, known_at, RULES)
    assert (SPACE.states[state.state].key, state.is_pending) == reader.state_on(date_of(look))


@given(COURSES, st.integers(2013, 2016))
def test_every_move_of_courses_one_after_another_is_a_possible_one(facts: list[Fact], year: int) -> None:
    # Courses that overlap may be left in an order that no register would tell; these follow each other. None that takes
    # years is begun and completed between two days of looking.
    alone: list[Fact] = []
    for fact in facts:
        is_real = fact.value != Outcome.COMPLETED or fact.stop - fact.start >= 366
        if fact.kind == 2 and is_real and (not alone or fact.start >= min(alone[-1].stop, alone[-1].review)):
            alone.append(fact)
    numbers = [SPACE.numbers[key] for key in states(alone, year, year + 1)]
    assert (numbers[0], numbers[1]) in set(SPACE.moves)


@given(st.integers(day("1990-01-01"), day("2040-01-01")))
def test_days_of_looking_are_first_octobers(on: int) -> None:
    step = step_of(on, RULES)
    assert date_of(day_of_step(step, RULES)).timetuple()[1:3] == (10, 1)
    assert day_of_step(step, RULES) <= on < day_of_step(step + 1, RULES)
    assert day_of_step(first_step_from(on, RULES) - 1, RULES) < on <= day_of_step(first_step_from(on, RULES), RULES)


def test_a_way_through_school_counts_years_and_ends_with_what_was_completed() -> None:
    way = [
        enrolment(EducationKind.TENTH_GRADE, "2013-08-10", "2014-06-27"),
        enrolment(EducationKind.HF, "2014-08-10", "2016-06-27"),
    ]
    assert states(way, 2013, 2017) == [
        "nothing/tenth_grade/1",
        "nothing/hf/1",
        "nothing/hf/2",
        "hf/after/1",
        "hf/after/2",
    ]


def test_nothing_at_all_is_a_gap_that_lasts() -> None:
    assert states([], 2013, 2016) == [f"nothing/never/{year}" for year in (1, 2, 3, 3)]


def test_a_break_is_another_gap_than_never_having_begun() -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2014-02-01", Outcome.INTERRUPTED)
    assert states([left], 2013, 2015) == ["nothing/stx/1", "nothing/broke/1", "nothing/broke/2"]
    basic = enrolment(EducationKind.EUD_GF2, "2013-08-10", "2014-01-20")
    assert states([basic], 2013, 2014) == ["nothing/gf2/1", "nothing/basic/1"]


def test_a_preparatory_course_keeps_the_sort_of_gap_before_it() -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2014-02-01", Outcome.INTERRUPTED)
    prepared = enrolment(EducationKind.PRODUKTIONSSKOLE, "2014-03-01", "2014-12-20")
    assert states([left, prepared], 2014, 2015) == ["nothing/produktionsskole/1", "nothing/broke/1"]
    assert states([prepared], 2015, 2015) == ["nothing/never/1"]


@pytest.mark.parametrize(("back", "expected"), [("2015-04-30", "nothing/stx/2"), ("2015-05-01", "nothing/broke/1")])
def test_back_in_the_same_education_within_15_months_is_no_break(back: str, expected: str) -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2014-02-01", Outcome.INTERRUPTED)
    again = open_enrolment(EducationKind.STX, back, "2019-08-01")
    assert found([left, again], 2014) == (expected, False)
    years_in = 3 if expected == "nothing/stx/2" else 1
    assert found([left, again], 2015) == (f"nothing/stx/{years_in}", False)


def test_what_is_the_same_education_follows_from_the_grouping() -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2014-02-01", Outcome.INTERRUPTED)
    again = open_enrolment(EducationKind.HHX, "2014-12-01", "2019-08-01")
    assert found([left, again], 2014) == ("nothing/broke/1", False)
    by_sector = replace_level("sector")
    ordered = in_order([left, again])
    step = step_of(day("2014-10-01"), RULES)
    state = state_on(step, ordered, 0, 2, day(LEFT), KNOWN, SPACE.rules(by_sector))
    assert SPACE.states[state.state].key == "nothing/stx/2"


def replace_level(level: str) -> tuple[int, ...]:
    return DEFINITIONS.pathway_rules(level).group_of_kind


def test_the_newest_fifteen_months_of_exits_are_of_a_type_still_pending() -> None:
    left = enrolment(EducationKind.STX, "2013-08-10", "2014-02-01", Outcome.INTERRUPTED)
    assert found([left], 2014, day("2015-04-30")) == ("nothing/broke/1", True)
    assert found([left], 2014, day("2015-05-01")) == ("nothing/broke/1", False)
    other = open_enrolment(EducationKind.HF, "2014-12-01", "2019-08-01")
    assert found([left, other], 2014, day("2014-12-02")) == ("nothing/broke/1", False)


def test_a_change_of_school_takes_up_no_new_year() -> None:
    moved = enrolment(EducationKind.STX, "2013-08-10", "2014-02-01", Outcome.TRANSFERRED)
    there = open_enrolment(EducationKind.STX, "2014-02-01", "2018-08-01", institution=280052)
    assert states([moved, there], 2013, 2014) == ["nothing/stx/1", "nothing/stx/2"]


def test_whoever_has_something_and_begins_more_stands_at_the_level_of_those_who_went_on() -> None:
    hf = enrolment(EducationKind.HF, "2013-08-10", "2015-06-27")
    bachelor = enrolment(EducationKind.HIGHER_BACHELOR, "2015-09-01", "2016-02-01", Outcome.INTERRUPTED)
    assert states([hf, bachelor], 2015, 2016) == ["gymnasial/bachelor/1", "gymnasial/after/1"]


def test_higher_education_without_a_youth_education_is_a_level_of_its_own() -> None:
    higher = enrolment(EducationKind.HIGHER_SHORT, "2013-09-01", "2015-06-27")
    assert states([higher], 2014, 2015) == ["nothing/short/2", "short_only/after/1"]


def test_a_course_that_nobody_confirmed_in_time_no_longer_goes_on() -> None:
    assert states([open_enrolment(EducationKind.STX, "2013-08-10", "2014-08-10")], 2013, 2014) == [
        "nothing/stx/1",
        "nothing/broke/1",
    ]


def test_gone_abroad_or_dead_only_where_a_register_says_so_and_never_out_of_what_was_completed() -> None:
    abroad, dead = (residence("2014-01-01", municipality=number) for number in (998, 999))
    assert found([abroad], 2014) == ("abroad", False)
    assert found([dead], 2014) == ("dead", False)
    assert found([residence(stop="2014-01-01")], 2014) == ("nothing/never/2", False)
    assert found([abroad, enrolment(EducationKind.HF, "2013-08-10", "2014-06-27")], 2014) == ("hf/after/1", False)
