"""Logging in: the right password lets in, wrong ones are counted, and what is typed as a name is kept nowhere."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from tests.web.site import PASSWORD

from videre.home.home import Home
from videre.web.accounts.models import Refusal, User
from videre.web.accounts.tries import COUNTS_FOR, MOST_AT_NAME_AND_ADDRESS
from videre.web.audit.models import Entry

WRONG = "not the password"


def log_in(client: Client, name: str = "alice", password: str = PASSWORD, **extra: str) -> int:
    """Return the status of an attempt: 302 lets in, 200 shows the form again."""
    response = client.post("/log-ind", {"username": name, "password": password}, **extra)  # type: ignore[arg-type]
    return response.status_code


def test_the_right_password_lets_in_and_is_logged(client: Client, home: Home, alice: User) -> None:
    assert log_in(client) == 302
    assert client.get("/").status_code == 200
    assert [(entry.event, entry.by) for entry in Entry.objects.all()] == [("logged_in", "alice")]


def test_a_name_is_the_same_in_capitals(client: Client, home: Home, alice: User) -> None:
    assert log_in(client, "ALICE") == 302


@pytest.mark.parametrize(("name", "password"), [("alice", WRONG), ("nobody-of-that-name", PASSWORD), ("", "")])
def test_wrong_ones_get_the_same_answer(client: Client, home: Home, alice: User, name: str, password: str) -> None:
    response = client.post("/log-ind", {"username": name, "password": password})
    assert response.status_code == 200
    assert "sessionid" not in response.cookies
    if name:
        assert "Brugernavnet eller adgangskoden er ikke rigtig" in response.text


def test_what_is_typed_as_a_name_is_kept_nowhere(client: Client, home: Home, alice: User) -> None:
    log_in(client, "my-secret-password", WRONG)
    kept = [*Refusal.objects.values_list("attempt", flat=True), *Entry.objects.values_list("by", "about", "event")]
    assert kept
    assert "my-secret-password" not in str(kept)


def test_ten_refusals_hold_the_name_back_at_that_address_and_no_other(client: Client, home: Home, alice: User) -> None:
    for _ in range(MOST_AT_NAME_AND_ADDRESS):
        assert log_in(client, password=WRONG, REMOTE_ADDR="10.0.0.66") == 200
    assert log_in(client, REMOTE_ADDR="10.0.0.66") == 200  # the right password too: guessing goes on in vain
    assert (
        "For mange forsøg"
        in client.post("/log-ind", {"username": "alice", "password": PASSWORD}, REMOTE_ADDR="10.0.0.66").text
    )
    assert log_in(client, REMOTE_ADDR="10.0.0.7") == 302  # Alice herself is not locked out


def test_a_quarter_of_an_hour_later_it_is_forgotten(client: Client, home: Home, alice: User) -> None:
    for _ in range(MOST_AT_NAME_AND_ADDRESS):
        log_in(client, password=WRONG)
    Refusal.objects.update(at=timezone.now() - COUNTS_FOR - timedelta(seconds=1))
    assert log_in(client) == 302
    assert set(Refusal.objects.values_list("n_tries", flat=True)) <= {0}


def test_a_closed_user_does_not_get_in(client: Client, home: Home, alice: User) -> None:
    User.objects.update(is_active=False)
    assert log_in(client) == 200


def test_logging_in_makes_a_new_session(client: Client, home: Home, alice: User) -> None:
    client.get("/log-ind")
    before = client.session.session_key
    log_in(client)
    assert client.session.session_key != before


def test_only_an_address_of_ours_follows_a_log_in(client: Client, home: Home, alice: User) -> None:
    response = client.post("/log-ind", {"username": "alice", "password": PASSWORD, "next": "https://example.org/"})
    assert response["Location"] == "/"


def test_logging_out_is_no_link(reader: Client) -> None:
    assert reader.get("/log-ud").status_code == 405
    assert reader.post("/log-ud").status_code == 302
    assert reader.get("/").status_code == 302


def test_a_form_from_elsewhere_is_refused(home: Home, alice: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/log-ind", {"username": "alice", "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize("wrong", [{"user_name": "Bob"}, {"role": ""}])
def test_the_database_refuses_a_name_in_capitals_and_a_user_without_a_role(db: None, wrong: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(**{"user_name": "bob", "display_name": "Bob", "role": "analyst", **wrong})
