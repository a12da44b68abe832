"""Currency: a status has four days, lapses to unknown, and nobody is assumed to be fine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.builders import ANY_FACT, activity, day, enrolment, in_order, open_enrolment, work

from videre.definitions.catalogue import Definitions
from videre.domain.currency import currency_of, lapse_of
from videre.domain.education import ActivityKind, EducationKind, Outcome
from videre.domain.facts import Fact, FactKind
from videre.domain.standing import StandingReason, YouthClass, standing_on

RULES = Definitions().standing_rules("18_hours_a_week")
STATUSES = {FactKind.ENROLMENT, FactKind.ACTIVITY, FactKind.BENEFIT, FactKind.EMPLOYMENT}


def standing(facts: list[Fact], on: str) -> tuple[YouthClass, StandingReason]:
    answer = standing_on(day(on), in_order(facts), 0, len(facts), RULES)
    return YouthClass(answer.youth_class), StandingReason(answer.reason)


@given(ANY_FACT)
def test_every_status_has_a_start_and_days_of_being_ascertained_reviewed_and_lapsing(fact: Fact) -> None:
    if fact.kind in STATUSES:
        currency = currency_of(fact)
        assert currency.start == fact.start
        assert currency.ascertained == fact.reported
        assert currency.start < currency.lapse <= currency.review


@given(ANY_FACT, st.integers(-1000, 1000))
def test_the_lapse_is_never_later_than_the_end_of_the_course_whatever_review_a_register_claims(
    fact: Fact, later: int
) -> None:
    claimed = fact._replace(review=max(fact.start, fact.review + later))
    if fact.kind in {FactKind.ENROLMENT, FactKind.ACTIVITY}:
        assert lapse_of(claimed) <= fact.stop


@pytest.mark.parametrize(
    "status",
    [
        open_enrolment(EducationKind.STX, "2014-08-10", review="2015-02-01"),
        activity(ActivityKind.COMPANY_PLACEMENT, "2014-08-10", "", review="2015-02-01"),
        activity(ActivityKind.EXEMPTION, "2014-08-10", "2016-01-01", review="2015-02-01"),
        work("2014-08-01", "2015-01-01", 120, review="2015-02-01"),
    ],
)
def test_past_its_review_a_status_is_unknown(status: Fact) -> None:
    assert standing([status], "2015-01-31")[0] != YouthClass.UNKNOWN
    assert standing([status], "2015-02-01")[0] == YouthClass.UNKNOWN


def test_a_review_day_beyond_the_end_of_the_course_prolongs_nothing() -> None:
    course = enrolment(EducationKind.STX, "2014-08-10", "2015-02-01", review="2015-12-31")
    assert standing([course], "2015-01-31")[0] == YouthClass.EDUCATION
    assert standing([course], "2015-02-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)


@pytest.mark.parametrize("outcome", [Outcome.COMPLETED, Outcome.TRANSFERRED, Outcome.NONE])
def test_whoever_leaves_a_programme_is_unknown_until_something_else_is_reported(outcome: Outcome) -> None:
    left = enrolment(EducationKind.STX, "2012-08-10", "2015-02-01", outcome)
    assert standing([left], "2015-02-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)
    assert standing([left], "2025-02-01") == (YouthClass.UNKNOWN, StandingReason.COURSE_ENDED)
    reported_since = work("2015-04-01", "2015-06-01", 120)
    assert standing([left, reported_since], "2015-03-31")[0] == YouthClass.UNKNOWN
    assert standing([left, reported_since], "2015-04-01")[0] == YouthClass.ORDINARY_EMPLOYMENT
