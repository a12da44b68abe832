"""The whole house from the command line: a village of made-up people, its five points, one explained, a report."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

MEASURES = ("completion", "benefits", "youth_15_17", "exam", "pathways")
KEYS = [
    "measure", "period", "breakdown", "value", "numerator", "denominator", "unknown", "bounds_low", "bounds_high",
    "interval_low", "interval_high", "interval_kind", "unit", "target", "as_known_at", "oldest_source",
    "store_version", "method_version", "figure_id",
]  # fmt: skip


def videre(*words: object, home: Path, expect: int = 0) -> str:
    """Run `videre` as a user does, in a process of its own; return what it prints."""
    done = subprocess.run(
        [Path(sys.executable).parent / "videre", *(str(word) for word in words), "--home", str(home)],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
    )
    assert done.returncode == expect, done.stderr
    return done.stdout


def figures(home: Path, *words: object) -> list[dict[str, Any]]:
    """Return what `videre measure` answers as JSON."""
    answer: list[dict[str, Any]] = json.loads(videre("measure", *words, "--format", "json", home=home))
    return answer


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A village: home, registers in suppliers' formats, import, tables, first report."""
    root = tmp_path_factory.mktemp("village") / "home"
    videre("demo", "--size", "village", "--no-serve", home=root)
    return root


def test_the_demonstration_keeps_files_store_tables_and_a_first_report(home: Path) -> None:
    assert {path.name for path in (home / "deliveries").iterdir()} >= {"1", "17"}
    (report,) = (home / "reports").glob("*.pdf")
    text = "".join(page.extract_text() for page in PdfReader(report).pages)
    assert "2015" in text
    assert "Fuldfører" in text


def test_a_demonstration_that_is_there_is_shown_as_it_is(home: Path) -> None:
    before = sorted((home / "deliveries").iterdir())
    assert "completion" in videre("demo", "--size", "village", "--no-serve", home=home)
    assert sorted((home / "deliveries").iterdir()) == before


@pytest.mark.parametrize("name", MEASURES)
def test_each_point_answers_with_the_documented_keys(home: Path, name: str) -> None:
    answers = figures(home, name)
    assert answers
    for figure in answers:
        assert list(figure)[: len(KEYS)] == KEYS
        assert figure["measure"] == name
        assert figure["denominator"] >= figure["numerator"] >= 0
        assert figure["unknown"] >= 0


@pytest.mark.parametrize("dimension", ["sex", "origin"])
def test_a_breakdown_adds_up_to_the_whole(home: Path, dimension: str) -> None:
    for name in ("benefits", "youth_15_17", "exam"):
        (whole,) = figures(home, name)
        parts = figures(home, name, "--by", dimension)
        assert sum(part["numerator"] for part in parts) == whole["numerator"]
        assert sum(part["denominator"] for part in parts) == whole["denominator"]


def test_a_figure_as_known_earlier_is_another_figure(home: Path) -> None:
    (now,) = figures(home, "youth_15_17", "--period", "2014-12")
    (then,) = figures(home, "youth_15_17", "--period", "2014-12", "--as-known-at", "2015-01-01")
    assert now["figure_id"] != then["figure_id"]
    assert then["as_known_at"] == "2015-01-01"


def test_the_data_are_as_old_as_the_oldest_report_about_people_and_not_as_a_list_of_codes(home: Path) -> None:
    (figure,) = figures(home, "youth_15_17")
    assert figure["oldest_source"] > "2015"


def test_a_figure_is_explained_by_its_identity_and_comes_out_equal(home: Path) -> None:
    (figure,) = figures(home, "exam")
    assert "computed again: equal" in videre("explain", figure["figure_id"], home=home)


