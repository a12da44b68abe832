"""What the rule files mean, where a fold meets them."""

from datetime import date

import pytest

from videre.definitions.catalogue import Definitions
from videre.definitions.exam import ASKS_NOTHING_X10
from videre.domain.benefits import days_on_benefit
from videre.domain.days import OPEN_ENDED, day_from_iso
from videre.domain.education import EducationKind
from videre.domain.exam import ExamGroup, ExamStatus, exam_group
from videre.domain.facts import Fact, FactKind
from videre.domain.pathways import PathwayStep, pathway_step
from videre.domain.standing import YouthClass
from videre.domain.work import BenefitKind, is_in_work

DEFINITIONS = Definitions()
BASIC_COURSES = {EducationKind.EUD_GF1, EducationKind.EUD_GF2}


def fact(kind: FactKind, code: int, start: str, stop: str, value: int = 0, place: int = 0) -> Fact:
    ends = day_from_iso(stop)
    return Fact(kind, code, day_from_iso(start), ends, value, place, ends, ends, 0)


def test_gymnasial_vocational_main_and_stu_count_as_a_youth_education_and_nothing_else() -> None:
    kinds = DEFINITIONS.programme_kinds()
    counted = {kind.name for kind in EducationKind if kinds.get(kind).counts_on(date(2015, 1, 1))}
    assert counted == {"STX", "HF", "HHX", "HTX", "EUX", "EUD_MAIN", "STU"}


def test_stu_counts_from_2007_and_epx_from_2030() -> None:
    kinds = DEFINITIONS.programme_kinds()
    assert not kinds.get(EducationKind.STU).counts_on(date(2007, 7, 31))
    assert kinds.get(EducationKind.STU).counts_on(date(2007, 8, 1))
    assert not kinds.get(EducationKind.EPX).counts_on(date(2029, 12, 31))
    assert kinds.get(EducationKind.EPX).counts_on(date(2031, 1, 1))


def test_fgu_replaced_the_three_preparatory_kinds_on_1_august_2019() -> None:
    kinds = DEFINITIONS.programme_kinds().kinds
    for name in ("PRODUKTIONSSKOLE", "EGU", "KUU"):
        assert kinds[name].replaced_by == ("FGU",)
        assert kinds[name].valid.until == kinds["FGU"].valid.since == date(2019, 8, 1)


def test_basic_courses_complete_nothing_but_themselves() -> None:
    kinds = DEFINITIONS.programme_kinds()
    assert not any(kinds.get(EducationKind(kind)).counts_on(date(2015, 1, 1)) for kind in BASIC_COURSES)
    by_sector, by_kind = DEFINITIONS.pathway_rules("sector"), DEFINITIONS.pathway_rules("kind")
    assert not any(by_sector.completes_group[kind] for kind in BASIC_COURSES)
    assert all(by_kind.completes_group[kind] for kind in BASIC_COURSES)


def test_higher_education_is_a_youth_education_for_at_least_one_only() -> None:
    kinds = DEFINITIONS.programme_kinds()
    assert [kind.name for kind in EducationKind if kinds.get(kind).is_higher_education] == [
        "HIGHER_SHORT",
        "HIGHER_MEDIUM",
        "HIGHER_BACHELOR",
        "HIGHER_LONG",
    ]


def test_an_open_enrolment_is_believed_at_least_as_long_as_the_course_normally_lasts() -> None:
    months = DEFINITIONS.programme_kinds().review_months()
    for kind in EducationKind:
        assert months[kind] >= DEFINITIONS.programme_kinds().get(kind).normal_months
    assert months[EducationKind.STU] == 60  # the law's five years


def test_an_unknown_programme_makes_nobody_one_who_is_in_education() -> None:
    classes = DEFINITIONS.standing_rules("18_hours_a_week").class_of_kind
    assert classes[EducationKind.UNKNOWN] == YouthClass.UNKNOWN
    numbered = {kind.value for kind in EducationKind}
    assert all(classes[n] == YouthClass.UNKNOWN for n in range(len(classes)) if n not in numbered)


@pytest.mark.parametrize(
    ("test", "just_enough"), [("18_hours_a_week", 7800), ("78_hours_a_month", 7800), ("20_hours_a_week", 8667)]
)
def test_each_named_test_is_met_by_its_threshold_and_not_by_less(test: str, just_enough: int) -> None:
    employment = DEFINITIONS.standing_rules(test).employment_test
    assert is_in_work(just_enough, employment)
    assert not is_in_work(just_enough - 1, employment)


def test_weekly_thresholds_are_52_twelfths_of_a_month() -> None:
    per_month = {name: DEFINITIONS.standing_test(name).hours_per_month_x100 for name in DEFINITIONS.names("standing")}
    assert per_month["18_hours_a_week"] == 18 * 100 * 52 // 12
    assert per_month["20_hours_a_week"] == round(20 * 100 * 52 / 12)


def test_exempted_off_plan_and_unknown_never_count_as_met() -> None:
    for name in DEFINITIONS.names("standing"):
        met = set(DEFINITIONS.standing_test(name).met_classes())
        assert met.isdisjoint({YouthClass.EXEMPTED, YouthClass.OFF_PLAN, YouthClass.UNKNOWN, YouthClass.NONE})


def test_the_headline_of_point_3_names_a_test_that_there_is() -> None:
    assert DEFINITIONS.measure("youth_15_17").test.name in DEFINITIONS.names("standing")


