"""A CPR number goes into the kept file, and from there nowhere: not into store, ledger, list, message or log."""

import logging
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest
from tests.homes import ALICE, BOB, new_home, write_csv

from videre.cli.app import app
from videre.home.home import Home
from videre.pipeline.importing import import_delivery
from videre.registers.catalogue import REGISTERS
from videre.store.deliveries import Ledger
from videre.store.tables import list_files

CANARY = ALICE
FORMS = (CANARY, f"{CANARY[:6]}-{CANARY[6:]}")
NAME = "Kanariefugl"
JUNE = date(2014, 6, 30)

ROWS: dict[str, dict[str, object]] = {
    "persons": {
        "cpr": CANARY,
        "given_name": NAME,
        "family_name": NAME,
        "address": f"{NAME}vej 1",
        "birth_date": "1995-01-01",
        "sex": "M",
        "guardians": f"{CANARY} {BOB}",
    },
    "residence": {"cpr": FORMS[1], "municipality": 165, "start": "2010-01-01"},
    "enrolments": {"cpr": CANARY, "institution": 1, "programme": 2, "start": "2013-08-01", "outcome": "ongoing"},
    "exams": {
        "cpr": CANARY,
        "school_year": "2013/14",
        "grade": 9,
        "discipline": "science",
        "mark": 7,
        "status": "taken",
    },
    "absence": {"cpr": CANARY, "institution": 1, "month": "2014-03", "days_possible": 20},
    "readiness": {"cpr": CANARY, "assessed": "2014-01-10", "programme_group": "hf", "result": "ready"},
    "benefits": {"cpr": CANARY, "benefit": "sygedagpenge", "start": "2014-01-01"},
    "employment": {"cpr": CANARY, "month": "2014-03", "hours": 10, "kind": "ordinary", "employer": "12345678"},
    "applications": {"cpr": CANARY, "applied": "2014-03-01", "priority": 1, "programme": 2, "outcome": "pending"},
    "contacts": {"cpr": CANARY, "unit": "uu", "role": "vejleder", "start": "2014-01-01"},
    "activities": {"cpr": CANARY, "activity": "exemption", "start": "2014-01-01"},
    "notifications": {
        "event_id": CANARY,
        "cpr": CANARY,
        "event": "at_risk",
        "date": "2014-05-01",
        "institution": 1,
    },
    "cpr_changes": {"old_cpr": CANARY, "new_cpr": BOB, "date": "2014-01-01"},
}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def file_named_after_the_canary(folder: Path, register: str) -> Path:
    """Write a good row and bad ones about the canary, in a file that is named after it."""
    good = ROWS[register]
    key = next(column.name for column in REGISTERS[register].columns if column.is_key)
    bad = [{**good, key: ""}, {**good, "reported": f"{CANARY}"}, dict.fromkeys(good, CANARY)]
    return write_csv(folder / f"elev_{CANARY}_{register}.csv", [good, *bad])


def leaks(text: str) -> list[str]:
    """Return which secrets stand in a text."""
    return [secret for secret in (*FORMS, NAME) if secret in text]


def test_the_canary_is_about_every_register_of_persons() -> None:
    about_persons = {name for name, register in REGISTERS.items() if any(c.type == "cpr" for c in register.columns)}
    assert set(ROWS) == about_persons


@pytest.mark.parametrize("register", ROWS)
def test_no_number_and_no_name_leaves_the_kept_file(
    home: Home, tmp_path: Path, register: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    result = import_delivery(home, register, file_named_after_the_canary(tmp_path, register), reported=JUNE)
    assert result.accepted == 1
    assert result.set_aside >= 2
    assert leaks(repr(result) + result.problems.write_csv()) == []
    assert leaks(caplog.text) == []
    kept = [path for path in home.paths.root.rglob("*") if path.is_file()]
    originals = [path for path in kept if path.parent.parent == home.paths.deliveries and path.name != "set-aside.csv"]
    for path in set(kept) - set(originals):
        assert leaks(path.read_bytes().decode("latin-1")) == [], path
    assert leaks(" ".join(str(path.relative_to(home.paths.root)) for path in kept)) == []
    for file in list_files(home.paths, Ledger(home.paths.ledger), register):
        assert leaks(pl.read_parquet(file).write_csv()) == []  # unpacked: Parquet is compressed
        with duckdb.connect() as connection:
            assert leaks(str(connection.read_parquet(file).fetchall())) == []


@pytest.mark.parametrize("register", ROWS)
def test_no_number_and_no_name_is_printed(
    home: Home, tmp_path: Path, register: str, capfd: pytest.CaptureFixture[str]
) -> None:
    good = file_named_after_the_canary(tmp_path, register)
    headless = tmp_path / f"{CANARY}.csv"
    headless.write_text(";".join(str(value) for value in ROWS[register].values()) + "\n")
    for file in (good, headless):
        for format_ in ("text", "json"):
            words = ["import", register, str(file), "--reported", "2014-06-30", "--format", format_]
            try:
                app([*words, "--home", str(home.paths.root)], result_action="return_value")
            except Exception as error:  # noqa: BLE001 - whatever it is, its words are looked at
                print(error)
    printed = capfd.readouterr()
    assert "set aside" in printed.out
    assert leaks(printed.out.replace(str(tmp_path), "")) == []
    assert leaks(printed.err.replace(str(tmp_path), "")) == []
