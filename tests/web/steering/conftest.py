"""A site whose strategy has been taken in, and somebody who steers."""

import pytest
from django.test import Client
from tests.web.site import make_alice

from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.installation import current_strategy
from videre.web.steering.actions.loading import load_strategy
from videre.web.steering.models import Body, Initiative
from videre.web.steering.queries import find_steering_group


@pytest.fixture
def loaded(db: None, home: Home) -> None:
    """Take in the strategy."""
    load_strategy(strategy=current_strategy(), by="test")


@pytest.fixture
def steerer(loaded: None) -> User:
    """Return a member of the steering group."""
    return make_alice("steering_group")


@pytest.fixture
def steering(client: Client, steerer: User) -> Client:
    """Return a browser without scripts in which she is logged in."""
    client.force_login(steerer)
    return client


@pytest.fixture
def group(loaded: None) -> Body:
    """Return the steering group."""
    found = find_steering_group()
    assert found is not None
    return found


@pytest.fixture
def initiative(loaded: None) -> Initiative:
    """Return one of the 18."""
    return Initiative.objects.get(number="5.3a")
