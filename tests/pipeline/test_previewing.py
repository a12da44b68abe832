"""`videre import --preview`: what a mapping makes of the first rows, with nothing written and nobody named."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, CHARLIE, content_hash, deliver, new_home, write_csv

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home, writing
from videre.pipeline.importing import NoSuchFile
from videre.pipeline.previewing import preview_delivery
from videre.registers.canonical import UnknownColumn

ROWS = [
    {"CPR-nr": f"{ALICE[:6]}-{ALICE[6:]}", "Ydelseskode": "2.1", "Fra dato": "01-08-2014", "Til dato": "31-12-2014"},
    {"CPR-nr": BOB, "Ydelseskode": "9.9", "Fra dato": "2014-08-01", "Til dato": ""},
    {"CPR-nr": CHARLIE, "Ydelseskode": "2.2", "Fra dato": "01-08-2014", "Til dato": ""},
]
BESIDE = {"Registreret": "01-09-2014", "Ydelse": "x", "Sagsbehandler": "y"}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def benefits(folder: Path, n: int = 1) -> Path:
    return write_csv(folder / f"ydelser-{ALICE}.csv", [{**row, **BESIDE} for row in ROWS * n])


def everything(home: Home) -> list[tuple[str, float]]:
    """Return every file of a home and when it was last written."""
    return sorted((str(path), path.stat().st_mtime) for path in home.paths.root.rglob("*"))


def test_the_first_rows_are_shown_as_the_register_has_them(home: Home, tmp_path: Path) -> None:
    seen = preview_delivery(home, "benefits", benefits(tmp_path), mapping="job-centre-benefits")
    shown = seen.rows.select("row", "cpr", "benefit", "start", "stop", "reported", "withdrawn").rows()
    assert shown[0] == (2, f"{ALICE[:6]}****", "kontanthjaelp", "2014-08-01", "2015-01-01", "2014-09-01", "false")
    assert shown[1][1:5] == (f"{BOB[:6]}****", "?", "?", "")
    assert seen.sources["benefit"] == "Ydelseskode"
    assert seen.problems.select("row", "column", "rule").rows() == [
        (3, "Ydelseskode", "unknown_code"),
        (3, "Fra dato", "impossible_date"),
    ]


def test_only_so_many_rows_are_looked_at(home: Home, tmp_path: Path) -> None:
    file = benefits(tmp_path, n=20_000)
    with file.open("ab") as opened:
        opened.write(b"\xff\xfe not windows-1252 nor a row \x81\n")
    seen = preview_delivery(home, "benefits", file, mapping="job-centre-benefits", n_rows=4)
    assert seen.rows["row"].to_list() == [2, 3, 4, 5]


def test_nothing_is_written_and_another_may_be_writing(home: Home, tmp_path: Path) -> None:
    deliver(
        home, "benefits", [{"cpr": ALICE, "benefit": "kontanthjaelp", "start": "2014-01-01"}], reported=date(2014, 2, 1)
    )
    before, content = everything(home), content_hash(home)
    with writing(home):
        preview_delivery(home, "benefits", benefits(tmp_path), mapping="job-centre-benefits")
    assert content_hash(home) == content
    assert [path for path, _ in everything(home)] == [path for path, _ in before]


def test_names_addresses_and_numbers_stand_with_their_beginning_alone(home: Home, tmp_path: Path) -> None:
    row = {"cpr": ALICE, "given_name": "Kanariefugl", "address": "Fuglevej 1", "birth_date": "1995-01-01", "sex": "M"}
    file = write_csv(tmp_path / "persons.csv", [{**row, "guardians": f"{BOB} {CHARLIE}"}])
    seen = preview_delivery(home, "persons", file, reported=date(2014, 1, 1))
    (shown,) = seen.rows.to_dicts()
    assert (shown["given_name"], shown["address"], shown["birth_date"]) == ("K****", "F****", "1995-01-01")
    assert not [cpr for cpr in (ALICE, BOB, CHARLIE) if cpr in repr(shown)]


def test_what_an_import_would_refuse_is_refused(home: Home, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [{**ROWS[0], **BESIDE, "Ny kolonne": "x"}])
    with pytest.raises(UnknownColumn, match="Ny kolonne"):
        preview_delivery(home, "benefits", file, mapping="job-centre-benefits")
    with pytest.raises(NoSuchFile):
        preview_delivery(home, "benefits", tmp_path / "nowhere.csv")


def videre(home: Home, *words: object) -> object:
    """Run `videre import benefits` with these words."""
    said = ["import", "benefits", *map(str, words), "--mapping", "job-centre-benefits", "--home", str(home.paths.root)]
    return app(said, result_action="return_value")


def test_on_the_command_line(home: Home, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert videre(home, benefits(tmp_path), "--preview") == ExitCode.SOME_SET_ASIDE
    printed = capsys.readouterr().out
    assert "benefit <- Ydelseskode" in printed
    assert "kontanthjaelp" in printed
    assert "row 3, Ydelseskode:" in printed
    assert printed.endswith("Nothing was imported.\n")
    assert not [cpr for cpr in (ALICE, BOB, CHARLIE) if cpr in printed]
    assert videre(home, benefits(tmp_path), "--preview", "--rows", 1, "--format", "json") == ExitCode.DONE
    (seen,) = json.loads(capsys.readouterr().out)
    assert seen["rows"][0]["benefit"] == "kontanthjaelp"
    assert seen["problems"] == []
    assert not any(home.paths.deliveries.iterdir())


def test_a_preview_of_rows_of_which_none_is_usable_ends_with_4(home: Home, tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [{**ROWS[1], **BESIDE}])
    assert videre(home, file, "--preview") == ExitCode.NOTHING_TAKEN
