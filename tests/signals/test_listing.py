"""Follow-up lists are the people of the figures: their lengths are one, in any municipality, by the same fold."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    ALBERTSLUND,
    GLOSTRUP,
    World,
    activity,
    benefit,
    cohorts,
    day,
    enrolment,
    exam,
    in_order,
    notice,
    open_enrolment,
    residence,
    worlds,
)
from tests.measures.asking import asked

from videre.definitions.catalogue import Definitions
from videre.definitions.followup import ClassRule, ExamListRule
from videre.domain.absence import AbsenceMonth
from videre.domain.clocks import NEVER, Acted, ClockKind, contact_due
from videre.domain.days import OPEN_ENDED, age_on, last_day, month_from_iso, year_of
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.exam import Discipline, ExamGroup, exam_group
from videre.domain.facts import Fact
from videre.domain.leaving import municipality_on
from videre.domain.work import BenefitKind
from videre.measures.arrays import history_of
from videre.measures.exam import schools_with_tests, set_undelivered_apart
from videre.measures.leavers import leavers_of_school
from videre.measures.youth_15_17 import measure_youth
from videre.signals.leavers import find_leaving
from videre.signals.listing import Case, Flag, Setting, delivered_schools, exam_years_of, list_flags, look_at

DEFINITIONS = Definitions()
LISTS = DEFINITIONS.list_follow_up()
RULES = DEFINITIONS.standing_rules("18_hours_a_week")
MONTHS = [month_from_iso(each) for each in ("2014-06", "2015-07", "2015-09", "2016-12")]


def setting(today: int, cases: list[Case]) -> Setting:
    """Return what is the same for everybody, by the shipped definitions."""
    return Setting(
        day=today,
        municipality=ALBERTSLUND,
        standing=RULES,
        clocks=DEFINITIONS.youth_clocks().rules(),
        union_of=DEFINITIONS.benefit_union,
        exam_rule_of=DEFINITIONS.exam_rule,
        ways=DEFINITIONS.exam_ways().rules(),
        exam_years=exam_years_of(LISTS),
        delivered=delivered_schools(cases, today, ALBERTSLUND, DEFINITIONS.exam_rule, exam_years_of(LISTS)),
    )


def flags_of(world: World, today: int) -> list[list[Flag]]:
    """Return everybody's flags on a day, nobody's for those who live elsewhere."""
    cases = [Case(who.birth_day, facts) for who, facts in world]
    looks = [look_at(case, setting(today, cases)) for case in cases]
    return [[] if look is None else list_flags(look, LISTS) for look in looks]


def lengths(world: World, today: int) -> Counter[str]:
    """Return how long each list is."""
    return Counter(flag.list_name for flags in flags_of(world, today) for flag in flags)


@pytest.mark.parametrize("month", MONTHS)
@given(worlds())
def test_a_list_is_as_long_as_its_figure_says_for_every_class(month: int, world: World) -> None:
    today = last_day(month)
    told = lengths(known_by(world, today), today)
    for name, ages in (("youth_15_17", (15, 18)), ("youth_18_24", (18, 25))):
        figures = measure_youth(history_of(known_by(world, today), today), RULES, [], ages, asked(month, 1, ("class",)))
        counted = {figure.breakdown["class"]: figure.numerator for figure in figures}
        for each in LISTS:
            if each.figure is not None and each.figure.measure == name:
                assert told[each.name] == counted.get(each.figure.part, 0), each.name


def known_by(world: World, today: int) -> World:
    """Return the world without the facts that begin after a day, as a history known then has it."""
    return [(who, [fact for fact in facts if fact.start <= today]) for who, facts in world]


@given(cohorts(), st.sampled_from([day("2014-09-30"), day("2015-06-30"), day("2016-12-31")]))
def test_the_lists_of_leavers_are_the_leavers_of_measurement_point_4_who_still_live_here(
    world: World, today: int
) -> None:
    world = known_by(world, today)
    history = history_of(world, today)
    expected: Counter[str] = Counter()
    listed = {each.rule.groups[0]: each.name for each in LISTS if isinstance(each.rule, ExamListRule)}
    left_again = set()
    for year in range(year_of(today), year_of(today) - 4, -1):
        leavers = leavers_of_school(history, ALBERTSLUND, year)
        facts_of = [world[p][1] for p in leavers.members.person]
        rule = DEFINITIONS.exam_rule(year)
        groups = np.array([exam_group(facts, 0, len(facts), today, rule) for facts in facts_of], np.int32)
        delivered = schools_with_tests(groups, leavers.members)
        apart = set_undelivered_apart(groups, leavers.members, delivered) if facts_of else groups
        for p, facts, group, left_on in zip(leavers.members.person, facts_of, apart, leavers.left_on, strict=True):
            if left_on > today:
                continue
            is_here = municipality_on(facts, 0, len(facts), today) == ALBERTSLUND
            is_of_age = 14 <= age_on(world[p][0].birth_day, today) < 25
            if is_here and is_of_age and p not in left_again and group != ExamGroup.PASSED:
                expected[listed[ExamGroup(group).name]] += 1
            left_again.add(p)
    told = Counter(
        flag.list_name
        for flags, (who, facts) in zip(flags_of(world, today), world, strict=True)
        for flag in flags
        if flag.list_name in listed.values() and lived_here_when_leaving(facts, today)
    )
    assert told == expected


def lived_here_when_leaving(facts: list[Fact], today: int) -> bool:
    """Return whether somebody lived here on the last day of school; who moved in later is listed, and not counted."""
    leaving = find_leaving(facts, today, 10)
    return leaving is not None and municipality_on(facts, 0, len(facts), facts[leaving[1]].stop - 1) == ALBERTSLUND


@given(worlds(), st.sampled_from(MONTHS))
def test_everybody_of_15_to_17_stands_on_exactly_one_list_of_a_class(world: World, month: int) -> None:
    today = last_day(month)
    classes = {each.name for each in LISTS if isinstance(each.rule, ClassRule) and each.ages == (15, 18)}
    for (who, facts), flags in zip(world, flags_of(world, today), strict=True):
        is_here = municipality_on(facts, 0, len(facts), today) == ALBERTSLUND
        n_expected = 1 if is_here and 15 <= age_on(who.birth_day, today) < 18 else 0
        assert sum(flag.list_name in classes for flag in flags) == n_expected


@given(worlds(), st.sampled_from(MONTHS))
def test_nobody_is_flagged_before_the_municipality_knew_and_nothing_is_due_before_it(world: World, month: int) -> None:
    today = last_day(month)
    for flags in flags_of(world, today):
        assert len({flag.list_name for flag in flags}) == len(flags)
        for flag in flags:
            assert flag.known <= today
            assert flag.due == OPEN_ENDED or flag.due >= min(flag.since, flag.known)
            assert (flag.clock == ClockKind.NONE) == (flag.due == OPEN_ENDED)


def one(facts: list[Fact], today: str, born: str = "1999-03-14", **said: object) -> dict[str, Flag]:
    """Return the flags of one person by list."""
    case = Case(day(born), in_order([residence(), *facts]), **said)  # type: ignore[arg-type]
    look = look_at(case, setting(day(today), [case]))
    assert look is not None
    return {flag.list_name: flag for flag in list_flags(look, LISTS)}


def test_a_break_is_on_the_list_of_its_class_and_on_that_of_breaks_and_both_clocks_run_from_the_report() -> None:
    told = notice(Event.INTERRUPTED, "2015-03-01", EducationKind.STX)._replace(reported=day("2015-03-05"))
    flags = one([open_enrolment(EducationKind.STX, "2014-08-10", "2016-08-01"), told], "2015-03-10")
    assert {"off_plan_15_17", "broke_off"} <= set(flags)
    off = flags["off_plan_15_17"]
    assert (off.since, off.known) == (day("2015-03-01"), day("2015-03-05"))
    assert (off.clock, off.due) == (
        ClockKind.CONTACT,
        contact_due(day("2015-03-05"), DEFINITIONS.youth_clocks().rules()),
    )
    assert flags["broke_off"].why == {"education": EducationKind.STX, "institution": told.place}


def test_after_contact_the_offer_is_what_is_due() -> None:
    told = notice(Event.INTERRUPTED, "2015-03-01", EducationKind.STX)._replace(reported=day("2015-03-05"))
    facts = [open_enrolment(EducationKind.STX, "2014-08-10", "2016-08-01"), told]
    off = one(facts, "2015-03-10", acted=Acted(contact=day("2015-03-06")))["off_plan_15_17"]
    assert (off.clock, off.due, off.met) == (ClockKind.ACTIVITY, day("2015-04-05"), NEVER)


def test_whoever_moved_in_is_known_from_that_day_however_long_the_young_person_was_outside_elsewhere() -> None:
    case = Case(day("1999-03-14"), [residence("1999-03-14", "2015-03-01", 161), residence("2015-03-01", "")])
    look = look_at(case, setting(day("2015-03-20"), [case]))
    assert look is not None
    flags = {flag.list_name: flag for flag in list_flags(look, LISTS)}
    assert flags["unknown_15_17"].known == flags["moved_in"].known == day("2015-03-01")


def test_a_leaver_is_told_what_is_missing_and_by_when_to_apply_for_the_next_chance() -> None:
    mate = Case(day("1999-01-01"), in_order([residence(), NINTH, *(exam(each, 7) for each in REQUIRED)]))
    case = Case(day("1999-03-14"), in_order([residence(), NINTH, *(exam(each, 7) for each in REQUIRED[1:])]))
    look = look_at(case, setting(day("2015-09-01"), [mate, case]))
    assert look is not None
    flag = next(flag for flag in list_flags(look, LISTS) if flag.list_name == "leaver_some_missing")
    assert flag.why["missing"] == [REQUIRED[0]]
    assert (flag.why["way"], flag.due) == ("winter_resit", day("2015-10-02"))


def test_leavers_of_a_school_that_delivered_nothing_are_unknown_and_not_without_tests() -> None:
    flags = one([NINTH], "2015-09-01")
    assert "leaver_without_marks" in flags
    assert "leaver_no_tests" not in flags


def test_whoever_left_school_while_living_elsewhere_has_unknown_marks_and_not_no_tests() -> None:
    mate = Case(day("1999-01-01"), in_order([residence(), NINTH, *(exam(each, 7) for each in REQUIRED)]))
    came = in_order([residence("1999-03-14", "2015-08-01", GLOSTRUP), residence("2015-08-01", ""), NINTH])
    case = Case(day("1999-03-14"), came)
    look = look_at(case, setting(day("2015-09-01"), [mate, case]))
    assert look is not None
    names = {flag.list_name for flag in list_flags(look, LISTS)}
    assert ("leaver_without_marks" in names, "leaver_no_tests" in names) == (True, False)


def test_a_benefit_without_a_plan_is_on_its_list_and_with_an_activity_it_is_not() -> None:
    paid = benefit(BenefitKind.UDDANNELSESHJAELP, "2015-01-01", "")
    assert one([paid], "2015-03-01", "1993-01-01")["benefit_without_plan"].due == day("2015-01-31")
    planned = activity(ActivityKind.PREPARATORY_COURSE, "2015-02-01", "2015-06-01")
    assert "benefit_without_plan" not in one([paid, planned], "2015-03-01", "1993-01-01")
    assert list(one([paid], "2015-03-01", "1987-01-01")) == ["benefit_without_plan"]  # 28 years: nothing else
    assert one([paid], "2015-03-01", "1985-01-01") == {}  # 30 years


def test_only_whoever_is_not_well_under_way_is_told_of_before_turning_18() -> None:
    assert "turning_18" in one([], "2017-01-10")
    placed = open_enrolment(EducationKind.STX, "2015-08-10", "2018-08-01")
    assert "turning_18" not in one([placed], "2017-01-10")


def test_absence_is_on_the_list_of_the_alarm_or_of_the_warning_and_never_on_both() -> None:
    school = open_enrolment(EducationKind.NINTH_GRADE, "2014-08-10", "2015-08-01")
    for days_away, expected in ((1.99, set()), (2.0, {"absence_warning"}), (3.0, {"absence_unlawful"})):
        months = [AbsenceMonth(month_from_iso("2015-01"), 101001, 2000, 0, 0, round(days_away * 100))]
        assert {name for name in one([school], "2015-02-05", months=months) if name.startswith("absence_")} == expected


NINTH = enrolment(EducationKind.NINTH_GRADE, "2014-08-11", "2015-06-26", Outcome.COMPLETED)
REQUIRED = [each for each in Discipline if DEFINITIONS.exam_rule(2015).grade_of[each] >= 0]
