"""The data manager sees which feeds are late and who can mend what, and nothing of anybody's data."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.homes import deliver
from tests.pipeline.small_home import small_home
from tests.web.site import FAST_HASHER, make_alice

from videre.home.home import Home
from videre.pipeline import data_health
from videre.pipeline.data_health import keep_data_health
from videre.registers.quality.health import read_data_health
from videre.store.deliveries import Ledger

DAY = date(2016, 3, 1)
SOMEBODY = "Hemmelighed"  # a name that stands in a row that is set aside


@pytest.fixture
def delivered(tmp_path: Path, settings: Settings) -> Iterator[Home]:
    """Serve a small home, one of whose rows is set aside."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]
    home = small_home(tmp_path)
    deliver(
        home,
        "residence",
        [{"cpr": SOMEBODY, "municipality": "165", "start": "2014-01-01", "stop": "", "reported": "2014-09-01"}],
    )
    settings.VIDERE_HOME = home
    return home


@pytest.fixture
def manager(client: Client, db: None, delivered: Home) -> Client:
    """Return a browser in which the data manager is logged in."""
    client.force_login(make_alice("data_manager"))
    return client


def test_before_the_first_check_the_page_says_when_it_comes(manager: Client) -> None:
    assert "Data er ikke kontrolleret endnu" in manager.get("/data").text


def test_late_feeds_come_first_with_since_when(manager: Client, delivered: Home) -> None:
    keep_data_health(delivered, DAY)
    text = manager.get("/data").text
    rows = text.split("<tbody>")[1].split("</tbody>")[0].split("<tr>")[1:]
    states = [row.split('class="feed feed-')[1].split('"')[0] for row in rows]
    assert states[0] == "late"
    assert states == sorted(states, key=["late", "never", "on_time", "ended"].index)
    assert "siden" in rows[0]


def test_a_row_that_was_set_aside_is_named_by_file_row_column_and_rule_and_by_nothing_else(
    manager: Client, delivered: Home
) -> None:
    keep_data_health(delivered, DAY)
    health = read_data_health(delivered.paths.data_health.read_text("utf-8"))
    (sender,) = [each for each in health.senders if each.n_set_aside]
    text = manager.get(f"/data/{sender.slug}").text
    assert sender.set_aside[0].rule in text
    assert sender.set_aside[0].file in text
    assert f"<td>{sender.set_aside[0].row}</td>" in text
    for page in (text, manager.get("/data").text, delivered.paths.data_health.read_text("utf-8")):
        assert SOMEBODY not in page


def test_few_persons_are_not_counted_aloud(manager: Client, delivered: Home) -> None:
    keep_data_health(delivered, DAY)
    assert "under 5" in manager.get("/data").text


def test_a_page_computes_nothing(manager: Client, delivered: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_data_health(delivered, DAY)

    def never(*_asked: object) -> None:
        pytest.fail("a page asked the rules")

    monkeypatch.setattr(data_health, "check_home", never)
    assert manager.get("/data").status_code == 200


def test_what_has_come_since_is_said(manager: Client, delivered: Home) -> None:
    keep_data_health(delivered, DAY)
    assert "kontrolleres i nat" not in manager.get("/data").text
    rows = [{"cpr": "x", "municipality": "165", "start": "2014-01-01", "stop": "", "reported": "2014-09-02"}]
    deliver(delivered, "residence", [*rows, *rows])
    assert Ledger(delivered.paths.ledger).store_version() > 0
    assert "1 leverance er kommet siden" in manager.get("/data").text


def test_what_is_kept_is_read_as_it_was(delivered: Home) -> None:
    keep_data_health(delivered, DAY)
    text = delivered.paths.data_health.read_text("utf-8")
    assert read_data_health(text).as_json() == text


def test_the_rules_count_every_row_and_not_those_shown_only(delivered: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        {"cpr": f"x{n}", "municipality": "165", "start": "2014-01-01", "stop": "", "reported": "2014-09-02"}
        for n in range(9)
    ]
    deliver(delivered, "residence", rows)
    monkeypatch.setattr(data_health, "MOST_ROWS", 3)
    keep_data_health(delivered, DAY)
    health = read_data_health(delivered.paths.data_health.read_text("utf-8"))
    (sender,) = [each for each in health.senders if each.n_set_aside]
    assert sender.n_set_aside == 10
    assert len(sender.set_aside) == 3
    assert sum(rule.n for rule in sender.set_aside_rules) >= 10


def test_nobody_but_the_data_manager_sees_it(client: Client, db: None, delivered: Home) -> None:
    keep_data_health(delivered, DAY)
    client.force_login(make_alice("steering_group"))
    assert client.get("/data").status_code == 403
    assert client.get("/data/canonical").status_code == 403


def test_a_sender_that_there_is_not_is_not_found(manager: Client, delivered: Home) -> None:
    assert manager.get("/data/ingen").status_code == 404
    keep_data_health(delivered, DAY)
    assert manager.get("/data/ingen").status_code == 404
