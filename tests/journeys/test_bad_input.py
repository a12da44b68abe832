"""Bad input on the command line: a clear sentence or a row set aside, the right exit code, nothing half-written."""

import sys
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, content_hash, new_home

from videre.cli.app import main
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home, get_home
from videre.store.deliveries import Ledger

NAMES = "cpr;institution;programme;start;stop;outcome\n"
GOOD = f"{ALICE};101001;1145;2013-08-01;2014-07-01;completed\n"
REPORTED = ("--reported", "2014-09-01")

# What is wrong, the file, and a word of the sentence that says so: the file is refused as a whole.
REFUSED = {
    "unknown column": (NAMES.replace("outcome", "outcome;Sagsbehandler").encode() + GOOD.encode(), "“Sagsbehandler”"),
    "wrong encoding": ((NAMES + GOOD.replace("completed", "gennemført")).encode("windows-1252"), "utf-8"),
    "empty file": (b"", "empty"),
    "names and no row": (NAMES.encode(), "no rows"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "a web page": (b"<!DOCTYPE html><html></html>", "web page"),
    "a letter": (b"Kaere kommune\nHermed filen.\n", "None of the columns"),
}
NOTHING = {"empty file", "names and no row"}
# What is wrong, the row that is wrong, and the rule by which it is set aside.
SET_ASIDE = {
    "impossible date": (GOOD.replace("2014-07-01", "2014-02-31"), "impossible_date"),
    "stop before start": (GOOD.replace("2014-07-01", "2013-07-01"), "stop_before_start"),
    "unknown code": (GOOD.replace("completed", "færdig"), "unknown_code"),
    "not a CPR number": (GOOD.replace(ALICE, "6113950101"), "invalid_cpr"),
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def videre(monkeypatch: pytest.MonkeyPatch, *words: object) -> int:
    """Run `videre` as a shell would, and return the number with which it ends."""
    monkeypatch.setattr(sys, "argv", ["videre", *map(str, words)])
    with pytest.raises(SystemExit) as ended:
        main()
    return int(ended.value.code or 0)


def bring(monkeypatch: pytest.MonkeyPatch, home: Home, register: str, content: bytes, *more: str) -> int:
    """Deliver a file, as it is typed."""
    file = home.paths.root.parent / "delivered.csv"
    file.write_bytes(content)
    return videre(monkeypatch, "import", register, file, "--home", home.paths.root, *more)


def counts(home: Home) -> tuple[int, int, int, int]:
    """Return rows in, accepted, set aside and ignored of the last delivery."""
    last = Ledger(home.paths.ledger).deliveries()[-1]
    return last.rows_in, last.accepted, last.set_aside, last.ignored


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_used_is_refused_with_a_sentence_and_leaves_nothing_behind(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    bring(monkeypatch, home, "enrolments", (NAMES + GOOD).encode(), *REPORTED)
    before, kept = content_hash(home), sorted(home.paths.deliveries.rglob("*"))
    capsys.readouterr()
    content, word = REFUSED[what]
    code = bring(monkeypatch, home, "enrolments", content, *REPORTED)
    assert code == (ExitCode.NOTHING_TAKEN if what in NOTHING else ExitCode.REFUSED)
    said = capsys.readouterr()
    assert word in said.err
    assert "Nothing of it was written." in said.err
    assert "Traceback" not in said.err
    assert said.out == ""
    assert content_hash(home) == before
    assert sorted(home.paths.deliveries.rglob("*")) == kept


@pytest.mark.parametrize("what", SET_ASIDE)
def test_a_row_that_cannot_be_used_is_set_aside_and_the_others_are_taken(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    row, rule = SET_ASIDE[what]
    content = (NAMES + GOOD.replace(ALICE, BOB) + row).encode()
    assert bring(monkeypatch, home, "enrolments", content, *REPORTED) == ExitCode.SOME_SET_ASIDE
    printed = capsys.readouterr().out
    assert "row 3, " in printed
    assert f"[{rule}]" in printed
    assert counts(home) == (2, 1, 1, 0)


@pytest.mark.parametrize("what", SET_ASIDE)
def test_it_ends_with_4_when_no_row_could_be_taken(home: Home, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    content = (NAMES + SET_ASIDE[what][0]).encode()
    assert bring(monkeypatch, home, "enrolments", content, *REPORTED) == ExitCode.NOTHING_TAKEN
    assert counts(home) == (1, 0, 1, 0)


def test_of_a_row_that_stands_twice_the_first_is_taken(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(monkeypatch, home, "enrolments", (NAMES + GOOD * 2).encode(), *REPORTED) == ExitCode.SOME_SET_ASIDE
    assert "row 3, whole row: The row stands twice in the file." in capsys.readouterr().out
    assert counts(home) == (2, 1, 1, 0)


def test_last_year_s_file_is_refused_and_the_newer_one_stands(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    this_year, last_year = b"institution;name\n101001;A\n101002;B\n", b"institution;name\n101001;A\n"
    assert bring(monkeypatch, home, "institutions", this_year, "--reported", "2015-08-01") == ExitCode.DONE
    before = content_hash(home)
    assert bring(monkeypatch, home, "institutions", last_year, "--reported", "2014-08-01") == ExitCode.REFUSED
    assert "last year's file" in capsys.readouterr().err
    assert content_hash(home) == before


def test_the_same_file_again_is_known_already_and_no_mistake(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert bring(monkeypatch, home, "enrolments", (NAMES + GOOD).encode(), *REPORTED) == ExitCode.DONE
    assert "0 taken, 1 known already" in capsys.readouterr().out
    assert len(Ledger(home.paths.ledger).deliveries()) == 1


def test_a_file_that_is_not_there_and_a_register_that_there_is_not_are_refused(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert videre(monkeypatch, "import", "enrolments", "nowhere.csv", "--home", home.paths.root) == ExitCode.REFUSED
    assert "nowhere.csv" in capsys.readouterr().err
    assert bring(monkeypatch, home, "enrolment", (NAMES + GOOD).encode(), *REPORTED) == ExitCode.REFUSED
    assert "enrolments" in capsys.readouterr().err
    assert get_home(home.paths.root).paths == home.paths
