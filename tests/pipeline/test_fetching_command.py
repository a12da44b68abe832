"""`videre fetch` as it is typed, against a server on this machine that speaks each protocol."""

import json
from pathlib import Path

import pytest
from tests.homes import new_home, stored
from tests.registers.opendata.server import SECRET, Answer, Reply, serving
from tests.registers.opendata.speaking import PUBLISHED, jobindsats, statbank, table, uddannelsesstatistik

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home, get_home

BESIDE = {"statbank": "youth_15_17", "uddannelsesstatistik": "exam", "jobindsats": "benefits"}
PROTOCOLS: dict[str, tuple[str, Answer, int]] = {
    "statbank": ("statbank-neet", statbank(table("statbank-neet")), 1000),
    "uddannelsesstatistik": (
        "uddannelsesstatistik-danish-and-mathematics",
        uddannelsesstatistik(table("uddannelsesstatistik-danish-and-mathematics")),
        10,
    ),
    "jobindsats": ("jobindsats-kontanthjaelp", jobindsats(table("jobindsats-kontanthjaelp")), 10),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a home in which the clock decides what day it is, with keys in the environment."""
    made = new_home(tmp_path / "home")
    made.paths.settings.write_text("municipality: 165\nmunicipality_name: Albertslund\n", "utf-8")
    monkeypatch.setenv("VIDERE_UDDANNELSESSTATISTIK_KEY", SECRET)
    monkeypatch.setenv("VIDERE_JOBINDSATS_KEY", SECRET)
    return get_home(made.paths.root)


def videre(home: Home, *words: str) -> object:
    """Run `videre` with these words in a home."""
    return app([*words, "--home", str(home.paths.root)], result_action="return_value")


@pytest.mark.parametrize("source", PROTOCOLS)
def test_what_is_fetched_stands_among_the_official_figures(
    home: Home, source: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, answer, least = PROTOCOLS[source]
    with serving(answer) as server:
        monkeypatch.setenv("VIDERE_TEST_DOOR", server.address)
        assert videre(home, "fetch", source, name) == ExitCode.DONE
        printed = capsys.readouterr()
        assert f"{name}: fetched, " in printed.out
        assert ", 0 set aside." in printed.out
        assert "a server on this machine is" in printed.err
        assert videre(home, "fetch", source, name, "--format", "json") == ExitCode.DONE
    (said,) = json.loads(capsys.readouterr().out)
    assert said["outcome"] == "unchanged"
    assert (said["accepted"], said["set_aside"]) == (0, 0)
    rows = stored(home, "official_figures")
    assert len(rows) == said["n_figures"] >= least
    assert {"Hele landet", "Albertslund"} <= set(rows["area"])
    assert SECRET not in printed.out + printed.err
    assert videre(home, "compare", BESIDE[source], "--format", "json") == ExitCode.DONE
    compared = json.loads(capsys.readouterr().out)
    stands = {(row["indicator"], row["cohort"], row["area"], row["value"]) for row in rows.iter_rows(named=True)}
    shown = [(r["indicator"], r["period"], r["area"], r["value"]) for r in compared if r["value"] is not None]
    assert {"Hele landet", "Albertslund"} <= {area for _, _, area, _ in shown}
    assert set(shown) <= stands


def test_without_a_network_it_says_plainly_what_to_do(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("videre.registers.opendata.client.Patience.waits", ())
    with serving(lambda _request: Reply()) as gone:
        monkeypatch.setenv("VIDERE_TEST_DOOR", gone.address)
    assert videre(home, "fetch", "statbank") == ExitCode.REFUSED
    printed = capsys.readouterr().out
    assert "refused. http://127.0.0.1" in printed
    assert "what was fetched before stands" in printed
    assert "fetch on another machine" in printed


def test_files_that_were_fetched_are_imported_offline(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, answer, _ = PROTOCOLS["statbank"]
    with serving(answer) as server:
        monkeypatch.setenv("VIDERE_TEST_DOOR", server.address)
        assert videre(home, "fetch", "statbank", name, "--only-fetch") == ExitCode.DONE
    monkeypatch.delenv("VIDERE_TEST_DOOR")
    assert stored(home, "official_figures").is_empty()
    assert videre(home, "fetch", "statbank", "--offline") == ExitCode.DONE
    assert "read, 1,000 figures" in capsys.readouterr().out or len(stored(home, "official_figures")) > 0
    assert set(stored(home, "official_figures")["published"]) == {int(PUBLISHED[:4])}


def test_one_table_that_is_refused_ends_with_1_and_the_others_are_taken(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    name, answer, _ = PROTOCOLS["statbank"]
    with serving(answer) as server:
        monkeypatch.setenv("VIDERE_TEST_DOOR", server.address)
        assert videre(home, "fetch", "statbank", name, "statbank-population-monthly") == ExitCode.REFUSED
    printed = capsys.readouterr().out
    assert "statbank-neet: fetched" in printed
    assert "statbank-population-monthly: refused. http://127.0.0.1" in printed
    assert "not found" in printed


def test_a_key_that_is_missing_is_named(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VIDERE_JOBINDSATS_KEY")
    with pytest.raises(Exception, match=r"VIDERE_JOBINDSATS_KEY.*jobindsats\.key"):
        videre(home, "fetch", "jobindsats")
