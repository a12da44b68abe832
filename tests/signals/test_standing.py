"""Where one person stands is what the fold says of everybody, and the run off track does not break at a lapse."""

from hypothesis import given
from tests.builders import activity, benefit, day, days, enrolment, in_order, lives, notice, open_enrolment, work
from tests.oracles.dated import dated
from tests.oracles.standing import standing_on

from videre.definitions.catalogue import Definitions
from videre.domain.days import OPEN_ENDED, date_of_day
from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.facts import Fact
from videre.domain.standing import StandingReason, YouthClass
from videre.domain.work import BenefitKind
from videre.signals.standing import lapses_on, stand_on

RULES = Definitions().standing_rules("18_hours_a_week")
BEGIN = day("2010-01-01")


def class_by_oracle(today: int, facts: list[Fact]) -> YouthClass:
    return standing_on(date_of_day(today), dated(facts), RULES)[0]


@given(lives(), days())
def test_a_person_stands_where_the_oracle_says(facts: list[Fact], today: int) -> None:
    answer = stand_on(facts, today, BEGIN, RULES)
    assert (answer.youth_class, answer.reason) == standing_on(date_of_day(today), dated(facts), RULES)[:2]


@given(lives(), days())
def test_a_run_off_track_goes_back_to_the_last_day_on_track(facts: list[Fact], today: int) -> None:
    answer = stand_on(facts, today, BEGIN, RULES)
    off_track = {YouthClass.OFF_PLAN, YouthClass.UNKNOWN}
    if answer.youth_class not in off_track:
        assert (answer.off_track_since, answer.aware) == (-1, -1)
        return
    since = answer.off_track_since
    assert since <= answer.since <= today
    assert answer.aware >= since
    for each in {since, (since + today) // 2, today}:
        assert class_by_oracle(each, facts) in off_track
    if since > BEGIN:
        assert class_by_oracle(since - 1, facts) not in off_track


def test_a_notice_that_has_grown_old_does_not_start_the_clocks_anew() -> None:
    facts = in_order(
        [
            open_enrolment(EducationKind.STX, "2014-08-10", review="2016-08-01"),
            notice(Event.INTERRUPTED, "2015-03-01", EducationKind.STX)._replace(reported=day("2015-03-05")),
        ]
    )
    fresh, old = (stand_on(facts, day(on), BEGIN, RULES) for on in ("2015-03-10", "2015-09-10"))
    assert (fresh.youth_class, old.youth_class) == (YouthClass.OFF_PLAN, YouthClass.UNKNOWN)
    assert old.since > fresh.since
    assert old.off_track_since == fresh.off_track_since == day("2015-03-01")
    assert old.aware == fresh.aware == day("2015-03-05")


def test_an_exemption_between_is_a_new_run() -> None:
    facts = in_order(
        [
            enrolment(EducationKind.STX, "2014-08-10", "2015-03-01", Outcome.INTERRUPTED),
            activity(ActivityKind.EXEMPTION, "2015-04-01", "2015-06-01"),
        ]
    )
    assert stand_on(facts, day("2015-07-01"), BEGIN, RULES).off_track_since == day("2015-06-01")


def test_a_status_lapses_on_its_review_day_when_that_is_near() -> None:
    facts = [open_enrolment(EducationKind.STX, "2014-08-10", review="2015-03-01")]
    today = day("2015-02-10")
    answer = stand_on(facts, today, BEGIN, RULES)
    assert lapses_on(facts, answer, today, 30) == day("2015-03-01")
    assert lapses_on(facts, answer, today, 18) == OPEN_ENDED
    assert lapses_on(facts, answer, today, 19) == day("2015-03-01")


def test_an_exemption_and_an_activity_lapse_at_their_end_since_something_must_follow() -> None:
    facts = [activity(ActivityKind.EXEMPTION, "2014-08-10", "2015-03-01")]
    today = day("2015-02-10")
    assert lapses_on(facts, stand_on(facts, today, BEGIN, RULES), today, 30) == day("2015-03-01")


def test_a_course_that_ends_by_its_register_does_not_lapse_nor_does_work_nor_being_off_plan() -> None:
    today = day("2015-02-10")
    for facts in (
        [enrolment(EducationKind.STX, "2014-08-10", "2015-03-01")],
        [work("2014-12-01", "2015-02-01", 120, review="2015-03-01")],
        [benefit(BenefitKind.KONTANTHJAELP, "2014-12-01", "", review="2015-03-01")],
        [],
    ):
        answer = stand_on(facts, today, BEGIN, RULES)
        assert lapses_on(facts, answer, today, 30) == OPEN_ENDED


def test_of_somebody_nobody_has_heard_of_the_reason_says_so() -> None:
    answer = stand_on([], day("2015-02-10"), BEGIN, RULES)
    assert answer == (YouthClass.UNKNOWN, StandingReason.NEVER_HEARD_OF, -1, BEGIN, BEGIN, BEGIN)