def on_benefit(benefit: BenefitKind, month: str, after: str) -> int:
    facts = [fact(FactKind.BENEFIT, benefit, "2012-01-01", "2026-01-01")]
    union = DEFINITIONS.benefit_union("benefits")
    return days_on_benefit(facts, 0, 1, union, day_from_iso(month), day_from_iso(after))


def test_uddannelseshjaelp_counts_from_2014_until_it_was_abolished_and_kontanthjaelp_always() -> None:
    months = [("2013-12-01", "2014-01-01", 0), ("2014-01-01", "2014-02-01", 31), ("2025-06-01", "2025-07-01", 30)]
    for month, after, days in [*months, ("2025-07-01", "2025-08-01", 0)]:
        assert on_benefit(BenefitKind.UDDANNELSESHJAELP, month, after) == days
        assert on_benefit(BenefitKind.KONTANTHJAELP, month, after) >= 30
    assert on_benefit(BenefitKind.SYGEDAGPENGE, "2014-01-01", "2014-02-01") == 0


def marks(mark: int, **but: int) -> list[Fact]:
    """Return all ten tests taken with one mark, but for the named ones."""
    grades = DEFINITIONS.exam_years(2015).grades
    tests = [test for grade in grades for test in grade.tests]
    return [
        fact(FactKind.EXAM, code, "2015-06-01", "2015-06-02", but.get(test, mark) * 10, ExamStatus.TAKEN)
        for code, test in enumerate(tests, start=1)
    ]


@pytest.mark.parametrize(
    ("year", "mark", "group"),
    [
        (2014, 0, ExamGroup.PASSED),
        (2015, 0, ExamGroup.PASSED_NO_EUD_ENTRY),
        (2015, 2, ExamGroup.PASSED),
        (2017, 0, ExamGroup.PASSED_NO_EUD_ENTRY),
        (2018, 0, ExamGroup.BELOW_PASS),
        (2018, 2, ExamGroup.PASSED),
        (2030, 0, ExamGroup.BELOW_PASS),
    ],
)
def test_the_rule_of_the_leaving_year(year: int, mark: int, group: ExamGroup) -> None:
    facts = marks(mark)
    assert exam_group(facts, 0, len(facts), day_from_iso("2015-07-01"), DEFINITIONS.exam_rule(year)) == group


def test_the_tests_stand_in_the_order_of_their_codes() -> None:
    """`marks` above relies on it."""
    tests = [test for grade in DEFINITIONS.exam_years(2015).grades for test in grade.tests]
    assert DEFINITIONS.exam_rule(2015).grade_of[1:] == (0, 0, 0, 1, 2, 2, 3, 4, 5, 6)
    assert len(tests) == len(DEFINITIONS.exam_rule(2015).grade_of) - 1


def test_only_written_mathematics_counts_as_mathematics_and_both_danish_grades_as_danish() -> None:
    rule = DEFINITIONS.exam_rule(2018)
    facts = marks(7, MATHEMATICS_WITHOUT_AIDS=0, MATHEMATICS_WITH_AIDS=2)
    group = exam_group(facts, 0, len(facts), day_from_iso("2015-07-01"), rule)
    assert group == ExamGroup.PASSED_NO_EUD_ENTRY
    assert (sum(rule.danish), sum(rule.mathematics), rule.n_grades) == (2, 1, 7)


def test_a_year_that_asks_nothing_is_passed_by_the_lowest_marks() -> None:
    assert DEFINITIONS.exam_rule(2010).pass_average_x10 == ASKS_NOTHING_X10
    facts = marks(-3)
    group = exam_group(facts, 0, len(facts), day_from_iso("2015-07-01"), DEFINITIONS.exam_rule(2010))
    assert group == ExamGroup.PASSED


@pytest.mark.parametrize(
    ("level", "group", "step"),
    [("kind", "stx", "CHANGED"), ("kind", "hhx", "STILL_THERE"), ("sector", "gymnasial", "STILL_THERE")],
)
def test_from_stx_to_hhx_is_a_change_of_kind_and_none_of_sector(level: str, group: str, step: str) -> None:
    facts = [
        fact(FactKind.ENROLMENT, EducationKind.STX, "2015-08-01", "2016-01-01"),
        fact(FactKind.ENROLMENT, EducationKind.HHX, "2016-01-15", "2019-01-01"),
    ]
    number = {key: n for n, key in DEFINITIONS.pathway_groups(level).names().items()}[group]
    left_on, day = day_from_iso("2015-06-30"), day_from_iso("2016-03-01")
    found = pathway_step(number, facts, 0, 2, left_on, day, OPEN_ENDED, DEFINITIONS.pathway_rules(level))
    assert PathwayStep(found).name == step


def test_every_group_has_a_title_and_every_kind_at_most_one_group() -> None:
    for level in ("kind", "sector", "youth_education"):
        groups = DEFINITIONS.pathway_groups(level)
        assert set(groups.titles()) == set(groups.names().values())
        assert DEFINITIONS.pathway_rules(level).break_months == 15


def test_the_kinds_that_count_are_exactly_those_that_complete_a_youth_education() -> None:
    rules, kinds = DEFINITIONS.pathway_rules("youth_education"), DEFINITIONS.programme_kinds()
    for kind in EducationKind:
        assert bool(rules.completes_group[kind]) == kinds.get(kind).counts_on(date(2031, 1, 1))