def test_official_figures_are_released_beside_ours_with_source_and_year(home: Path) -> None:
    table = json.loads((home / "released" / "official_figures.json").read_text("utf-8"))
    found = [
        row
        for row in table["rows"]
        if row["breakdown"]["indicator"] == "at_least_one"
        and row["breakdown"]["area"] == "Albertslund"
        and row["period"] == "2012"
    ]
    assert [(row["value"], row["breakdown"]["published"]) for row in found] == [(0.89, "2014")]
    assert not any(row["is_hidden"] for row in table["rows"])


def projected(home: Path, *words: object) -> list[dict[str, Any]]:
    """Return what `videre project` answers as JSON."""
    answer: list[dict[str, Any]] = json.loads(videre("project", *words, "--format", "json", home=home))
    return answer


def test_a_cohort_is_projected_with_its_three_uncertainties_and_the_ministrys_figure_beside(home: Path) -> None:
    rows = projected(home, "--cohort", "2014", "--by", "sex")
    ours = [row for row in rows if row["what"] == "projection"]
    assert {row["horizon"] for row in ours} == {"5 years", "6 years", "before 25", "10 years", "15 years", "25 years"}
    for row in ours:
        assert 0 <= row["realised_low"] <= row["expected_low"] <= row["value"] + 1e-9
        assert row["value"] <= row["expected_high"] + 1e-9
        assert row["reference"] == "Made-up country"
        assert row["se_estimation"] >= 0
        assert row["sd_chance"] >= 0
    (official,) = [row for row in rows if row["what"] == "official" and row["indicator"] == "at_least_one"]
    assert (official["value"], official["cohort"], official["published"]) == (0.89, "2012", 2014)


def test_the_measure_of_completion_tells_what_the_projection_tells(home: Path) -> None:
    told = {
        (row["breakdown"]["horizon"], row["breakdown"]["definition"]): row["value"]
        for row in figures(home, "completion", "--period", "2014")
    }
    rows = [row for row in projected(home, "--cohort", "2014") if row["what"] == "projection"]
    ours = {(row["horizon"], row["count"]): row["value"] for row in rows}
    assert told == {key: pytest.approx(ours[key]) for key in told}


def test_why_it_moved_sums_to_the_change(home: Path) -> None:
    parts = projected(home, "--cohort", "2015", "--explain", "2013", "--count", "at_least_one", "--horizon", "25")
    values = {
        cohort: projected(home, "--cohort", cohort, "--count", "at_least_one", "--horizon", "25")[0]["value"]
        for cohort in (2013, 2015)
    }
    assert sum(part["points"] for part in parts) == pytest.approx(100 * (values[2015] - values[2013]), abs=1e-9)


