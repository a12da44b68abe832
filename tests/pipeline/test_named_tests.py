"""No figure appears without the name of its test, and every rate is an interval where somebody is unknown."""

import json
from datetime import date

import pytest
from tests.pipeline.small_home import course, small_home, tell_of_a_break, told

from videre.cli.app import app
from videre.definitions.catalogue import Definitions
from videre.domain.figures import Figure, Unit
from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.pipeline.measuring import measure
from videre.pipeline.releasing import release

NOW = date(2015, 12, 20)
NAMES = Definitions().names("measures")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    made = small_home(tmp_path_factory.mktemp("named"))
    tell_of_a_break(made)
    ninth = {**course("7002981111", "2013-08-10", "2014-06-27", "completed"), "programme": 110, "institution": 101001}
    told(made, "enrolments", [{**ninth, "grade": 9}], date(2014, 9, 10))
    return made


@pytest.fixture(scope="module")
def figures(home: Home) -> list[Figure]:
    return measure(home, [], parse_period("2014-09..2015-11"), (), NOW)


def test_every_figure_of_every_measure_names_its_test(figures: list[Figure]) -> None:
    assert {figure.measure for figure in figures} >= {"youth_15_17", "benefits", "pathways", "outside"}
    for figure in figures:
        assert figure.provenance.test
        assert figure.as_dict()["test"] == figure.provenance.test
    by_measure = {figure.measure: figure.provenance.test for figure in figures if figure.measure != "outside"}
    for name, test in by_measure.items():
        assert test == Definitions().measure(name).test.name


def test_every_share_lies_between_its_bounds_which_are_all_unknown_out_and_in(figures: list[Figure]) -> None:
    shares = [figure for figure in figures if figure.unit == Unit.SHARE and figure.interval_low is None]
    assert {figure.measure for figure in shares} >= {"youth_15_17", "pathways", "outside"}
    for figure in shares:
        assert figure.bounds_low == figure.value == figure.numerator / figure.denominator
        assert figure.bounds_high == (figure.numerator + figure.unknown) / figure.denominator


@pytest.mark.parametrize("name", NAMES)
def test_every_measure_is_called_by_its_test_in_two_languages(name: str) -> None:
    called = Definitions().measure(name).test.title
    assert " " in called.da  # words, and not the test's own code
    assert " " in called.en


def test_a_released_table_bears_the_test(home: Home) -> None:
    released = release(home, NOW, ("youth_15_17", "benefits"))
    assert {table.name: table.test for table in released} == {
        "youth_15_17": "18_hours_a_week",
        "benefits": "dated_union_of_benefits",
    }


def test_the_command_prints_the_test_beside_each_figure(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["measure", "youth_15_17", "--home", str(home.paths.root), "--period", "2014-10"]
    words += ["--as-known-at", NOW.isoformat()]
    assert app(words, result_action="return_value") == 0
    assert "18_hours_a_week" in capsys.readouterr().out
    for form in ("json", "csv"):
        assert app([*words, "--format", form], result_action="return_value") == 0
        printed = capsys.readouterr().out
        assert "18_hours_a_week" in printed
        assert "smallest_change" in printed
        if form == "json":
            assert all(row["test"] for row in json.loads(printed))


def test_full_time_persons_stand_beside_persons(home: Home) -> None:
    both = measure(home, ["benefits"], parse_period("2014-10"), ("unit",), NOW)
    assert {figure.breakdown["unit"] for figure in both} == {"persons", "full_time_persons"}
    assert len({figure.figure_id for figure in both}) == len(both)


def test_each_named_test_gives_its_own_figures_under_its_own_name(home: Home) -> None:
    by_test = measure(home, ["youth_15_17"], parse_period("2014-10"), ("test",), NOW)
    assert {figure.breakdown["test"]: figure.provenance.test for figure in by_test} == {
        name: name for name in ("18_hours_a_week", "20_hours_a_week", "78_hours_a_month")
    }
    assert len({figure.figure_id for figure in by_test}) == 3
