"""A home says which form it has: a newer program upgrades it by a named step, or refuses with the reason."""

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from tests.homes import ALICE, deliver, new_home, stored

from videre.home.home import HOME_FORM, STEPS, Home, HomeIsBusy, HomeNotUsable, get_home, writing
from videre.pipeline.erasing import erase
from videre.store.deliveries import Ledger


def form_of(home: Home) -> int:
    return int(json.loads(home.paths.stamp.read_text())["form"])


def stamp(home: Home, text: str) -> None:
    home.paths.stamp.write_text(text)


@pytest.fixture
def first_form(tmp_path: Path) -> Home:
    """Give a home as the first program made it: no key for tombstones, and a ledger without erasures."""
    home = new_home(tmp_path / "home")
    benefit = {"cpr": ALICE, "benefit": "kontanthjaelp", "start": "2014-01-01"}
    deliver(home, "benefits", [benefit], reported=date(2014, 6, 30))
    (home.paths.keys / "tombstone.key").unlink()
    with closing(sqlite3.connect(home.paths.ledger)) as ledger:
        ledger.executescript("DROP TABLE rewritten_tables; DROP TABLE erasures; PRAGMA user_version = 0;")
        ledger.execute("PRAGMA journal_mode=WAL")
    stamp(home, '{"form": 1, "made_by": "0.1.0"}')
    return home


def test_a_home_of_every_earlier_form_is_upgraded_when_it_is_opened(first_form: Home) -> None:
    rows = stored(first_form, "benefits")
    opened = get_home(first_form.paths.root)
    assert form_of(opened) == HOME_FORM
    assert stored(opened, "benefits").equals(rows)
    assert erase(opened, [ALICE]).n_persons == 1
    assert Ledger(opened.paths.ledger).n_erased_since(1) == 1


def test_every_form_from_the_first_has_a_step() -> None:
    assert sorted(STEPS) == list(range(1, HOME_FORM))


def test_a_step_that_was_interrupted_is_done_again(first_form: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_args: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("videre.home.home.write_stamp", stop)
        with pytest.raises(KeyboardInterrupt):
            get_home(first_form.paths.root)
    key = (first_form.paths.keys / "tombstone.key").read_text()
    assert form_of(get_home(first_form.paths.root)) == HOME_FORM
    assert (first_form.paths.keys / "tombstone.key").read_text() == key


def test_a_home_is_not_upgraded_while_another_process_writes(first_form: Home) -> None:
    with writing(first_form), pytest.raises(HomeIsBusy):
        get_home(first_form.paths.root)
    assert form_of(first_form) == 1


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f'{{"form": {HOME_FORM + 1}}}', "Use the program that wrote it"),
        ('{"form": 0}', "upgrades from 1"),
        ("{}", "does not say which form"),
        ("", "does not say which form"),
    ],
)
def test_a_home_of_another_form_is_refused_with_the_reason_and_left_as_it_is(
    tmp_path: Path, text: str, reason: str
) -> None:
    home = new_home(tmp_path / "home")
    stamp(home, text)
    with pytest.raises(HomeNotUsable, match=reason):
        get_home(home.paths.root)
    assert home.paths.stamp.read_text() == text
