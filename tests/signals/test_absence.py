"""Absence that rises, and unlawful absence of 15 % in a quarter: at the boundary, in part quarters, after a move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oracles import absence as oracle

from videre.domain.absence import AbsenceMonth, RisingRule
from videre.domain.days import month_from_iso
from videre.signals.absence import (
    Share,
    find_rising,
    find_unlawful,
    reaches,
    share_of_all,
)

SCHOOL, OTHER = 101001, 101002
RULE = RisingRule(
    recent_months=2, past_months=10, least_percent=8, above_past_points=5, above_class_points=3, least_days=15
)


def month(
    iso: str, possible: float, *, ill: float = 0, permitted: float = 0, unpermitted: float = 0, place: int = SCHOOL
) -> AbsenceMonth:
    days = (round(each * 100) for each in (possible, ill, permitted, unpermitted))
    return AbsenceMonth(month_from_iso(iso), place, *days)


FIRST = month_from_iso("2014-08")
DAYS = st.integers(0, 400)
MONTHS = st.builds(
    AbsenceMonth,
    st.integers(FIRST, FIRST + 20),
    st.sampled_from([SCHOOL, OTHER]),
    st.sampled_from([0, 300, 1500, 2000, 2200]),
    DAYS,
    DAYS,
    DAYS,
)
PUPILS = st.lists(MONTHS, max_size=14, unique_by=lambda each: (each.month, each.place))


@pytest.mark.parametrize(
    ("unpermitted", "possible", "is_alarm"),
    [
        (14.99, 100, False),
        (15.00, 100, True),
        (15.01, 100, True),
        (8.99, 60, False),
        (9.00, 60, True),
        (7.49, 49.95, False),
        (7.50, 50, True),
    ],
)
def test_fifteen_percent_is_an_alarm_and_a_hair_less_is_none(
    unpermitted: float, possible: float, is_alarm: bool
) -> None:
    found = find_unlawful([month("2015-01", possible, unpermitted=unpermitted)], month_from_iso("2015-01"), 15)
    assert (found is not None) is is_alarm


def test_illness_and_leave_are_lawful_however_much_there_is() -> None:
    ill = [month("2015-01", 20, ill=15, permitted=5)]
    assert find_unlawful(ill, month_from_iso("2015-02"), 15) is None


def test_a_quarter_is_judged_as_a_whole_and_not_month_by_month() -> None:
    spread = [month("2015-01", 20, unpermitted=5), month("2015-02", 15), month("2015-03", 22)]
    assert find_unlawful(spread[:1], month_from_iso("2015-01"), 15) is not None
    assert find_unlawful(spread, month_from_iso("2015-03"), 15) is None  # 5 of 57


def test_in_a_quarter_that_is_not_over_the_months_so_far_count_and_say_so() -> None:
    found = find_unlawful([month("2015-01", 20), month("2015-02", 10, unpermitted=5)], month_from_iso("2015-02"), 15)
    assert found is not None
    assert not found.is_whole
    assert found.share == Share(500, 3000)
    assert found.since_month == month_from_iso("2015-02")
    later = find_unlawful([month("2015-03", 20, unpermitted=3)], month_from_iso("2015-04"), 15)
    assert later is not None
    assert later.is_whole


def test_days_at_two_schools_add_up_when_a_pupil_moves_in_the_middle_of_a_quarter() -> None:
    at_first = [month("2015-01", 20, unpermitted=2), month("2015-02", 7, unpermitted=2)]
    at_second = [month("2015-02", 8, unpermitted=2, place=OTHER), month("2015-03", 5, place=OTHER)]
    known_to = month_from_iso("2015-03")
    assert find_unlawful(at_first, known_to, 15) is None  # 4 of 27
    found = find_unlawful(at_first + at_second, known_to, 15)
    assert found is not None  # 6 of 40, at either school less or more
    assert found.share == Share(600, 4000)


def test_an_alarm_two_quarters_old_is_none() -> None:
    old = [month("2015-01", 20, unpermitted=10)]
    assert find_unlawful(old, month_from_iso("2015-06"), 15) is not None
    assert find_unlawful(old, month_from_iso("2015-07"), 15) is None


def test_the_quarters_of_a_year_are_the_calendars() -> None:
    whole_year = [month(f"2015-{each:02d}", 10, unpermitted=10 if each in {3, 4} else 0) for each in range(1, 13)]
    known = {each: find_unlawful(whole_year, month_from_iso(f"2015-{each:02d}"), 15) for each in (3, 4, 7, 10)}
    assert known[3] is not None
    assert known[4] is not None
    assert known[3].quarter != known[4].quarter
    assert known[7] is not None
    assert known[10] is None


@given(PUPILS, st.integers(FIRST, FIRST + 20), st.sampled_from([10, 15]))
def test_an_alarm_is_the_oracles(months: list[AbsenceMonth], known_to: int, percent: int) -> None:
    found = find_unlawful(months, known_to, percent)
    expected = oracle.unlawful(months, known_to, percent)
    assert (None if found is None else (found.quarter // 4, found.quarter % 4 + 1)) == expected


@given(PUPILS.flatmap(lambda each: st.tuples(st.just(each), st.permutations(each))), st.integers(FIRST, FIRST + 20))
def test_the_order_in_which_months_are_delivered_changes_nothing(
    in_two_orders: tuple[list[AbsenceMonth], list[AbsenceMonth]], known_to: int
) -> None:
    months, shuffled = in_two_orders
    assert find_unlawful(months, known_to, 15) == find_unlawful(shuffled, known_to, 15)
    assert find_rising(months, [], known_to, RULE) == find_rising(shuffled, [], known_to, RULE)


@given(PUPILS, st.integers(FIRST, FIRST + 20))
def test_who_reaches_the_alarm_has_reached_the_warning(months: list[AbsenceMonth], known_to: int) -> None:
    alarm, warning = find_unlawful(months, known_to, 15), find_unlawful(months, known_to, 10)
    assert alarm is None or warning is not None


def test_absence_rises_beside_the_own_past_and_the_class() -> None:
    past = [month(f"2014-{each:02d}", 20, ill=1) for each in (9, 10, 11, 12)]
    recent = [month("2015-01", 20, ill=3), month("2015-02", 20, unpermitted=2)]
    of_class = [month("2015-01", 400, ill=12), month("2015-02", 400, ill=16)]
    found = find_rising(past + recent, of_class, month_from_iso("2015-02"), RULE)
    assert found is not None
    assert (found.recent, found.own_past, found.of_class) == (Share(500, 4000), Share(400, 8000), Share(2800, 80000))
    assert found.since_month == month_from_iso("2015-01")


def test_a_season_of_illness_in_which_the_whole_class_is_away_is_no_rise() -> None:
    past = [month(f"2014-{each:02d}", 20, ill=1) for each in (9, 10, 11, 12)]
    recent = [month("2015-01", 20, ill=3), month("2015-02", 20, ill=2)]
    of_class = [month("2015-01", 400, ill=50), month("2015-02", 400, ill=40)]
    assert find_rising(past + recent, of_class, month_from_iso("2015-02"), RULE) is None


def test_a_pupil_who_has_always_been_away_much_does_not_rise_but_is_no_secret_of_the_class() -> None:
    always = [month(f"2014-{each:02d}", 20, ill=3) for each in (9, 10, 11, 12)] + [month("2015-01", 20, ill=3)]
    assert find_rising(always, [month("2015-01", 400)], month_from_iso("2015-01"), RULE) is None


def test_a_new_pupil_without_a_past_is_compared_with_the_class_alone() -> None:
    new = [month("2015-01", 20, ill=4)]
    assert find_rising(new, [month("2015-01", 400, ill=10)], month_from_iso("2015-01"), RULE) is not None
    assert find_rising(new, [], month_from_iso("2015-01"), RULE) is None


def test_too_few_school_days_say_nothing() -> None:
    few = [month("2014-12", 20), month("2015-01", 0), month("2015-02", 5, ill=5)]
    assert find_rising(few[2:], [month("2015-02", 100)], month_from_iso("2015-02"), RULE) is None


@given(PUPILS, PUPILS, st.integers(FIRST, FIRST + 20))
def test_whoever_rises_lies_above_every_threshold_by_fractions(
    months: list[AbsenceMonth], of_class: list[AbsenceMonth], known_to: int
) -> None:
    found = find_rising(months, of_class, known_to, RULE)
    if found is not None:
        recent = share_of_all(each for each in months if each.month >= found.since_month and each.month <= known_to)
        assert recent.possible_x100 >= found.recent.possible_x100
        share = found.recent.absent_x100 / found.recent.possible_x100
        assert share >= 0.08 - 1e-12
        for other, points in ((found.own_past, 5), (found.of_class, 3)):
            if other.possible_x100:
                assert share - other.absent_x100 / other.possible_x100 >= points / 100 - 1e-12


@given(st.integers(0, 3000), st.integers(0, 3000), st.integers(0, 100))
def test_reaching_a_share_is_decided_by_whole_numbers(absent: int, possible: int, percent: int) -> None:
    one = AbsenceMonth(0, SCHOOL, possible, min(absent, possible), 0, 0)
    rate = oracle.rate([one])
    assert reaches(share_of_all([one]), percent) == (rate is not None and rate * 100 >= percent)


@pytest.mark.parametrize(("known_to", "is_told"), [("2015-02", True), ("2015-05", True), ("2015-06", False)])
def test_what_was_told_long_ago_is_no_sign_of_today(known_to: str, is_told: bool) -> None:
    pupil = [month("2014-11", 20), month("2014-12", 15), month("2015-01", 20, ill=5), month("2015-02", 15, ill=4)]
    assert (find_rising(pupil, [], month_from_iso(known_to), RULE) is not None) is is_told
