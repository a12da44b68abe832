"""Casework and the command line: an import fills it, an erasure reaches it and every restored backup."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from tests.homes import new_home, write_csv

from videre.home.home import Home, get_home

HERE = Path(__file__).resolve().parents[3]
ALICE, BOB = "6101990104", "6203990205"
PERSONS = [
    {"cpr": cpr, "given_name": name, "family_name": "Holm", "address": f"{name}svej 1", "postal_code": 2620}
    | {"birth_date": born, "sex": "K", "guardians": BOB if name == "Alice" else None}
    for cpr, name, born in ((ALICE, "Alice", "1999-01-01"), (BOB, "Bobette", "1999-03-02"))
]
RESIDENCE = [{"cpr": cpr, "municipality": 165, "start": "2005-01-01", "stop": None} for cpr in (ALICE, BOB)]


def videre(home: Home, *arguments: str, said: str = "") -> str:
    """Run `videre` on a home as a user does, and return what it prints."""
    environment = {**os.environ, "VIDERE_HOME": str(home.paths.root), "PYTHONPATH": f"{HERE / 'src'}:{HERE}"}
    environment.pop("VIDERE_DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    script = "from videre.cli.app import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        env=environment,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def names_in(home: Home) -> list[str]:
    """Return the names that the casework database of a home holds."""
    with closing(sqlite3.connect(home.paths.casework)) as database:
        return [name for (name,) in database.execute("SELECT given_name FROM people_person ORDER BY 1")]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home whose casework knows Alice, and Bobette who holds custody of her; to be copied."""
    tmp_path = tmp_path_factory.mktemp("made")
    home = new_home(tmp_path / "home")
    videre(home, "manage", "migrate", "--verbosity", "0")
    for register, rows in (("persons", PERSONS), ("residence", RESIDENCE)):
        videre(home, "import", register, str(write_csv(tmp_path / f"{register}.csv", rows)), "--reported", "2016-01-01")
    return home


@pytest.fixture
def filled(made: Home, tmp_path: Path) -> Home:
    """Return a copy of the home."""
    shutil.copytree(made.paths.root, tmp_path / "home")
    return get_home(tmp_path / "home")


def test_an_import_fills_casework_and_an_erasure_reaches_it_and_every_restored_backup(
    filled: Home, tmp_path: Path
) -> None:
    assert names_in(filled) == ["Alice", "Bobette"]
    backup = tmp_path / "before.tar.gz"
    videre(filled, "backup", str(backup))
    videre(filled, "erase", "--cprs", "-", "--yes", said=BOB)
    assert names_in(filled) == ["Alice"]
    assert b"Bobette" not in filled.paths.casework.read_bytes()
    videre(filled, "restore", str(backup))
    assert names_in(filled) == ["Alice"]
    assert b"Bobette" not in filled.paths.casework.read_bytes()
    with closing(sqlite3.connect(filled.paths.casework)) as database:
        assert database.execute("SELECT count(*) FROM people_guardian").fetchone() == (0,)


def test_a_delivery_that_casework_missed_is_taken_by_the_nightly_run(filled: Home, tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled.paths.casework)) as database, database:
        database.execute("DELETE FROM people_takendelivery WHERE register = 'residence'")
        database.execute("DELETE FROM people_residencerow")
    videre(filled, "import", "persons", str(write_csv(tmp_path / "more.csv", PERSONS)), "--reported", "2016-01-02")
    with closing(sqlite3.connect(filled.paths.casework)) as database:
        assert database.execute("SELECT count(*) FROM people_residencerow").fetchone() == (2,)


def test_measuring_loads_no_django(filled: Home) -> None:
    script = (
        "import sys; from videre.cli.app import app; import videre.cli.commands.measure, videre.cli.commands.import_;"
        "assert not [name for name in sys.modules if name.startswith('django')]"
    )
    environment = {**os.environ, "PYTHONPATH": f"{HERE / 'src'}:{HERE}"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def door_opened(home: Home) -> None:
    """Let Bobette have come in as the guardian of Alice."""
    user = {"password": "!", "user_name": "guardian-1", "display_name": "Forælder", "role": "guardian", "unit": ""}
    user |= {"is_active": 1, "is_demo": 0, "stamp": "", "totp_secret": "", "totp_step": 0, "comes_from": "x|guardian|1"}
    names, places = ", ".join(user), ", ".join("?" * len(user))
    with closing(sqlite3.connect(home.paths.casework)) as database, database:
        made = database.execute(f"INSERT INTO accounts_user ({names}) VALUES ({places})", [*user.values()])  # noqa: S608
        database.execute(
            "INSERT INTO access_door (user_id, person_id, kind, blind) "
            "SELECT ?, person_id, 'guardian', blind FROM people_guardian",
            [made.lastrowid],
        )


def who_comes_in(home: Home) -> tuple[int, int]:
    """Return how many doors and guardians the casework database of a home holds."""
    with closing(sqlite3.connect(home.paths.casework)) as database:
        doors = database.execute("SELECT count(*) FROM access_door").fetchone()
        return doors + database.execute("SELECT count(*) FROM accounts_user WHERE role = 'guardian'").fetchone()


def test_an_import_that_names_a_guardian_no_more_closes_the_door_at_once(filled: Home, tmp_path: Path) -> None:
    door_opened(filled)
    assert who_comes_in(filled) == (1, 1)
    rows = [{**row, "guardians": None} for row in PERSONS]
    videre(filled, "import", "persons", str(write_csv(tmp_path / "again.csv", rows)), "--reported", "2016-02-01")
    assert who_comes_in(filled) == (0, 0)


def test_an_erased_guardian_comes_in_no_more_by_a_restored_backup(filled: Home, tmp_path: Path) -> None:
    door_opened(filled)
    backup = tmp_path / "before.tar.gz"
    videre(filled, "backup", str(backup))
    videre(filled, "erase", "--cprs", "-", "--yes", said=BOB)
    assert who_comes_in(filled) == (0, 0)
    videre(filled, "restore", str(backup))
    assert who_comes_in(filled) == (0, 0)
