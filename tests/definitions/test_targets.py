import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from videre.definitions.catalogue import Definitions
from videre.definitions.files import Text
from videre.definitions.targets import End, Target, position_of
from videre.domain.figures import Unit

WORDS = Text(da="ved udløb", en="at the end")
AT_LEAST_ONE = {"definition": "at_least_one", "horizon": "25 years"}


def target(start: float, goal: float, wanted: str = "at_least") -> Target:
    return Target(
        indicator="i",
        wanted=wanted,  # type: ignore[arg-type]
        baseline=End(period="2012", value=start),
        goal=End(period="2017", value=goal),
        judged_by="own",
        judged_on=WORDS,
    )


def test_the_way_from_89_to_95_per_cent_by_cohort() -> None:
    way = target(0.89, 0.95)
    years = ["2011", "2012", "2014", "2016", "2017", "2020"]
    assert [way.value_in(year) for year in years] == [
        None,
        0.89,
        pytest.approx(0.914),
        pytest.approx(0.938),
        pytest.approx(0.95),
        pytest.approx(0.95),
    ]


def test_a_school_year_is_the_cohort_that_leaves_in_it() -> None:
    assert position_of("2014/15") == position_of("2015")
    assert target(0, 1).value_in("2014/15") == target(0, 1).value_in("2015")


def test_months_lie_inside_their_year() -> None:
    assert position_of("2015") == position_of("2015-01")
    assert position_of("2013-12") == position_of("2014-01") - 1


@pytest.mark.parametrize("text", ["", "2013-13", "13-12", "december", "2013-1"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        position_of(text)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(2012, 2030))
def test_the_way_stays_between_its_ends_and_never_turns(start: float, goal: float, year: int) -> None:
    way = target(start, goal)
    here, later = way.value_in(str(year)), way.value_in(str(year + 1))
    assert here is not None
    assert later is not None
    assert min(start, goal) - 1e-12 <= here <= max(start, goal) + 1e-12
    assert (later - here) * (goal - start) >= -1e-12


def test_a_goal_before_its_baseline_is_refused() -> None:
    with pytest.raises(ValidationError, match="must lie after"):
        Target(
            indicator="i",
            wanted="at_least",
            baseline=End(period="2017", value=0.89),
            goal=End(period="2012", value=0.95),
            judged_by="own",
            judged_on=WORDS,
        )


def test_the_goal_itself_meets_the_goal() -> None:
    assert target(0.89, 0.95).is_met_by(0.95)
    assert not target(0.89, 0.95).is_met_by(0.949)
    assert target(426, 341, "at_most").is_met_by(341)
    assert not target(426, 341, "at_most").is_met_by(342)


def test_a_figure_is_only_held_against_a_target_of_its_own_indicator() -> None:
    strategy = Definitions().strategy("albertslund-2014-2017")
    assert strategy.find_target("completion", Unit.SHARE, AT_LEAST_ONE) is not None
    assert strategy.find_target("completion", Unit.SHARE, AT_LEAST_ONE | {"definition": "a_youth_education"}) is None
    assert strategy.find_target("completion", Unit.SHARE, AT_LEAST_ONE | {"horizon": "before 25"}) is None
    assert strategy.find_target("completion", Unit.SHARE, AT_LEAST_ONE | {"sex": "K"}) is None
    assert strategy.find_target("benefits", Unit.PERSONS) is not None
    assert strategy.find_target("benefits", Unit.FULL_TIME_PERSONS) is None
    assert strategy.find_target("benefits", Unit.PERSONS, {"sex": "K"}) is None
    assert strategy.find_target("pathways", Unit.SHARE) is None


def test_the_goals_of_2030_are_a_strategy_too_and_are_not_held_against_our_projection() -> None:
    strategy = Definitions().strategy("ungemaal-2030")
    goals = {p.number: (p.target.goal.value, p.target.wanted) for p in strategy.measurement_points if p.target}
    assert goals == {1: (0.90, "at_least"), 2: (0.035, "at_most")}
    halved = strategy.measurement_points[1].target
    assert halved is not None
    assert halved.baseline is not None
    assert halved.goal.value == halved.baseline.value / 2
    for horizon in ("25 years", "before 25"):
        breakdown = {"definition": "at_least_one", "horizon": horizon}
        assert strategy.find_target("completion", Unit.SHARE, breakdown) is None
