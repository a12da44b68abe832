"""Guessing: tries at the same moment get no more than others, and strangers who guess do not lock the owner out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import Settings
from tests.web.site import PASSWORD

from videre.home.home import Home
from videre.web.accounts.models import Refusal, User
from videre.web.accounts.tries import (
    COOKIE,
    COUNTS_FOR,
    MOST_AT_ADDRESS,
    MOST_AT_NAME,
    MOST_AT_NAME_AND_ADDRESS,
    address_of,
    forget_tries,
    may_try,
)

KEYS = {"k" * 64: 10}
N_PARALLEL = 200
WRONG = "not the password"


def log_in(client: Client, name: str = "alice", password: str = PASSWORD, address: str = "10.0.0.7") -> bool:
    """Return whether an attempt lets in."""
    response = client.post("/log-ind", {"username": name, "password": password}, REMOTE_ADDR=address)
    client.post("/log-ud", REMOTE_ADDR=address)
    return bool(response.status_code == 302)


@pytest.mark.django_db(transaction=True)
def test_two_hundred_tries_at_the_same_moment_get_no_extra_guess() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite takes one writer at a time, and in memory no two connections; PostgreSQL is asked")

    def one(_number: int) -> bool:
        try:
            return may_try(KEYS)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(40) as pool:
        assert sum(pool.map(one, range(N_PARALLEL))) == 10


def test_ten_tries_are_let_through_and_then_none_until_they_are_forgotten(db: None) -> None:
    assert [may_try(KEYS) for _ in range(15)] == [True] * 10 + [False] * 5
    Refusal.objects.update(at=timezone.now() - COUNTS_FOR - timedelta(seconds=1))
    assert may_try(KEYS)


def test_what_is_held_back_under_one_key_uses_up_nothing_of_the_next(db: None) -> None:
    keys = {"a" * 64: 1, "b" * 64: 50}
    assert [may_try(keys) for _ in range(20)] == [True] + [False] * 19
    assert Refusal.objects.get(attempt="b" * 64).n_tries == 1


def test_strangers_who_guess_from_everywhere_hold_back_each_other_and_not_the_owner(
    client: Client, home: Home, alice: User
) -> None:
    assert log_in(client)  # from a browser that is known from now on
    for number in range(MOST_AT_NAME):
        assert not log_in(Client(), password=WRONG, address=f"10.1.{number}.1")
    assert not log_in(Client(), address="10.1.99.1")  # even the right password, from an unknown browser
    assert log_in(client)
    assert log_in(client, address="10.9.9.9")


def test_a_known_browser_is_held_back_too_and_known_for_its_own_user_only(
    client: Client, home: Home, alice: User
) -> None:
    assert log_in(client)
    bob = User(user_name="bob", display_name="Bob", role="analyst")
    bob.set_password(PASSWORD)
    bob.save()
    for _ in range(MOST_AT_NAME_AND_ADDRESS):
        assert not log_in(client, name="bob", password=WRONG)
    assert not log_in(client, name="bob")
    for _ in range(10):
        assert not log_in(client, password=WRONG, address="10.0.0.8")
    assert not log_in(client, address="10.0.0.8")


def test_a_cookie_of_somebodys_own_making_is_no_known_browser(client: Client, home: Home, alice: User) -> None:
    for _ in range(MOST_AT_NAME_AND_ADDRESS):
        log_in(Client(), password=WRONG)
    for forged in ("", "x", "x:y:z"):
        client.cookies[COOKIE] = forged
        assert not log_in(client)


def test_one_address_guesses_at_many_names_in_vain(client: Client, home: Home, alice: User) -> None:
    for number in range(MOST_AT_ADDRESS):
        log_in(client, name=f"name-{number}", password=WRONG)
    assert not log_in(client)
    assert log_in(client, address="10.0.0.8")


def test_a_user_of_ones_own_does_not_open_more_guesses(client: Client, home: Home, alice: User) -> None:
    address = {"z" * 64: MOST_AT_ADDRESS}
    for _ in range(MOST_AT_ADDRESS - 1):
        assert may_try(address)
    assert may_try(address)
    forget_tries(address)  # the one that was right is not counted, and the others are
    assert may_try(address)
    assert not may_try(address)


@pytest.mark.parametrize("name", ["alice", "nobody-of-that-name"])
def test_a_name_that_there_is_and_one_that_there_is_not_get_the_same_answers(
    client: Client, home: Home, alice: User, name: str
) -> None:
    answers = [client.post("/log-ind", {"username": name, "password": "wrong"}) for _ in range(12)]
    said = ["For mange forsøg" in answer.text for answer in answers]
    assert said == [False] * 10 + [True] * 2
    assert {answer.status_code for answer in answers} == {200}
    assert {tuple(sorted(answer.cookies)) for answer in answers} == {("csrftoken",)}


@pytest.mark.parametrize(
    ("is_behind_proxy", "told", "address"),
    [
        (False, "10.1.1.1", "127.0.0.1"),  # nobody chooses an address of their own
        (True, "10.1.1.1", "10.1.1.1"),
        (True, "6.6.6.6, 10.1.1.1", "10.1.1.1"),
        (True, "10.1.1.1, 6.6.6.6,", "127.0.0.1"),
        (True, "", "127.0.0.1"),
    ],
)
def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_saw(
    settings: Settings, is_behind_proxy: bool, told: str, address: str
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if is_behind_proxy else None
    assert address_of(RequestFactory().get("/", HTTP_X_FORWARDED_FOR=told)) == address
