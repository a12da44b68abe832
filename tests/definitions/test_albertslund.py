"""The strategy's text, fact by fact, against its file."""

import re
from datetime import date

import pytest
import yaml
from tests.shared import shared_file

from videre.definitions.catalogue import Definitions
from videre.definitions.files import SHIPPED
from videre.definitions.strategy import Initiative, Strategy
from videre.domain.figures import Unit

SEATS = {"arbejdsmarked_erhverv_ydelse", "skole_uddannelse", "social_familie", "uu_vestegnen"}


@pytest.fixture(scope="module")
def strategy() -> Strategy:
    return Definitions().strategy("albertslund-2014-2017")


def initiative(strategy: Strategy, number: str) -> Initiative:
    return next(each for each in strategy.list_initiatives() if each.number == number)


def value(strategy: Strategy, indicator: str, period: str, kind: str) -> list[float]:
    return [f.value for f in strategy.list_figures(indicator) if (f.period, f.kind) == (period, kind)]


def test_it_holds_to_the_end_of_2017_in_albertslund(strategy: Strategy) -> None:
    assert strategy.last_day == date(2017, 12, 31)
    assert strategy.municipality == 165


@pytest.mark.parametrize(
    ("indicator", "period", "kind", "expected"),
    [
        ("a_youth_education", "2007", "projected", 0.74),
        ("a_youth_education", "2012", "projected", 0.84),
        ("a_youth_education", "2014/15", "target", 0.84),
        ("a_youth_education", "2017", "target", 0.85),
        ("a_youth_education", "2022", "target", 0.90),
        ("at_least_one", "2012", "projected", 0.89),
        ("at_least_one", "2017", "target", 0.95),
        ("higher_education", "2012", "projected", 0.58),
        ("long_higher_education", "2012", "projected", 0.26),
        ("young_on_benefits", "2013-12", "observed", 426),
        ("young_on_benefits", "2015-12", "target", 341),
    ],
)
def test_every_figure_of_the_text_is_told_once(
    strategy: Strategy, indicator: str, period: str, kind: str, expected: float
) -> None:
    assert value(strategy, indicator, period, kind) == [expected]


def test_the_text_tells_no_figure_beside_these(strategy: Strategy) -> None:
    assert len(strategy.figures) == 11 + len({"all 15-17-year-olds", "nobody lacks the exam"})


def test_who_set_each_target_of_another_plan(strategy: Strategy) -> None:
    set_by = {f.period: f.set_by for f in strategy.list_figures("a_youth_education") if f.kind == "target"}
    assert set_by == {"2014/15": "foerste_ungestrategi", "2017": "skole_for_alle", "2022": "skole_for_alle"}


def test_the_two_ways_of_counting_never_share_a_curve(strategy: Strategy) -> None:
    of_2012 = [f for f in strategy.figures if f.period == "2012" and f.value in {0.84, 0.89}]
    assert {f.indicator for f in of_2012} == {"a_youth_education", "at_least_one"}
    for point in strategy.measurement_points:
        if point.target is not None:
            drawn = strategy.list_figures(point.target.indicator)
            assert {f.indicator for f in drawn} == {point.target.indicator}


def test_the_fall_in_benefits_is_20_per_cent_of_426_rounded_up(strategy: Strategy) -> None:
    point = strategy.find_point("benefits")
    assert point is not None
    assert point.target is not None
    assert point.target.goal.value == 341  # 426 * 0.8 = 340.8, and a ceiling in whole persons
    assert 426 * 0.8 <= 341 < 426 * 0.8 + 1
    assert (point.target.baseline.value, point.target.wanted) == (426, "at_most")  # type: ignore[union-attr]


def test_the_five_measurement_points_and_their_measures(strategy: Strategy) -> None:
    assert [(p.number, p.measure) for p in strategy.measurement_points] == [
        (1, "completion"),
        (2, "benefits"),
        (3, "youth_15_17"),
        (4, "exam"),
        (5, "pathways"),
    ]
    assert strategy.measurement_points[4].target is None  # "more" without a number


