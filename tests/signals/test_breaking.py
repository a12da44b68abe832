"""Who broke off, who is at risk, and whose risk nobody has answered."""

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import OTHER_COLLEGE, activity, day, days, enrolment, in_order, lives, notice, open_enrolment

from videre.domain.education import ActivityKind, EducationKind, Event, Outcome
from videre.domain.facts import Fact, FactKind
from videre.signals.breaking import find_at_risk, find_broken_off, find_unanswered

STX = EducationKind.STX
YEAR = 365


def test_a_break_is_known_from_the_day_it_was_reported_and_is_about_the_day_it_happened() -> None:
    told = notice(Event.INTERRUPTED, "2015-03-01", STX)._replace(reported=day("2015-03-09"))
    assert find_broken_off([told], day("2015-03-08"), YEAR) is None
    found = find_broken_off([told], day("2015-03-09"), YEAR)
    assert found == (0, day("2015-03-01"), day("2015-03-09"))


def test_a_break_told_twice_is_one_known_from_the_first_telling() -> None:
    by_notice = notice(Event.INTERRUPTED, "2015-03-01", STX)._replace(reported=day("2015-03-03"))
    by_school = enrolment(STX, "2014-08-10", "2015-03-01", Outcome.INTERRUPTED)._replace(reported=day("2015-04-20"))
    found = find_broken_off(in_order([by_notice, by_school]), day("2015-05-01"), YEAR)
    assert found is not None
    assert found.known == day("2015-03-03")


def test_what_began_after_the_break_takes_it_off_the_list_and_what_is_only_to_come_does_not() -> None:
    broke = enrolment(STX, "2014-08-10", "2015-03-01", Outcome.INTERRUPTED)._replace(reported=day("2015-03-02"))
    begun = open_enrolment(EducationKind.FGU, "2015-04-01", review="2016-01-01", institution=OTHER_COLLEGE)
    by_plan = activity(ActivityKind.COMPANY_PLACEMENT, "2015-04-01", "2015-06-01")
    for after in (begun, by_plan):
        facts = in_order([broke, after])
        assert find_broken_off(facts, day("2015-03-31"), YEAR) is not None
        assert find_broken_off(facts, day("2015-04-01"), YEAR) is None


def test_an_old_break_is_left_to_the_lists_of_classes() -> None:
    broke = enrolment(STX, "2014-08-10", "2015-03-01", Outcome.INTERRUPTED)._replace(reported=day("2015-03-02"))
    assert find_broken_off([broke], day("2015-03-02") + YEAR, YEAR) is None
    assert find_broken_off([broke], day("2015-03-02") + YEAR - 1, YEAR) is not None


def test_a_notice_of_risk_is_believed_for_its_days() -> None:
    risk = notice(Event.AT_RISK, "2015-03-01", STX)
    assert find_at_risk([risk], day("2015-02-28"), 92) is None
    assert find_at_risk([risk], day("2015-03-01"), 92) is not None
    assert find_at_risk([risk], day("2015-05-31"), 92) is not None
    assert find_at_risk([risk], day("2015-06-01"), 92) is None


def test_how_it_went_overtakes_a_notice_of_risk() -> None:
    risk = notice(Event.AT_RISK, "2015-03-01", STX)
    for after in (
        notice(Event.COMPLETED, "2015-03-20", STX),
        notice(Event.INTERRUPTED, "2015-03-20", STX),
        open_enrolment(EducationKind.FGU, "2015-03-20", review="2016-01-01", institution=OTHER_COLLEGE),
    ):
        facts = in_order([risk, after])
        assert find_at_risk(facts, day("2015-03-19"), 92) is not None
        assert find_at_risk(facts, day("2015-03-20"), 92) is None


def test_a_flag_nobody_has_acted_on_stands_out_after_its_days_and_an_act_before_it_answers_nothing() -> None:
    risk = notice(Event.AT_RISK, "2015-03-01", STX)
    today = day("2015-03-16")
    assert find_unanswered([risk], [], day("2015-03-15"), 92, 14) is None
    assert find_unanswered([risk], [], today, 92, 14) is not None
    assert find_unanswered([risk], [day("2015-02-27")], today, 92, 14) is not None
    assert find_unanswered([risk], [day("2015-03-01")], today, 92, 14) is None
    assert find_unanswered([risk], [day("2015-03-20")], today, 92, 14) is not None


@given(lives(), days(), st.lists(days(), max_size=3))
def test_the_unanswered_are_some_of_those_at_risk(facts: list[Fact], today: int, acted: list[int]) -> None:
    unanswered = find_unanswered(facts, acted, today, 92, 14)
    assert unanswered is None or unanswered == find_at_risk(facts, today, 92)


@given(lives(), days())
def test_whoever_broke_off_has_a_break_and_nothing_begun_since(facts: list[Fact], today: int) -> None:
    found = find_broken_off(facts, today, YEAR)
    breaks = [
        fact.start if fact.kind == FactKind.NOTIFICATION else fact.stop
        for fact in facts
        if (fact.kind == FactKind.NOTIFICATION and fact.code == Event.INTERRUPTED)
        or (fact.kind == FactKind.ENROLMENT and fact.value == Outcome.INTERRUPTED)
    ]
    if found is not None:
        assert found.since in breaks
        courses = {FactKind.ENROLMENT, FactKind.ACTIVITY}
        assert not [f for f in facts if f.kind in courses and found.since <= f.start <= today]
        assert found.known <= today
    elif not [fact for fact in facts if fact.kind in {FactKind.ENROLMENT, FactKind.ACTIVITY}]:
        assert not [
            f for f in facts
            if f.kind == FactKind.NOTIFICATION and f.code == Event.INTERRUPTED
            and today - YEAR < max(f.start, f.reported) <= today
        ]  # fmt: skip