def test_what_if_gives_the_figure_its_difference_and_says_that_it_is_arithmetic(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "fewer.yaml"
    file.write_text(
        "title: {da: Færre afbrud, en: Fewer breaks}\nchanges:\n- scale: {what: leaves, activity: stx, factor: 0.5}\n"
        "- close: egu\n- behave_as: {group: {sex: M}, other: {sex: K}}\n"
    )
    rows = projected(home, "--cohort", "2014", "--what-if", file, "--count", "at_least_one", "--horizon", "25")
    (row,) = rows
    assert row["difference"] == pytest.approx(row["after"] - row["before"])
    assert row["difference_low"] <= row["difference"] <= row["difference_high"]
    assert "not effect" in row["caveat"]["en"]
    file.write_text("title: {da: x, en: x}\nchanges:\n- close: latin\n")
    videre("project", "--what-if", file, home=home, expect=5)


def test_the_backtest_tells_errors_coverage_and_rivals(home: Path) -> None:
    rows = projected(home, "--backtest", "--count", "a_youth_education")
    forecasts = [row for row in rows if row["what"] == "forecast"]
    scores = [row for row in rows if row["what"] == "backtest"]
    assert {row["horizon_years"] for row in scores} == {row["horizon_years"] for row in forecasts}
    assert max(row["horizon_years"] for row in scores) <= 9  # 25 years is never called back-tested
    for row in scores:
        assert 0 <= row["coverage_95"] <= 1
        assert row["ministry_like_n"] == row["n"]


def rows_of(home: Path, table: str, **breakdown: str) -> list[dict[str, Any]]:
    """Return the rows of a released table that have some breakdown."""
    rows = json.loads((home / "released" / f"completion_{table}.json").read_text("utf-8"))["rows"]
    return [row for row in rows if breakdown.items() <= row["breakdown"].items()]


def test_what_is_released_of_the_projection_is_what_the_projection_says(home: Path) -> None:
    told = {
        (row["count"], row["horizon"]): row
        for row in projected(home, "--cohort", "2015")
        if row["what"] == "projection" and row["horizon"] in ("25 years", "6 years")
    }
    for definition in ("at_least_one", "a_youth_education"):
        for horizon in ("25 years", "6 years"):
            one = told[definition, horizon]
            fan = rows_of(home, "fan", definition=definition, years=horizon.split()[0], level="95")
            (row,) = [each for each in fan if each["period"] == "2015"]
            assert (row["numerator"], row["denominator"] is None) == (None, row["is_hidden"])
            if not row["is_hidden"]:
                assert row["value"] == pytest.approx(one["value"], abs=6e-4)
                assert row["interval_low"] == pytest.approx(one["realised_low"], abs=6e-4)
                assert row["interval_high"] == pytest.approx(one["realised_high"], abs=6e-4)
    (none,) = [
        row for row in rows_of(home, "profile", to="completed_none", **{"from": "any"}) if row["period"] == "2015"
    ]
    assert none["is_hidden"] or none["value"] == pytest.approx(
        1 - told["a_youth_education", "25 years"]["value"], abs=5.1e-3
    )
    assert any(row["is_hidden"] for row in rows_of(home, "profile"))  # a village has flows of fewer than five


def test_the_released_backtest_is_the_backtest(home: Path) -> None:
    said = projected(home, "--backtest", "--count", "at_least_one")
    forecasts = {(str(row["cohort"]), str(row["horizon_years"])): row for row in said if row["what"] == "forecast"}
    released = rows_of(home, "backtest", said="said")
    assert {(row["period"], row["breakdown"]["years"]) for row in released} == set(forecasts)
    for row in released:
        one = forecasts[row["period"], row["breakdown"]["years"]]
        assert row["value"] == pytest.approx(one["said"], abs=6e-4)
        happened, inside = (
            next(each for each in rows_of(home, "backtest", said=name, years=row["breakdown"]["years"])
                 if each["period"] == row["period"])
            for name in ("happened", "inside_95")
        )  # fmt: skip
        if not happened["is_hidden"]:
            assert happened["value"] == pytest.approx(one["happened"], abs=2.5 / one["n_persons"] + 6e-4)
            assert inside["value"] == float(one["was_inside"])


def test_the_released_parts_of_a_change_sum_to_it(home: Path) -> None:
    shown = [row for row in rows_of(home, "why", definition="at_least_one") if row["value"] is not None]
    for change in [row for row in shown if row["breakdown"]["part"] == "change"]:
        parts = [
            row["value"]
            for row in shown
            if row["period"] == change["period"]
            and row["breakdown"]["horizon"] == change["breakdown"]["horizon"]
            and row is not change
        ]
        assert parts
        assert sum(parts) == pytest.approx(change["value"], abs=1e-9)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("explain", "0000000000000000"), 1),
        (("measure", "no_such_measure"), 1),
        (("project", "--cohort", "1950"), 1),
        (("project", "--horizon", "99"), 1),
        (("measure", "exam", "--by", "shoe_size"), 1),
        (("measure", "exam", "--period", "last year"), 1),
        (("report", "--half", "2030H1"), 1),
        (("measure", "--no-such-option", "1"), 2),
    ],
)
def test_a_call_that_cannot_be_answered_ends_with_a_documented_code(
    home: Path, words: tuple[str, ...], code: int
) -> None:
    videre(*words, home=home, expect=code)
