"""`videre import` as it is typed: what it prints, and the number with which it ends."""

import json
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, new_home, write_csv

from videre.cli.app import COMMANDS, app, module_of
from videre.cli.exit_codes import ExitCode

GOOD = {"cpr": ALICE, "benefit": "kontanthjaelp", "start": "2014-01-01"}
BAD = {"cpr": BOB, "benefit": "kontanthjaelp", "start": "2014-02-31"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_home(tmp_path / "home").paths.root


def videre(*words: object) -> object:
    """Run `videre` with these words."""
    return app([str(word) for word in words], result_action="return_value")


def import_benefits(root: Path, *files: Path, extra: tuple[str, ...] = ()) -> object:
    return videre("import", "benefits", *files, "--home", root, "--reported", "2014-06-30", *extra)


def test_a_clean_file_ends_with_0_and_one_line(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_benefits(root, write_csv(tmp_path / "a.csv", [GOOD])) == ExitCode.DONE
    assert capsys.readouterr().out == "benefits, a.csv: 1 rows: 1 taken, 0 known already, 0 set aside.\n"


def test_set_aside_rows_end_with_3_and_are_shown_with_row_column_rule_and_list(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_csv(tmp_path / "a.csv", [GOOD, *([BAD] * 12)])
    assert import_benefits(root, file) == ExitCode.SOME_SET_ASIDE
    printed = capsys.readouterr().out
    assert "row 3, start: The date in “start” does not exist" in printed
    assert printed.count("[impossible_date]") == 10
    assert "and 2 more." in printed
    assert str(root / "deliveries" / "1" / "set-aside.csv") in printed


def test_nothing_usable_ends_with_4(root: Path, tmp_path: Path) -> None:
    assert import_benefits(root, write_csv(tmp_path / "a.csv", [BAD])) == ExitCode.NOTHING_TAKEN


def test_several_files_are_imported_in_order_and_json_lists_them(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [write_csv(tmp_path / "a.csv", [GOOD]), write_csv(tmp_path / "b.csv", [GOOD, BAD])]
    assert import_benefits(root, *files, extra=("--format", "json")) == ExitCode.SOME_SET_ASIDE
    first, second = json.loads(capsys.readouterr().out)
    assert (first["sequence"], first["accepted"], first["problems"]) == (1, 1, [])
    assert (second["rows_in"], second["ignored"], second["set_aside"]) == (2, 1, 1)
    assert second["problems"][0]["rule"] == "impossible_date"


def test_a_refusal_says_which_file_it_was(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Exception, match="no file"):
        import_benefits(root, tmp_path / "nowhere.csv")
    assert "nowhere.csv was not imported" in capsys.readouterr().err


def test_a_register_without_a_file_is_a_wrong_call(root: Path) -> None:
    assert videre("import", "benefits", "--home", root) == ExitCode.WRONG_CALL


def test_every_command_has_a_module_though_import_is_a_word_of_python() -> None:
    assert module_of("import") == "videre.cli.commands.import_"
    assert module_of("init") == "videre.cli.commands.init"
    assert "import" in COMMANDS
