"""The 18th birthday, a move to the municipality, and a benefit without a plan."""

from hypothesis import given
from hypothesis import strategies as st
from tests.builders import (
    ALBERTSLUND,
    GLOSTRUP,
    activity,
    benefit,
    day,
    days,
    homes,
    in_order,
    lives,
    open_enrolment,
    residence,
)

from videre.domain.benefits import BenefitInUnion, days_on_benefit
from videre.domain.days import OPEN_ENDED, age_on
from videre.domain.education import ActivityKind, EducationKind
from videre.domain.facts import Fact
from videre.domain.work import BenefitKind
from videre.signals.coming import has_activity, moved_in_on, on_benefit_since, turns_18_on

UNION = (BenefitInUnion(BenefitKind.KONTANTHJAELP, -OPEN_ENDED, OPEN_ENDED),)


@given(st.integers(day("1995-01-01"), day("2001-12-31")), days(), st.integers(0, 200))
def test_the_18th_birthday_lies_ahead_and_is_the_day_of_turning_18(born: int, today: int, within: int) -> None:
    coming = turns_18_on(born, today, within)
    if coming is not None:
        assert today < coming <= today + within
        assert (age_on(born, coming - 1), age_on(born, coming)) == (17, 18)
    else:
        assert age_on(born, today) >= 18 or age_on(born, today + within) < 18


def test_whoever_came_lately_has_moved_in_and_whoever_only_changed_house_has_not() -> None:
    came = [residence("2010-01-01", "2015-02-01", GLOSTRUP), residence("2015-02-01", "")]
    assert moved_in_on(came, ALBERTSLUND, day("2015-02-01"), 60) == day("2015-02-01")
    assert moved_in_on(came, ALBERTSLUND, day("2015-04-02"), 60) is None
    changed_house = [residence("2010-01-01", "2015-02-01"), residence("2015-02-01", "")]
    assert moved_in_on(changed_house, ALBERTSLUND, day("2015-02-10"), 60) is None
    back = [residence("2010-01-01", "2014-02-01"), residence("2015-02-01", "")]
    assert moved_in_on(back, ALBERTSLUND, day("2015-02-10"), 60) == day("2015-02-01")


@given(homes(), days(), st.integers(1, 400))
def test_whoever_moved_in_lives_here_and_did_not_the_day_before(facts: list[Fact], today: int, back: int) -> None:
    def lives_here(on: int) -> bool:
        return any(each.place == ALBERTSLUND and each.start <= on < each.stop for each in facts)

    came = moved_in_on(facts, ALBERTSLUND, today, back)
    if came is not None:
        assert all(lives_here(on) for on in range(came, today + 1))
        assert not lives_here(came - 1)
    elif lives_here(today):
        assert all(lives_here(on) for on in range(today - back, today + 1))


def test_benefits_that_follow_each_other_are_one_time_on_benefit() -> None:
    facts = in_order(
        [
            benefit(BenefitKind.KONTANTHJAELP, "2014-10-01", "2014-12-01"),
            benefit(BenefitKind.KONTANTHJAELP, "2014-12-01", "2015-03-01"),
            benefit(BenefitKind.KONTANTHJAELP, "2014-01-01", "2014-09-01"),
            benefit(BenefitKind.SYGEDAGPENGE, "2014-09-01", "2014-10-01"),
        ]
    )
    assert on_benefit_since(facts, UNION, day("2015-02-01")) == day("2014-10-01")
    assert on_benefit_since(facts, UNION, day("2015-03-01")) is None


@given(lives(), days())
def test_whoever_is_on_benefit_is_so_by_the_fold_of_measurement_point_2(facts: list[Fact], today: int) -> None:
    since = on_benefit_since(facts, UNION, today)
    assert (since is not None) == (days_on_benefit(facts, 0, len(facts), UNION, today, today + 1) == 1)
    assert since is None or since <= today


def test_an_exemption_is_no_activity_and_a_course_is_one() -> None:
    today = day("2015-02-01")
    assert not has_activity([activity(ActivityKind.EXEMPTION, "2015-01-01", "2015-06-01")], today)
    assert has_activity([activity(ActivityKind.COMPANY_PLACEMENT, "2015-01-01", "2015-06-01")], today)
    assert not has_activity([activity(ActivityKind.COMPANY_PLACEMENT, "2015-01-01", "", review="2015-02-01")], today)
    assert has_activity([open_enrolment(EducationKind.FGU, "2015-01-01", review="2016-01-01")], today)
