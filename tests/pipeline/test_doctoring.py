"""The doctor says what is wrong with a home and what to do, finds nothing in a healthy one, and changes nothing."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, deliver, new_home, write_csv

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home, NoHome, get_home
from videre.pipeline.doctoring import Finding, examine
from videre.pipeline.importing import import_delivery
from videre.store.tombstones import Tombstones

JUNE = date(2014, 6, 30)
BENEFIT = {"cpr": ALICE, "benefit": "kontanthjaelp", "start": "2014-01-01"}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr("videre.pipeline.doctoring.LEAST_ROOM_BYTES", 0)
    monkeypatch.setattr("videre.pipeline.doctoring.cache_folder", lambda: tmp_path / "cache" / "folds-now")
    (tmp_path / "cache" / "folds-now").mkdir(parents=True)
    home = new_home(tmp_path / "home")
    deliver(home, "benefits", [BENEFIT], reported=JUNE)
    return home


def test_a_healthy_home_is_well(home: Home, capsys: pytest.CaptureFixture[str]) -> None:
    assert examine(home.paths.root) == []
    assert app(["doctor", "--home", str(home.paths.root)], result_action="return_value") == ExitCode.DONE
    assert "The home is well" in capsys.readouterr().err


def open_key(home: Home) -> None:
    (home.paths.keys / "web.key").chmod(0o644)


def lose_key(home: Home) -> None:
    (home.paths.keys / "tombstone.key").unlink()


def open_keys(home: Home) -> None:
    home.paths.keys.chmod(0o755)


def damage_ledger(home: Home) -> None:
    content = bytearray(home.paths.ledger.read_bytes())
    content[4096:8192] = b"\xff" * 4096
    home.paths.ledger.write_bytes(content)


def lose_table(home: Home) -> None:
    shutil.rmtree(home.paths.store / "benefits")


def lose_data_file(home: Home) -> None:
    next((home.paths.store / "benefits").glob("*.parquet")).unlink()


def lose_delivery(home: Home) -> None:
    shutil.rmtree(home.paths.deliveries / "1")


def interrupt_erasure(home: Home) -> None:
    Tombstones(home).add([1], JUNE)


def damage_tombstones(home: Home) -> None:
    home.paths.tombstones.write_text("{}")


def newer_form(home: Home) -> None:
    home.paths.stamp.write_text('{"form": 99}')


def no_second_place(home: Home) -> None:
    with home.paths.settings.open("a") as settings:
        settings.write("tombstones_copy: /nowhere/at/all/tombstones.json\n")


WRONG = [
    (open_key, "web.key", "chmod 600"),
    (open_keys, "keys", "chmod 700"),
    (lose_key, "tombstone.key", "Put it back"),
    (damage_ledger, "deliveries.sqlite", "videre restore"),
    (lose_table, "benefits", "videre restore"),
    (lose_data_file, "benefits", "videre restore"),
    (lose_delivery, "deliveries/1", "from a backup"),
    (interrupt_erasure, "tombstones.json", "videre erase --finish"),
    (damage_tombstones, "tombstones.json", "lies with the keys"),
    (newer_form, "home", "See there"),
    (no_second_place, "/nowhere", "settings.yaml"),
]


@pytest.mark.parametrize(("spoil", "place", "do"), WRONG)
def test_what_is_wrong_is_found_and_what_to_do_is_said(
    home: Home, spoil: Callable[[Home], None], place: str, do: str, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(home)
    found = [finding for finding in examine(home.paths.root) if finding.needs_attention]
    assert [finding for finding in found if place in finding.place and do in finding.do], found
    code = app(["doctor", "--home", str(home.paths.root)], result_action="return_value")
    assert code == ExitCode.HOME_NEEDS_ATTENTION
    assert "ATTENTION" in capsys.readouterr().out


def leave_file(home: Home) -> None:
    (home.paths.released / "a.unfinished").write_text("")


def leave_delivery(home: Home) -> None:
    (home.paths.deliveries / "2.unfinished").mkdir()


def leave_table(home: Home) -> None:
    (home.paths.store / "benefits-7").mkdir()


def leave_data_file(home: Home) -> None:
    (home.paths.store / "benefits" / "part-x.parquet").write_bytes(b"")


@pytest.mark.parametrize("spoil", [leave_file, leave_delivery, leave_table, leave_data_file])
def test_what_a_killed_process_left_is_only_worth_knowing(home: Home, spoil: Callable[[Home], None]) -> None:
    spoil(home)
    (found,) = examine(home.paths.root)
    assert not found.needs_attention
    write_csv(home.paths.root.parent / "b.csv", [BENEFIT | {"start": "2014-02-01"}])
    if spoil is leave_data_file:
        import_delivery(home, "benefits", home.paths.root.parent / "b.csv", reported=JUNE)
        assert examine(home.paths.root) == [], "the next import tidies it up"


def test_a_disk_with_little_room_needs_attention(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videre.pipeline.doctoring.LEAST_ROOM_BYTES", 2**62)
    (found,) = examine(home.paths.root)
    assert "MB free" in found.what
    assert found.needs_attention


def test_folds_that_are_not_compiled_or_of_other_versions_are_noted(home: Home) -> None:
    cache = home.paths.root.parent / "cache"
    (cache / "folds-now").rename(cache / "folds-before")
    found = examine(home.paths.root)
    assert {finding.do for finding in found} == {"videre compile", "Remove them."}


def test_where_there_is_no_home_the_doctor_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoHome):
        examine(tmp_path)


def test_a_finding_never_holds_a_person_s_number(home: Home) -> None:
    damage_ledger(home)
    found: list[Finding] = examine(home.paths.root)
    assert ALICE not in str(found)
    with closing(sqlite3.connect(home.paths.root / "x.sqlite")) as other:
        assert other.execute("PRAGMA quick_check").fetchone() == ("ok",)
    assert get_home(home.paths.root).settings.municipality == 165
