"""The clocks: contact within five working days of becoming aware, an activity within thirty days of contact."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import benefit, day, enrolment, notice, open_enrolment
from tests.oracles.clocks import deadline

from videre.domain.clocks import (
    NEVER,
    Acted,
    Clock,
    ClockKind,
    ClockRules,
    ClockState,
    activity_due,
    aware_on,
    clock_state,
    contact_due,
    days_overdue,
    is_off_track,
    running_clock,
)
from videre.domain.days import date_of_day, day_number
from videre.domain.education import EducationKind, Event
from videre.domain.standing import StandingReason, YouthClass
from videre.domain.work import BenefitKind

RULES = ClockRules(contact_working_days=5, activity_calendar_days=30, closed=())
DAYS = st.integers(day_number(2000, 1, 1), day_number(2049, 12, 31))
LATER = st.integers(0, 120)
MAYBE = st.one_of(st.just(NEVER), LATER)


@given(DAYS)
def test_contact_is_due_on_the_fifth_working_day_in_any_of_fifty_years(aware: int) -> None:
    assert date_of_day(contact_due(aware, RULES)) == deadline(date_of_day(aware), 5)


@given(DAYS)
def test_an_activity_is_due_thirty_calendar_days_after_contact_whatever_day_that_is(contact: int) -> None:
    assert date_of_day(activity_due(contact, RULES)) == date_of_day(contact) + timedelta(days=30)


@pytest.mark.parametrize(
    ("aware", "due"),
    [
        ("2015-03-02", "2015-03-09"),  # Monday to Monday
        ("2015-03-06", "2015-03-13"),  # Friday
        ("2015-03-07", "2015-03-13"),  # Saturday: Monday is the first day
        ("2015-03-30", "2015-04-09"),  # three holidays of Easter, and two weekends
        ("2023-05-01", "2023-05-09"),  # prayer day, 5 May 2023
        ("2024-04-22", "2024-04-29"),  # prayer day is no holiday any more
        ("2015-12-21", "2015-12-29"),  # Christmas Day is a Friday; 24 December counts
        ("2015-06-04", "2015-06-11"),  # 5 June counts
    ],
)
def test_contact_is_due_as_counted_on_a_wall_calendar(aware: str, due: str) -> None:
    assert contact_due(day(aware), RULES) == day(due)


def test_a_municipality_that_is_closed_on_christmas_eve_has_a_day_more() -> None:
    assert contact_due(day("2015-12-21"), RULES._replace(closed=(1224,))) == day("2015-12-30")


def test_the_clock_for_contact_runs_first_and_then_that_for_an_activity() -> None:
    aware = day("2015-03-02")
    assert running_clock(aware, Acted(), RULES) == Clock(ClockKind.CONTACT, aware, day("2015-03-09"), NEVER)
    contact = Acted(contact=day("2015-03-04"))
    assert running_clock(aware, contact, RULES) == Clock(
        ClockKind.ACTIVITY, day("2015-03-04"), day("2015-04-03"), NEVER
    )
    offered = Acted(contact=day("2015-03-04"), offer=day("2015-03-20"))
    assert clock_state(running_clock(aware, offered, RULES), day("2015-03-21")) == ClockState.MET


def test_an_offer_nobody_noted_a_contact_for_is_contact_too() -> None:
    clock = running_clock(day("2015-03-02"), Acted(offer=day("2015-03-05")), RULES)
    assert (clock.kind, clock.started, clock.met) == (ClockKind.ACTIVITY, day("2015-03-05"), day("2015-03-05"))


def test_contact_before_the_municipality_became_aware_stops_no_clock() -> None:
    clock = running_clock(day("2015-03-02"), Acted(contact=day("2015-02-27")), RULES)
    assert clock.kind == ClockKind.CONTACT
    assert clock.met == NEVER


def test_nothing_is_overdue_while_an_exemption_holds_and_the_clock_begins_anew_when_it_ends() -> None:
    acted = Acted(exempted_until=day("2015-06-01"))
    clock = running_clock(day("2015-03-02"), acted, RULES)
    assert clock_state(clock, day("2015-05-31"), acted.exempted_until) == ClockState.PAUSED
    assert clock.due == contact_due(day("2015-06-01"), RULES)
    assert days_overdue(clock, clock.due + 3, acted.exempted_until) == 3


@given(DAYS, MAYBE, MAYBE, MAYBE, LATER)
def test_a_clock_is_in_exactly_one_state_and_overdue_only_past_its_last_day(
    aware: int, contact: int, offer: int, exempted: int, later: int
) -> None:
    acted = Acted(*(after if after == NEVER else aware + after for after in (contact, offer, exempted)))
    clock = running_clock(aware, acted, RULES)
    today = aware + later
    state = clock_state(clock, today, acted.exempted_until)
    assert ClockState(state) is not ClockState.NONE
    late = days_overdue(clock, today, acted.exempted_until)
    assert (late > 0) == (state == ClockState.OVERDUE)
    assert late == 0 or (today > clock.due and not today < acted.exempted_until and not NEVER < clock.met <= today)


@given(DAYS, MAYBE, MAYBE, LATER)
def test_acting_earlier_never_makes_anything_later(aware: int, contact: int, offer: int, later: int) -> None:
    acted = Acted(*(after if after == NEVER else aware + after for after in (contact, offer)))
    due = running_clock(aware, acted, RULES).due
    if contact not in {NEVER, 0} and (offer == NEVER or offer >= contact):
        assert running_clock(aware, acted._replace(contact=aware + contact - 1), RULES).due < due


@given(DAYS, LATER)
def test_what_is_overdue_goes_on_rising_day_by_day(aware: int, later: int) -> None:
    clock = running_clock(aware, Acted(), RULES)
    assert days_overdue(clock, clock.due + later + 1) == later + 1


def test_the_municipality_is_aware_from_the_day_of_the_report_and_never_before_the_break_itself() -> None:
    told = notice(Event.INTERRUPTED, "2015-03-01")._replace(reported=day("2015-03-10"))
    assert aware_on(day("2015-03-01"), StandingReason.NOTICE_OF_INTERRUPTION, told) == day("2015-03-10")
    told_ahead = told._replace(reported=day("2015-02-20"))
    assert aware_on(day("2015-03-01"), StandingReason.NOTICE_OF_INTERRUPTION, told_ahead) == day("2015-03-01")
    ended = enrolment(EducationKind.STX, "2014-08-10", "2015-03-01")._replace(reported=day("2015-03-20"))
    assert aware_on(day("2015-03-01"), StandingReason.COURSE_ENDED, ended) == day("2015-03-20")
    paid = benefit(BenefitKind.KONTANTHJAELP, "2015-03-01", "")._replace(reported=day("2015-04-02"))
    assert aware_on(day("2015-03-01"), StandingReason.ON_BENEFIT, paid) == day("2015-04-02")


def test_of_silence_the_municipality_is_aware_from_its_first_day() -> None:
    lapsed = open_enrolment(EducationKind.STX, "2014-08-10", review="2015-03-01")
    assert aware_on(day("2015-03-01"), StandingReason.NOT_CONFIRMED_IN_TIME, lapsed) == day("2015-03-01")
    assert aware_on(day("2015-03-01"), StandingReason.NEVER_HEARD_OF, None) == day("2015-03-01")


def test_unknown_is_off_track_like_off_plan_and_nothing_else_is() -> None:
    assert {each for each in YouthClass if is_off_track(each)} == {YouthClass.OFF_PLAN, YouthClass.UNKNOWN}
