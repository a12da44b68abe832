"""`videre erase`, `backup` and `restore` as they are typed: what they ask, print and end with."""

import io
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, deliver, new_home, stored

from videre.cli.app import app
from videre.cli.commands import erase as command
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home, get_home

JUNE = date(2014, 6, 30)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = new_home(tmp_path / "home")
    for cpr in (ALICE, BOB):
        deliver(home, "benefits", [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"}], reported=JUNE)
    return home


def videre(*words: object) -> object:
    """Run `videre` with these words."""
    return app([str(word) for word in words], result_action="return_value")


def test_a_number_is_asked_for_and_stands_in_nothing_that_is_printed(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "getpass", lambda _question: ALICE)
    monkeypatch.setattr("sys.stdin", io.StringIO("erase\n"))
    assert videre("erase", "--home", home.paths.root) == ExitCode.DONE
    printed = "".join(capsys.readouterr())
    assert "1 persons were in the store" in printed
    assert ALICE not in printed
    assert len(stored(home, "benefits")) == 1


def test_without_the_word_nobody_is_erased(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "getpass", lambda _question: ALICE)
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\n"))
    assert videre("erase", "--home", home.paths.root) == ExitCode.REFUSED
    assert len(stored(home, "benefits")) == 2


def test_numbers_come_from_a_file_or_the_input_and_an_empty_one_is_a_wrong_call(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numbers.txt").write_text("\n")
    ask = ("erase", "--home", home.paths.root, "--yes", "--cprs")
    assert videre(*ask, tmp_path / "numbers.txt") == ExitCode.WRONG_CALL
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{BOB[:6]}-{BOB[6:]}\n\n"))
    assert videre(*ask, "-") == ExitCode.DONE
    assert len(stored(home, "benefits")) == 1
    (tmp_path / "numbers.txt").write_text(f"{ALICE}\n")
    assert videre(*ask, tmp_path / "numbers.txt") == ExitCode.DONE
    assert stored(home, "benefits").is_empty()
    assert videre("erase", "--home", home.paths.root, "--finish") == ExitCode.DONE


def test_a_backup_is_written_to_a_folder_by_its_day_and_restored(
    home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert videre("backup", tmp_path, "--home", home.paths.root) == ExitCode.DONE
    file = tmp_path / "videre-backup-2016-02-01.tar.gz"
    assert file.exists()
    assert videre("erase", "--home", home.paths.root, "--yes", "--cprs", write(tmp_path / "n.txt", ALICE)) == 0
    assert videre("restore", file, "--home", home.paths.root) == ExitCode.DONE
    printed = capsys.readouterr().err
    assert "1 persons who had been erased since were erased again" in printed
    assert ALICE not in printed
    assert len(stored(get_home(home.paths.root), "benefits")) == 1


def write(file: Path, text: str) -> Path:
    file.write_text(text)
    return file
