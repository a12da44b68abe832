"""The figure that stands for a point, and what it says against its target."""

import pytest
from django.utils import translation
from tests.web.tables import figure, released, strategy

from videre.definitions.files import Text
from videre.definitions.targets import End, Target
from videre.disclosure.released import ReleasedFigure
from videre.domain.figures import Unit
from videre.web.insight.presenters.headlines import find_headline, goal_text, say_verdict, trajectory_of

WORDS = Text(da="ved udløb", en="at the end")
FEWER = Target(
    indicator="i",
    wanted="at_most",
    baseline=End(period="2013-12", value=426),
    goal=End(period="2015-12", value=341),
    judged_by="own",
    judged_on=WORDS,
)
MORE = Target(
    indicator="i",
    wanted="at_least",
    baseline=End(period="2012", value=0.89),
    goal=End(period="2017", value=0.95),
    judged_by="official",
    judged_on=WORDS,
)


def row(period: str, value: float, margin: float | None = None, unit: Unit = Unit.SHARE) -> ReleasedFigure:
    """Return one released figure of 1,000 persons."""
    numerator = value * 1000 if unit is Unit.SHARE else value
    return released("t", [figure("completion", period, {}, numerator, 1000, margin=margin, unit=unit)]).rows[0]


@pytest.mark.parametrize(
    ("period", "persons", "standing", "sentence"),
    [
        ("2014-12", 390, "behind", "7 above the way to the goal."),  # 383.5 on the way
        ("2014-12", 383, "on_way", "On the way to the goal."),
        ("2014-12", 426, "behind", "above the way to the goal."),
        ("2015-12", 342, "behind", "1 above the goal."),
        ("2015-12", 341, "met", "The goal is reached."),
        ("2014-06", 300, "met", "The goal is reached."),
        ("2013-12", 426, "none", "where the way to the goal begins"),
        ("2013-11", 430, "none", "where the way to the goal begins"),
    ],
)
def test_a_count_that_is_to_fall(period: str, persons: float, standing: str, sentence: str) -> None:
    with translation.override("en"):
        verdict = say_verdict(row(period, persons, unit=Unit.PERSONS), FEWER)
    assert verdict.standing == standing
    assert sentence in verdict.sentence


@pytest.mark.parametrize(
    ("period", "share", "margin", "standing", "sentence"),
    [
        ("2014", 0.89, None, "behind", "2.4 percentage points below the way to the goal."),
        ("2014", 0.93, None, "on_way", "On the way to the goal."),
        ("2014", 0.91, None, "behind", "0.4 percentage points below the way to the goal."),
        ("2014", 0.89, 0.03, "unsure", "Cannot be told apart from the way to the goal."),
        ("2014", 0.89, 0.02, "behind", "below the way"),
        ("2017", 0.94, None, "behind", "1.0 percentage points below the goal."),
        ("2017", 0.95, None, "met", "The goal is reached."),
    ],
)
def test_a_share_that_is_to_rise(period: str, share: float, margin: float | None, standing: str, sentence: str) -> None:
    with translation.override("en"):
        verdict = say_verdict(row(period, share, margin), MORE)
    assert verdict.standing == standing
    assert sentence in verdict.sentence


def test_a_hidden_figure_and_a_point_without_a_number_are_not_judged() -> None:
    hidden = released("t", [figure("exam", "2015", {}, 2, 300)]).rows[0]
    assert say_verdict(hidden, MORE).sentence == ""
    assert say_verdict(row("2015", 0.4), None).standing == "none"


@pytest.mark.parametrize(
    ("target", "unit", "danish"),
    [(FEWER, Unit.PERSONS, "højst 341"), (MORE, Unit.SHARE, "mindst 95\u00a0%")],
)
def test_a_goal_is_told_in_words(target: Target, unit: Unit, danish: str) -> None:
    with translation.override("da"):
        assert goal_text(target, unit) == danish


def test_the_headline_is_the_newest_figure_of_the_points_own_indicator() -> None:
    rows = [
        figure("completion", year, {"definition": definition, "horizon": "25 years"}, 280, 310)
        for year in ("2014", "2013")
        for definition in ("a_youth_education", "at_least_one")
    ]
    wanted = {"definition": "at_least_one", "horizon": "25 years"}
    found = find_headline(released("completion", rows), wanted)
    assert found is not None
    assert (found.period, found.breakdown) == ("2014", wanted)
    assert find_headline(released("completion", rows), {"horizon": "25 years"}) is None


def test_the_way_to_a_goal_without_a_baseline_holds_from_the_first_period() -> None:
    point = strategy().find_point("youth_15_17")
    assert point is not None
    rows = [figure("youth_15_17", month, {}, 900, 1000) for month in ("2014-01", "2014-02", "2014-03")]
    way = trajectory_of(point, strategy(), released("youth_15_17", rows))
    assert [tuple(each) for each in way] == [("2014-01", 1.0), ("2014-03", 1.0)]


def test_the_way_to_a_goal_goes_on_after_it_as_far_as_there_are_figures() -> None:
    point = strategy().find_point("benefits")
    assert point is not None
    rows = [figure("benefits", month, {}, 350, 10_000, unit=Unit.PERSONS) for month in ("2013-01", "2016-03")]
    way = trajectory_of(point, strategy(), released("benefits", rows))
    assert [tuple(each) for each in way] == [("2013-12", 426.0), ("2015-12", 341.0), ("2016-03", 341.0)]
