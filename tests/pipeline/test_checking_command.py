"""`videre check` as it is typed: what it prints, what it writes, and the number with which it ends."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, deliver, new_home

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.domain.refusals import Refused
from videre.home.home import Home

GOOD = {"cpr": ALICE, "activity": "bridge_building", "start": "2016-01-01", "review": "2016-03-01"}
LAPSED = GOOD | {"review": "2016-01-20"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = new_home(tmp_path / "home")
    person = {"cpr": ALICE, "birth_date": "1995-01-01", "sex": "M"}
    deliver(made, "persons", [person], reported=date(2016, 1, 31))
    return made


def check(home: Home, *words: object) -> object:
    return app([str(word) for word in ("check", "--home", home.paths.root, *words)], result_action="return_value")


def test_nothing_to_mend_ends_with_0(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    deliver(home, "activities", [GOOD], reported=date(2016, 1, 31))
    assert check(home) == ExitCode.DONE
    printed = capsys.readouterr().out
    assert "As known at 2016-02-01: 2 rows" in printed
    assert "Nothing to mend: canonical." in printed
    assert "never delivered" in printed


def test_something_to_mend_ends_with_3_and_says_whose_what_and_how_many(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver(home, "activities", [LAPSED], reported=date(2016, 1, 31))
    assert check(home) == ExitCode.SOME_SET_ASIDE
    printed = capsys.readouterr().out
    assert "canonical: 1 to mend." in printed
    assert "1  wrong     activities, status_past_review: The day in “review” has passed" in printed
    assert "--out" in printed


def test_a_late_delivery_ends_with_3(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    deliver(home, "activities", [GOOD | {"start": "2015-12-01"}], reported=date(2015, 12, 20))
    assert check(home) == ExitCode.SOME_SET_ASIDE
    assert "LATE" in capsys.readouterr().out


def test_lists_are_written_where_they_are_asked_for(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deliver(home, "activities", [LAPSED], reported=date(2016, 1, 31))
    check(home, "--out", tmp_path / "lists")
    assert "canonical.csv" in capsys.readouterr().out
    names, row = (tmp_path / "lists" / "canonical.csv").read_text("utf-8-sig").splitlines()
    assert names == "severity;register;file;row;place;column;rule;da;en;delivery"
    assert row.startswith("wrong;activities;activities-delivered.csv;2;;review;status_past_review;")


def test_json_has_the_documented_keys(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    deliver(home, "activities", [LAPSED], reported=date(2016, 1, 31))
    assert check(home, "--format", "json") == ExitCode.SOME_SET_ASIDE
    said = json.loads(capsys.readouterr().out)
    assert list(said) == ["as_known_at", "rows", "rules", "problems", "by_rule", "feeds", "lists"]
    assert said["problems"] == sum(rule["n"] for rule in said["by_rule"]) == 1
    assert said["by_rule"][0] | {"da": "", "en": ""} == {
        "sender": "canonical",
        "severity": "wrong",
        "register": "activities",
        "rule": "status_past_review",
        "n": 1,
        "da": "",
        "en": "",
    }
    assert {"register", "sender", "state", "late_since", "n_persons"} <= set(said["feeds"][0])


def test_another_day_is_another_answer(home: Home) -> None:
    deliver(home, "activities", [LAPSED], reported=date(2016, 1, 10))
    assert check(home, "--as-known-at", "2016-01-11") == ExitCode.DONE


def test_an_empty_home_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="nothing to check"):
        check(new_home(tmp_path / "empty"))
