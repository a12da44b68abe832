"""A real Chromium before a served site. Every answer must be there, and the console must stay silent."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.web.site import FAST_HASHER, PASSWORD, kept_tables, make_alice, make_served_home, write_tables

from videre.home.home import Home

# The browser's own thread runs an event loop, and Django takes that for its own.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

SCREENSHOTS = Path(__file__).resolve().parents[2] / "test-output" / "screenshots"


@pytest.fixture(scope="session")
def base_url() -> None:
    """Return no address: each test asks the live server for its own. The plugin's own form of this warns."""
    return


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Return how Debian's Chromium is started."""
    chromium = os.environ.get("VIDERE_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        pytest.fail("There is no Chromium. Install it with: apt-get install chromium, or set VIDERE_CHROMIUM.")
    return {**browser_type_launch_args, "executable_path": chromium, "args": ["--no-sandbox"]}


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Home:
    """Return the home that is served, with everything released."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]
    settings.VIDERE_HOME = make_served_home(tmp_path)
    write_tables(settings.VIDERE_HOME, kept_tables())
    return settings.VIDERE_HOME


@pytest.fixture
def without_codes(home: Home, settings: Settings) -> None:
    """Let the home ask for no code at log-in: that is walked in a journey of its own."""
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"is_demo": True, "second_factor": False}))


@pytest.fixture
def visitor(page: Page, live_server: LiveServer, home: Home) -> Iterator[Page]:
    """Return a page of a browser where nobody is logged in; fails at the end for what went wrong on the way."""
    wrong: list[str] = []

    def note_response(response: Response) -> None:
        if response.status >= 400:
            wrong.append(f"{response.status} {response.url}")

    def note_message(message: ConsoleMessage) -> None:
        wrong.append(f"{message.type}: {message.text}")

    page.on("response", note_response)
    page.on("console", note_message)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(live_server.url + "/log-ind")
    yield page
    assert wrong == []


@pytest.fixture
def reader(visitor: Page) -> Page:
    """Return a page of a browser where Alice has logged in."""
    make_alice()
    visitor.get_by_label("Brugernavn").fill("alice")
    visitor.get_by_label("Adgangskode").fill(PASSWORD)
    visitor.get_by_role("button", name="Log ind").click()
    return visitor