def test_the_vision_is_judged_by_the_ministrys_newest_figure(strategy: Strategy) -> None:
    target = strategy.find_target("completion", Unit.SHARE, {"definition": "at_least_one", "horizon": "25 years"})
    assert target is not None
    assert target.judged_by == "official"
    assert (target.baseline.value, target.goal.value) == (0.89, 0.95)  # type: ignore[union-attr]


def test_the_reading_of_one_and_at_least_one_is_recorded(strategy: Strategy) -> None:
    assert "one_or_at_least_one" in {reading.about for reading in strategy.readings}


def test_four_principles_three_focus_areas_and_a_foundation_of_two(strategy: Strategy) -> None:
    assert [p.number for p in strategy.principles] == [1, 2, 3, 4]
    assert [a.number for a in strategy.focus_areas] == [1, 2, 3]
    assert len(strategy.foundation) == 2


def test_all_18_initiatives_stand_in_their_focus_areas(strategy: Strategy) -> None:
    letters = {1: "abcdefg", 2: "abcde", 3: "abcdef"}
    for area in strategy.focus_areas:
        assert [i.number for i in area.initiatives] == [f"5.{area.number}{letter}" for letter in letters[area.number]]


@pytest.mark.parametrize(
    ("number", "actors", "partners"),
    [
        ("5.1a", {"folkeskoler", "uu_vestegnen"}, {"foraeldre"}),
        ("5.1b", {"folkeskoler", "ungecenter"}, {"erhvervsskoler", "virksomheder"}),
        ("5.1c", {"sundhedsplejen", "daginstitutioner"}, {"foraeldre"}),
        ("5.1d", set(), set()),
        ("5.1e", {"folkeskoler"}, set()),
        ("5.1f", {"daginstitutioner", "folkeskoler", "klubber"}, {"virksomheder"}),
        ("5.1g", set(), {"foreninger", "klubber"}),
        ("5.2a", {"styregruppen"}, SEATS),
        ("5.2b", set(), set()),
        ("5.2c", {"jobcenter", "folkeskoler", "social_familie", "skole_uddannelse", "uu_vestegnen"}, set()),
        ("5.2d", set(), {"folkeskoler", "jobcenter", "uu_vestegnen"}),
        ("5.2e", {"ungenetvaerket"}, SEATS),
        ("5.3a", {"ungecenter", "jobcenter", "uu_vestegnen"}, set()),
        ("5.3b", {"ungeenheden"}, {"uu_vestegnen", "erhvervsskoler", "vestegnen_hf_vuc"}),
        ("5.3c", set(), {"leverandoerer", "virksomheder"}),
        ("5.3d", {"uu_vestegnen"}, {"uu_bestyrelsen", "borgmesterforum"}),
        ("5.3e", set(), {"mentorer", "stoettekontaktpersoner", "unge"}),
        ("5.3f", {"ungeenheden", "ungecenter", "uu_vestegnen"}, set()),
    ],
)  # fmt: skip
def test_the_named_actors_and_partners(strategy: Strategy, number: str, actors: set[str], partners: set[str]) -> None:
    assert set(initiative(strategy, number).actors) == actors
    assert set(initiative(strategy, number).partners) == partners


def test_the_reading_lists_exactly_the_initiatives_without_an_actor(strategy: Strategy) -> None:
    without = {each.number for each in strategy.list_initiatives() if not each.actors}
    reading = next(r for r in strategy.readings if r.about == "initiatives_without_an_actor")
    assert set(re.findall(r"5\.\d[a-g]", reading.text.da)) == without
    assert set(re.findall(r"5\.\d[a-g]", reading.text.en)) == without


def test_the_only_dated_milestone_is_the_day_care_strategy_of_2015(strategy: Strategy) -> None:
    dated = [(each.number, m.due) for each in strategy.list_initiatives() for m in each.milestones]
    assert dated == [("5.1c", "2015")]


