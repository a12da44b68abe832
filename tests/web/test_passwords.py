"""Changing one's password: with the one there is, to one that is hard to guess, and out everywhere else."""

import pytest
from django.test import Client
from tests.web.site import PASSWORD

from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.audit.models import Entry

NEW = "fire ord der staar paa raekke"
COMMON = "startfinding"  # stands in Django's list of 20,000


def change(client: Client, old: str = PASSWORD, new: str = NEW, again: str | None = None) -> str:
    answers = {"old_password": old, "new_password1": new, "new_password2": new if again is None else again}
    return client.post("/adgangskode", answers).content.decode()


def test_a_password_is_changed_and_other_sessions_end(reader: Client, alice: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(alice)
    assert "Adgangskoden er skiftet" in change(reader)
    assert reader.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert Entry.objects.filter(event="password_changed", by="alice").exists()


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", NEW, NEW),
        (PASSWORD, NEW, NEW + "x"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "alice analytiker", "alice analytiker"),
        (PASSWORD, COMMON, COMMON),
    ],
)
def test_a_wrong_or_weak_one_changes_nothing(reader: Client, alice: User, old: str, new: str, again: str) -> None:
    change(reader, old, new, again)
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


@pytest.mark.parametrize("new", ["a" * 4 + "bcdefghijklm" * 5, "ÆØÅ mellemrum og tegn !#%&"])
def test_a_long_one_and_one_of_any_signs_may_be_used_to_the_last_letter(reader: Client, alice: User, new: str) -> None:
    change(reader, new=new)
    alice.refresh_from_db()
    assert alice.check_password(new)
    assert not alice.check_password(new[:-1])


def test_whoever_comes_from_a_provider_has_no_password_here(reader: Client, alice: User) -> None:
    User.objects.update(comes_from="https://login.example.dk|1")
    assert reader.get("/adgangskode").status_code == 404
    assert "/adgangskode" not in reader.get("/").content.decode()


def test_a_stranger_is_asked_to_log_in(client: Client, home: Home, db: None) -> None:
    assert client.get("/adgangskode").status_code == 302
