"""Sessions: half an hour unused, ten hours in all, and over at once where the user is closed, changed or logs out."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.site import PASSWORD

from videre.home.home import Home
from videre.web.accounts.actions import NoSuchRole, NoSuchUser, change_user
from videre.web.accounts.models import User
from videre.web.accounts.sessions import LONGEST, LONGEST_IDLE
from videre.web.audit.models import Entry


class Clock:
    """A clock that a test turns on."""

    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Return the clock that sessions go by."""
    clock = Clock()
    monkeypatch.setattr("videre.web.accounts.sessions.timezone.now", clock)
    return clock


def is_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200


def test_half_an_hour_without_a_request_ends_it_and_says_so(reader: Client, clock: Clock) -> None:
    assert is_in(reader)
    clock.now += LONGEST_IDLE - timedelta(minutes=2)
    assert is_in(reader)
    clock.now += LONGEST_IDLE - timedelta(minutes=2)
    assert is_in(reader)  # a request begins the half hour anew
    clock.now += LONGEST_IDLE
    assert not is_in(reader)
    assert "ikke har været brugt i en halv time" in reader.get("/log-ind").text


def test_ten_hours_end_it_however_busy(reader: Client, clock: Clock) -> None:
    for _ in range(int(LONGEST / timedelta(minutes=20))):
        assert is_in(reader)
        clock.now += timedelta(minutes=20)
    assert not is_in(reader)


def test_a_request_a_second_writes_the_session_once_a_minute(
    reader: Client, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_in(reader)
    before = reader.session["seen"]
    clock.now += timedelta(seconds=30)
    assert is_in(reader)
    assert reader.session["seen"] == before
    clock.now += timedelta(seconds=31)
    assert is_in(reader)
    assert reader.session["seen"] > before


def test_logging_out_ends_every_session_of_the_user_and_nobody_elses(alice: User, home: Home) -> None:
    here, there, bob = Client(), Client(), Client()
    here.force_login(alice)
    there.force_login(alice)
    bob.force_login(User.objects.create(user_name="bob", display_name="Bob", role="analyst"))
    assert is_in(here)
    assert is_in(there)
    here.post("/log-ud")
    assert not is_in(here)
    assert not is_in(there)
    assert is_in(bob)
    assert Entry.objects.filter(event="logged_out", by="alice").exists()


def test_another_password_ends_every_session(reader: Client, alice: User) -> None:
    alice.set_password("something else that is long")
    alice.save()
    assert not is_in(reader)


@pytest.mark.parametrize("change", [{"role": "administrator"}, {"unit": "elsewhere"}, {"is_active": False}])
def test_a_change_of_the_user_holds_at_the_next_request(reader: Client, change: dict[str, object]) -> None:
    assert is_in(reader)
    change_user(user_name="alice", **change, by="test")  # type: ignore[arg-type]
    assert not is_in(reader)
    user = User.objects.get(user_name="alice")
    assert {name: getattr(user, name) for name in change} == change
    assert Entry.objects.filter(event="user_changed", about="alice", by="test").exists()


def test_a_change_keeps_what_it_does_not_name(alice: User, home: Home) -> None:
    change_user(user_name="ALICE", unit="Ungecenter", by="test")
    change_user(user_name="alice", is_active=False, by="test")
    change_user(user_name="alice", role="administrator", by="test")
    user = User.objects.get(user_name="alice")
    assert (user.role, user.unit, user.is_active) == ("administrator", "Ungecenter", False)


def test_nobody_is_changed_who_is_not_there_nor_to_a_role_that_is_not(alice: User, home: Home) -> None:
    with pytest.raises(NoSuchUser):
        change_user(user_name="bob", role="analyst", by="test")
    with pytest.raises(NoSuchRole):
        change_user(user_name="alice", role="king", by="test")


def test_a_session_from_before_log_in_is_not_taken_over(client: Client, home: Home, alice: User) -> None:
    client.get("/log-ind")
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    planted = session.session_key
    client.cookies["sessionid"] = planted
    client.post("/log-ind", {"username": "alice", "password": PASSWORD})
    assert client.session.session_key != planted
    stranger = Client()
    stranger.cookies["sessionid"] = planted
    assert not is_in(stranger)