def test_every_initiative_says_what_it_should_move_and_whose_reading_that_is(strategy: Strategy) -> None:
    for each in strategy.list_initiatives():
        assert each.moves, each.number
        assert each.serves, each.number
    said = {(i.number, e.point) for i in strategy.list_initiatives() for e in i.moves if e.basis == "said"}
    assert said == {("5.1b", 5), ("5.2d", 1), ("5.3a", 4), ("5.3b", 2), ("5.3f", 3)}


def test_the_organisation_is_that_of_chapter_6(strategy: Strategy) -> None:
    organisation = strategy.organisation
    assert organisation is not None
    assert [(m.actor, m.chairs) for m in organisation.steering_group] == [
        ("arbejdsmarked_erhverv_ydelse", True),
        ("skole_uddannelse", False),
        ("social_familie", False),
        ("uu_vestegnen", False),
    ]
    assert [m.actor for m in organisation.steering_group if m.since_this_strategy] == ["uu_vestegnen"]
    assert organisation.project_lead == ("boern_kultur_velfaerd", "by_miljoe_beskaeftigelse")
    assert strategy.actors["uu_vestegnen"].kind == "authority"


def test_it_is_reported_twice_a_year_to_council_and_forum(strategy: Strategy) -> None:
    assert strategy.reporting is not None
    assert strategy.reporting.times_a_year == 2
    assert strategy.reporting.to == ("kommunalbestyrelsen", "strategisk_uddannelsesforum")


def test_the_target_group_is_children_and_young_people_up_to_30(strategy: Strategy) -> None:
    assert strategy.target_group.under_age_years == 30


def test_the_plans_under_beside_and_behind_the_umbrella(strategy: Strategy) -> None:
    assert strategy.umbrella is not None
    by_relation: dict[str, set[str]] = {}
    for key, plan in strategy.plans.items():
        by_relation.setdefault(plan.relation, set()).add(key)
    assert by_relation == {
        "under": {
            "skole_for_alle", "smart_cities", "ungeenhedens_handleplan", "daginstitutionsstrategien",
            "kriminalitetsforebyggelse",
        },
        "beside": {"campus_albertslund"},
        "builds_on": {
            "forstad_paa_forkant", "foerste_ungestrategi", "regeringens_maalsaetning", "beskaeftigelsesplan_2015",
        },
        "national": {
            "folkeskolereformen", "beskaeftigelsesreformen", "erhvervsuddannelsesreformen", "sociale_2020_maal",
            "vejledningsreformen",
        },
    }  # fmt: skip


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


@pytest.mark.shared
def test_the_sentences_are_our_own() -> None:
    """No nine words in a row are the published text's. Names of plans and units are shorter than that."""
    theirs = words(shared_file("ungestrategi.txt").read_text("utf-8"))
    runs = {tuple(theirs[i : i + 9]) for i in range(len(theirs) - 8)}
    file = yaml.safe_load((SHIPPED / "strategies" / "albertslund-2014-2017.yaml").read_text("utf-8"))
    for text in every_text(file):
        ours = words(text)
        copied = [" ".join(ours[i : i + 9]) for i in range(len(ours) - 8) if tuple(ours[i : i + 9]) in runs]
        assert copied == []


def every_text(value: object) -> list[str]:
    """Return every text of a nest of lists and mappings."""
    if isinstance(value, dict):
        return [text for each in value.values() for text in every_text(each)]
    if isinstance(value, list):
        return [text for each in value for text in every_text(each)]
    return [value] if isinstance(value, str) else []


@pytest.mark.shared
@pytest.mark.parametrize(
    "fact",
    ["84 %", "74 %", "85 %", "90 %", "95 %", "89 %", "58%", "26%", "426", "341", "2015", "31. december", "500 nye"],
)
def test_the_facts_are_those_of_the_published_text(fact: str) -> None:
    assert fact in " ".join(shared_file("ungestrategi.txt").read_text("utf-8").split())
