"""Frozen months, what was revised since and by which delivery, and explaining a figure again."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.pipeline.small_home import ALICE, BOB, small_home, tell_of_a_break

from videre.cli.app import app
from videre.cli.commands.explain import lines_of
from videre.domain.periods import parse_period
from videre.home.home import Home
from videre.pipeline.explaining import explain
from videre.pipeline.freezing import freeze
from videre.pipeline.measuring import measure
from videre.pipeline.revising import Revision, revisions

THEN, NOW = date(2014, 11, 20), date(2015, 3, 1)
OCTOBER, AUTUMN = parse_period("2014-10"), parse_period("2014-09..2014-10")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return small_home(tmp_path)


def steps_of(revision: Revision) -> list[tuple[str, float]]:
    """Return by which delivery the numerator changed, and how much."""
    return [
        (f"{step.delivery.sequence} {step.delivery.register}" if step.delivery else "none", step.changes["numerator"])
        for step in revision.steps
    ]


def test_a_month_is_frozen_once_and_its_figures_are_stored_values(home: Home) -> None:
    assert freeze(home, ["youth_15_17"], AUTUMN, (), THEN) == (2, 0)
    tell_of_a_break(home)
    assert freeze(home, ["youth_15_17"], AUTUMN, (), NOW) == (0, 2)
    (revision,) = revisions(home, ["youth_15_17"], None, NOW)
    assert revision.frozen.figure["numerator"] == 3
    assert revision.frozen.figure["as_known_at"] == "2014-11-20"


def test_nothing_is_revised_while_nothing_new_is_told(home: Home) -> None:
    freeze(home, ["youth_15_17"], AUTUMN, (), THEN)
    assert revisions(home, [], None, THEN) == []


def test_a_revision_names_each_delivery_that_made_it(home: Home) -> None:
    freeze(home, ["youth_15_17"], AUTUMN, (), THEN)
    tell_of_a_break(home, BOB)
    tell_of_a_break(home, ALICE, stop="2014-09-20", reported=date(2015, 1, 5))
    by_month = {each.frozen.figure["period"]: each for each in revisions(home, ["youth_15_17"], None, NOW)}
    assert steps_of(by_month["2014-10"]) == [("6 enrolments", -1), ("7 enrolments", -1)]
    assert steps_of(by_month["2014-09"]) == [("7 enrolments", -1)]
    assert by_month["2014-10"].now is not None
    assert by_month["2014-10"].now.numerator == 1


def test_a_delivery_that_is_not_known_on_the_day_revises_nothing(home: Home) -> None:
    freeze(home, ["youth_15_17"], OCTOBER, (), THEN)
    tell_of_a_break(home)
    assert revisions(home, ["youth_15_17"], None, date(2014, 11, 30)) == []


def test_a_report_that_a_delivery_held_already_is_told_later_by_that_delivery(home: Home) -> None:
    tell_of_a_break(home)
    freeze(home, ["youth_15_17"], OCTOBER, (), THEN)
    (revision,) = revisions(home, ["youth_15_17"], None, NOW)
    (step,) = revision.steps
    assert step.delivery is None
    assert [each.register for each in step.told_later] == ["enrolments"]
    assert step.changes["numerator"] == -1


def test_only_the_months_asked_for_are_looked_at(home: Home) -> None:
    freeze(home, ["youth_15_17"], AUTUMN, (), THEN)
    tell_of_a_break(home, ALICE, stop="2014-09-20")
    assert len(revisions(home, ["youth_15_17"], None, NOW)) == 2
    assert len(revisions(home, ["youth_15_17"], OCTOBER, NOW)) == 1


def test_a_breakdown_can_be_frozen_and_revised(home: Home) -> None:
    freeze(home, ["youth_15_17"], OCTOBER, ("class",), THEN)
    tell_of_a_break(home)
    changed = {each.frozen.figure["breakdown"]["class"] for each in revisions(home, [], None, NOW)}
    assert changed == {"education", "off_plan"} or changed == {"education", "off_plan", "unknown"}


def test_a_figure_computed_again_is_equal_and_one_of_changed_data_says_what_changed(home: Home) -> None:
    (figure,) = measure(home, ["youth_15_17"], OCTOBER, (), NOW)
    assert explain(home, figure.figure_id).differences == {}
    tell_of_a_break(home)
    explanation = explain(home, figure.figure_id)
    assert explanation.differences["numerator"] == (3, 2)
    assert explanation.changed_since == ("store_version",)
    assert [delivery.register for delivery in explanation.deliveries_since] == ["enrolments"]
    lines = "\n".join(lines_of(explanation))
    assert "computed again: differs" in lines
    assert "delivered since: 6 enrolments from canonical" in lines


def test_the_commands_freeze_and_show_revisions(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--home", str(home.paths.root)]
    words = ["youth_15_17", "--period", "2014-10"]
    assert app(["freeze", *words, *root, "--as-known-at", "2014-11-20"], result_action="return_value") == 0
    tell_of_a_break(home)
    capsys.readouterr()
    assert app(["revisions", *words, *root, "--format", "json"], result_action="return_value") == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["by"], row["numerator"], row["test"]) == ("6 enrolments from canonical", -1, "18_hours_a_week")
    assert (row["value"], row["value_now"]) == (1.0, pytest.approx(2 / 3))
    assert app(["revisions", *root], result_action="return_value") == 0
    assert "enrolments" in capsys.readouterr().out
