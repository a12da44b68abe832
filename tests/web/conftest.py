"""What tests of the site begin with."""

from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.web.site import FAST_HASHER, kept_tables, make_alice, make_served_home, write_tables

from videre.disclosure.released import Released
from videre.home.home import Home
from videre.web.accounts.models import User


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Home:
    """Return the home that the site serves in this test; nothing has been released in it."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]  # half a second a password is for attackers, and for nobody's tests
    settings.VIDERE_HOME = make_served_home(tmp_path)
    return settings.VIDERE_HOME


@pytest.fixture
def tables(home: Home) -> list[Released]:
    """Return the tables that are released in the home."""
    write_tables(home, kept_tables())
    return kept_tables()


@pytest.fixture
def alice(db: None, home: Home) -> User:
    """Return a user who sees figures."""
    return make_alice()


@pytest.fixture
def reader(client: Client, home: Home, alice: User) -> Client:
    """Return a browser without scripts in which Alice is logged in."""
    client.force_login(alice)
    return client
