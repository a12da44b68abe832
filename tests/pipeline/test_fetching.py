"""Fetched files: dated, immutable, with a manifest that says all; and figures read from them and nowhere else."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from tests.homes import TODAY, content_hash, new_home, stored
from tests.registers.opendata.asking import NOON, client_at, fetch_from, kept_files
from tests.registers.opendata.server import SECRET, Reply, Request, as_json, serving
from tests.registers.opendata.speaking import PUBLISHED, statbank, table

from videre.definitions.files import NoSuchDefinition
from videre.home.home import Home
from videre.pipeline.fetching import NothingFetchedYet, fetch, read_fetched
from videre.registers.opendata.kept import FetchedFilesChanged, list_kept
from videre.store.deliveries import Ledger

NEET = table("statbank-neet")
STATUS = table("statbank-education-status")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home")


def fetch_neet(home: Home, updated: str = PUBLISHED, **more: object) -> None:
    with serving(statbank(NEET, updated=updated)) as source:
        (result,) = fetch_from(source, home, "statbank", NEET.name, **more)  # type: ignore[arg-type]
    assert result.refusal == ""


def test_the_manifest_says_what_was_asked_when_it_was_published_and_on_what_terms(home: Home) -> None:
    fetch_neet(home)
    (kept,) = list_kept(home.paths.fetched, NEET)
    said = json.loads((kept.folder / "manifest.json").read_text("utf-8"))
    assert said["query"]["table"] == "NEET2"
    assert said["query"]["format"] == "JSONSTAT"
    assert said["address"].endswith("/v1/data")
    assert said["published"] == PUBLISHED
    assert said["fetched"] == "2015-09-01T12:00:00+02:00"
    assert said["credit"] == "Kilde: Danmarks Statistik, Statistikbanken, tabel NEET2"
    assert said["licence"] == "CC BY 4.0"
    (file,) = said["files"]
    raw = (kept.folder / file["name"]).read_bytes()
    assert (file["sha256"], file["n_bytes"]) == (hashlib.sha256(raw).hexdigest(), len(raw))
    assert json.loads(raw)["dataset"]["dimension"]["id"][-1] == "ContentsCode"  # as it was answered
    assert SECRET not in json.dumps(said)


def test_fetched_files_cannot_be_written_to_and_lie_in_a_dated_folder(home: Home) -> None:
    fetch_neet(home)
    (kept,) = list_kept(home.paths.fetched, NEET)
    assert kept.folder.name.startswith("2015-09-01T120000-")
    assert kept.folder.parent == home.paths.fetched / "statbank" / "statbank-neet"
    assert {path.stat().st_mode & 0o777 for path in kept.folder.iterdir()} == {0o400}


def test_the_figures_are_official_figures_with_credit_known_since_the_day_of_publication(home: Home) -> None:
    fetch_neet(home)
    rows = stored(home, "official_figures")
    assert set(rows["source"]) == {"Kilde: Danmarks Statistik, Statistikbanken, tabel NEET2"}
    assert set(rows["reported"]) == {date(2015, 6, 11)}
    assert set(rows["published"]) == {2015}
    (delivery,) = Ledger(home.paths.ledger).deliveries()
    assert (delivery.sender, delivery.set_aside) == ("Danmarks Statistik", 0)


def test_the_same_fetched_again_changes_nothing(home: Home) -> None:
    fetch_neet(home)
    files, content = kept_files(home), content_hash(home)
    fetch_neet(home)
    fetch_neet(home, again=True)
    fetch_neet(home, at=NOON.replace(month=10), again=True)
    assert (kept_files(home), content_hash(home)) == (files, content)


def test_a_new_edition_is_kept_beside_the_old_one_and_adds_what_it_says_otherwise(home: Home) -> None:
    fetch_neet(home)
    n_before = len(stored(home, "official_figures"))
    fetch_neet(home, "2015-10-01T08:00:00", at=NOON.replace(month=11))
    assert len(list_kept(home.paths.fetched, NEET)) == 2
    assert len(stored(home, "official_figures")) == n_before  # the same figures, said again in the same year
    fetch_neet(home, "2016-01-15T08:00:00", at=NOON.replace(year=2016, month=1))
    assert len(stored(home, "official_figures")) == 2 * n_before  # another year's edition is a figure of its own


def test_killed_between_keeping_and_importing_the_next_run_imports(home: Home) -> None:
    with serving(statbank(NEET)) as source:
        fetch(home, "statbank", (NEET.name,), at=NOON, find_client=lambda _: client_at(source), with_import=False)
        assert Ledger(home.paths.ledger).deliveries() == []
        (result,) = fetch_from(source, home, "statbank", NEET.name)
    assert result.outcome == "unchanged"
    assert result.imported is not None
    assert result.imported.accepted == result.n_figures > 0


def test_files_brought_from_another_machine_are_imported_without_a_network(home: Home, tmp_path: Path) -> None:
    other = new_home(tmp_path / "other")
    fetch_neet(home)
    fetch_neet(home, "2015-10-01T08:00:00", at=NOON.replace(month=11))
    shutil.copytree(home.paths.fetched, other.paths.fetched)
    results = read_fetched(other, "statbank", ())
    assert [result.outcome for result in results] == ["read", "read"]
    assert (
        stored(other, "official_figures")
        .drop("sequence")
        .equals(stored(home, "official_figures").drop("sequence"), null_equal=True)
    )


def test_a_file_that_was_changed_afterwards_is_not_read(home: Home) -> None:
    fetch_neet(home)
    (kept,) = list_kept(home.paths.fetched, NEET)
    raw = next(path for path in kept.folder.iterdir() if path.name != "manifest.json")
    raw.chmod(0o600)
    raw.write_bytes(raw.read_bytes().replace(b"1", b"2", 1))
    with pytest.raises(FetchedFilesChanged, match="not as it was fetched"):
        read_fetched(home, "statbank", ())
    (kept.folder / "manifest.json").chmod(0o600)
    (kept.folder / "manifest.json").write_text("{}")
    with pytest.raises(FetchedFilesChanged, match="cannot be read"):
        read_fetched(home, "statbank", ())


def test_a_table_that_is_refused_does_not_keep_the_others_from_being_fetched(home: Home) -> None:
    answers = {NEET.table: lambda _request: as_json({"odd": 1}), STATUS.table: statbank(STATUS)}

    def answer(request: Request) -> Reply:
        return answers[request.body["table"]](request)

    with serving(answer) as source:
        results = fetch_from(source, home, "statbank", NEET.name, STATUS.name)
    assert {result.table.name: result.outcome for result in results} == {NEET.name: "refused", STATUS.name: "fetched"}


def test_a_source_that_does_not_answer_is_not_asked_for_its_other_tables(home: Home) -> None:
    with serving(lambda _request: Reply(status=503)) as source:
        results = fetch_from(source, home, "statbank")
    assert len(results) == 1
    assert len(source.asked) == 4


def test_what_was_published_after_today_is_kept_and_not_imported(home: Home) -> None:
    with serving(statbank(NEET, updated="2024-05-01T08:00:00")) as source:
        (result,) = fetch_from(source, home, "statbank", NEET.name)
    assert TODAY.isoformat() in result.refusal
    assert result.imported is None
    assert result.folder is not None
    assert Ledger(home.paths.ledger).deliveries() == []


def test_a_place_that_is_not_among_the_neighbours_is_compared_when_it_is_the_homes_own(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home")
    elsewhere = Home(home.paths, home.settings.model_copy(update={"municipality": 316, "municipality_name": "Holbæk"}))
    with serving(statbank(NEET)) as source:
        (result,) = fetch_from(source, elsewhere, "statbank", NEET.name)
    assert "has no Holbæk" in result.refusal


def test_a_table_or_files_that_are_not_there_are_named(home: Home) -> None:
    with pytest.raises(NoSuchDefinition, match="statbank-neet"):
        read_fetched(home, "statbank", ("neet",))
    with pytest.raises(NothingFetchedYet, match="bring the folder"):
        read_fetched(home, "statbank", ())


KILLED = """
import os, signal, sys
from pathlib import Path
from videre.registers.opendata import kept
before = sys.argv[1]
real = getattr(kept, before)
def die(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)
setattr(kept, before, die)
from tests.registers.opendata.asking import fetch_from
from tests.registers.opendata.server import serving
from tests.registers.opendata.speaking import statbank, table
from videre.home.home import get_home
with serving(statbank(table("statbank-neet"))) as source:
    fetch_from(source, get_home(Path(sys.argv[2])), "statbank", "statbank-neet")
"""


@pytest.mark.parametrize("before", ["write", "flush", "read_figures"])
def test_killed_while_keeping_nothing_half_is_ever_read(home: Home, before: str) -> None:
    environment = {**os.environ, "PYTHONPATH": f"{Path.cwd()}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    command = [sys.executable, "-c", KILLED, before, str(home.paths.root)]
    ended = subprocess.run(command, check=False, capture_output=True, env=environment)
    assert ended.returncode == -9, ended.stderr.decode()
    assert list_kept(home.paths.fetched, NEET) == []
    fetch_neet(home)
    undisturbed = new_home(home.paths.root.parent / "undisturbed")
    fetch_neet(undisturbed)
    assert content_hash(home) == content_hash(undisturbed)
