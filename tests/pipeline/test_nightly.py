"""What a scheduler runs: each step on its own, nothing twice, and an exit code that says whether to look."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, BOB, deliver, new_home, stored

from videre.cli.app import app
from videre.cli.exit_codes import ExitCode
from videre.home.home import Home, get_home
from videre.pipeline import nightly
from videre.pipeline.doctoring import examine
from videre.pipeline.nightly import run_nightly
from videre.pipeline.receiving import receive
from videre.store.kept_files import months_between
from videre.store.pseudonyms import pseudonym
from videre.store.tombstones import Tombstones

JUNE = date(2014, 6, 30)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setattr("videre.pipeline.doctoring.LEAST_ROOM_BYTES", 0)
    home = new_home(tmp_path / "home")
    for cpr in (ALICE, BOB):
        deliver(home, "benefits", [{"cpr": cpr, "benefit": "kontanthjaelp", "start": "2014-01-01"}], reported=JUNE)
    return home


def with_settings(home: Home, line: str) -> Home:
    """Return the home with this line in its settings."""
    name = line.split(":", maxsplit=1)[0]
    lines = [each for each in home.paths.settings.read_text().splitlines() if not each.startswith(f"{name}:")]
    home.paths.settings.write_text("\n".join([*lines, line]) + "\n")
    return get_home(home.paths.root)


def on_day(home: Home, day: str) -> Home:
    """Return the home as of a day."""
    text = home.paths.settings.read_text()
    home.paths.settings.write_text(text.replace(f"today: '{home.settings.today}'", f"today: '{day}'"))
    opened = get_home(home.paths.root)
    assert str(opened.settings.today) == day
    return opened


def said(home: Home) -> dict[str, str]:
    return {step.name: step.said for step in run_nightly(home)}


def test_an_empty_home_has_nothing_to_do_and_nothing_is_refused(tmp_path: Path) -> None:
    steps = run_nightly(new_home(tmp_path / "empty"))
    assert not any(step.is_refused for step in steps)
    assert [step.name for step in steps] == ["erasing", "receiving", "keeping", "checking", "releasing", "examining"]


def test_an_interrupted_erasure_is_finished(home: Home) -> None:
    Tombstones(home).add([pseudonym(ALICE, home.key("pseudonym"), "cpr")], JUNE)
    assert "1 persons were still in the store" in said(home)["erasing"]
    assert len(stored(home, "benefits")) == 1
    assert said(home)["erasing"] == "No erasure was interrupted."


EVENT = {"event_id": "e1", "cpr": ALICE, "event": "at_risk", "date": "2015-05-01", "institution": "280051"}


def test_events_that_wait_are_imported_and_what_is_refused_says_so(home: Home) -> None:
    receive(home, [json.dumps(EVENT)], received=date(2015, 5, 2))
    assert said(home)["receiving"] == "1 events were imported."
    assert len(stored(home, "notifications")) == 1
    receive(home, [json.dumps(EVENT | {"unheard_of": "x"})], received=date(2015, 5, 2))
    (step,) = [step for step in run_nightly(home) if step.name == "receiving"]
    assert step.is_refused
    assert "1 wait" in step.said


def test_delivered_files_are_removed_when_their_time_is_over_and_rows_stay(home: Home) -> None:
    home = with_settings(home, "keep_files_months: 6")
    assert "0 deliveries" in said(home)["keeping"]
    home = on_day(home, "2016-07-31")
    assert "0 deliveries" in said(home)["keeping"]
    home = on_day(home, "2016-08-01")
    assert "2 deliveries" in said(home)["keeping"]
    assert not [path for path in home.paths.deliveries.rglob("*") if path.is_file()]
    assert len(stored(home, "benefits")) == 2
    assert not [finding for finding in examine(home.paths.root) if finding.needs_attention]
    assert "0 deliveries" in said(home)["keeping"]


def test_months_are_counted_whole() -> None:
    assert months_between(date(2016, 1, 31), date(2016, 2, 29)) == 0
    assert months_between(date(2016, 1, 31), date(2016, 3, 31)) == 2
    assert months_between(date(2015, 12, 1), date(2016, 1, 1)) == 1


def test_tables_are_released_once_a_month_has_ended(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    days: list[date] = []

    def release(home: Home, day: date) -> list[object]:
        days.append(day)
        (home.paths.released / "a.json").write_text(json.dumps({"as_known_at": day.isoformat()}))
        return [None]

    monkeypatch.setattr(nightly, "release", release)
    monkeypatch.setattr(nightly, "tell_why", lambda *_asked: [])
    for day in ("2016-02-01", "2016-02-02", "2016-02-29", "2016-03-01", "2016-03-01"):
        run_nightly(on_day(home, day) if day != "2016-02-01" else home)
        home = get_home(home.paths.root)
    assert days == [date(2016, 2, 1), date(2016, 3, 1)]


def test_a_step_that_is_refused_does_not_stop_the_others_and_shows_in_the_exit_code(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_args: object) -> None:
        raise nightly.Refused("The disk of released tables is away.")

    monkeypatch.setattr(nightly, "release", refuse)
    command = ["nightly", "--home", str(home.paths.root)]
    assert app(command, result_action="return_value") == ExitCode.REFUSED
    assert "REFUSED: The disk of released tables is away." in capsys.readouterr().out
    home.paths.keys.chmod(0o755)
    assert app([*command, "--format", "json"], result_action="return_value") == ExitCode.HOME_NEEDS_ATTENTION
    steps = {step["name"]: step for step in json.loads(capsys.readouterr().out)}
    assert steps["examining"]["needs_attention"] is True
