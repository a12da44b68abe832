"""The commands of the log, as a scheduler and another party call them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from pytest_django import Settings

from videre.home.home import Home
from videre.web.audit import actions as audit
from videre.web.audit.guards import take_guards
from videre.web.audit.models import Entry
from videre.web.audit.sealing import LogTamperedWith

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_party(home: Home, settings: Settings, tmp_path: Path) -> Path:
    """Return the folder of another party, named in the settings of a home in which two lines were written."""
    folder = tmp_path / "other party"
    folder.mkdir()
    chosen = home.settings.model_copy(update={"log_checkpoints": str(folder)})
    settings.VIDERE_HOME = Home(home.paths, chosen)
    for _ in range(2):
        audit.write(event="person_seen", by="alice")
    return folder


def said(*command: str) -> str:
    """Return what a command prints."""
    out = StringIO()
    call_command(*command, stdout=out)
    return out.getvalue()


def test_sealing_says_what_it_did_and_finds_nothing_new_the_second_time(other_party: Path) -> None:
    assert said("seal_log") == "2 lines were sealed; 1 checkpoints were exported.\n"
    assert said("seal_log") == "0 lines were sealed; 0 checkpoints were exported.\n"
    assert len(list(other_party.iterdir())) == 1


def test_without_another_party_sealing_says_that_nothing_was_exported(home: Home) -> None:
    audit.write(event="person_seen", by="alice")
    assert "log_checkpoints names no folder" in said("seal_log")
    assert "a tail that was cut is not found" in said("verify_log")


def test_the_night_seals_takes_out_and_verifies(other_party: Path) -> None:
    assert said("keep_log").startswith(
        "2 lines were sealed; 1 checkpoints were exported. 0 lines of the log older than 13"
    )
    assert said("keep_log").endswith("2 sealed lines are as they were sealed.\n")


def test_the_other_party_verifies_with_its_own_key_and_its_own_checkpoints(other_party: Path, tmp_path: Path) -> None:
    said("seal_log")
    key = tmp_path / "log.key"
    key.write_text(said("verify_log", "--show-key"))
    found = json.loads(
        said("verify_log", "--public-key", str(key), "--checkpoints", str(other_party), "--format", "json")
    )
    assert found == {"n_sealed": 2, "n_unsealed": 0, "n_checkpoints": 1, "findings": []}


def test_what_is_found_is_said_and_is_no_success(other_party: Path) -> None:
    said("seal_log")
    take_guards(connection)
    Entry.objects.all().update(by="mallory")
    out = StringIO()
    with pytest.raises(LogTamperedWith, match="data-protection officer"):
        call_command("verify_log", stdout=out)
    assert "edited" in out.getvalue()
    with pytest.raises(LogTamperedWith):
        said("keep_log")


def test_another_homes_key_verifies_nothing(other_party: Path, tmp_path: Path) -> None:
    said("seal_log")
    key = tmp_path / "log.key"
    key.write_text("videre/165+4f1ad5c1+AXwiVyhJ5tYHeLkgm8eQvQ0kr6sEz0YBV6wYt1kWTSGJ")
    with pytest.raises(Exception, match="public key"):
        said("verify_log", "--public-key", str(key))


def test_a_site_that_was_never_used_has_no_log_and_says_so(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videre.web.audit.management.commands.verify_log.TABLE", "a_table_that_is_not_there")
    assert "There is no log yet" in said("verify_log")
