"""The data manager in a real Chromium: from a late feed to the rows that its sender can mend."""

from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.homes import deliver
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.pipeline.small_home import small_home
from tests.web.site import FAST_HASHER, PASSWORD, make_alice

from videre.home.home import Home
from videre.pipeline.data_health import keep_data_health

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("without_codes")]


@pytest.fixture
def home(tmp_path: Path, settings: Settings) -> Home:
    """Serve a small home, one of whose rows is set aside."""
    settings.PASSWORD_HASHERS = [FAST_HASHER]
    settings.VIDERE_HOME = small_home(tmp_path)
    row = {"cpr": "x", "municipality": "165", "start": "2014-01-01", "stop": "", "reported": "2014-09-01"}
    deliver(settings.VIDERE_HOME, "residence", [row])
    return settings.VIDERE_HOME


def test_the_data_manager_goes_from_a_late_feed_to_the_rows_to_mend(
    visitor: Page, live_server: LiveServer, home: Home
) -> None:
    make_alice("data_manager")
    visitor.get_by_label("Brugernavn").fill("alice")
    visitor.get_by_label("Adgangskode").fill(PASSWORD)
    visitor.get_by_role("button", name="Log ind").click()
    visitor.get_by_role("link", name="Data", exact=True).click()
    expect(visitor.get_by_text("Data er ikke kontrolleret endnu")).to_be_visible()
    keep_data_health(home, date(2016, 3, 1))
    visitor.reload()
    expect(visitor.get_by_text("Forsinket", exact=True).first).to_be_visible()
    for size in (WIDE, NARROW):
        visitor.set_viewport_size(size)
        check_everybody_can_use(visitor, "data-health")
    visitor.set_viewport_size(WIDE)
    visitor.get_by_role("link", name="Egne filer").click()
    expect(visitor.get_by_role("heading", name="Rækker lagt til side")).to_be_visible()
    visitor.locator("summary", has_text="Vis hvor").first.click()
    expect(visitor.get_by_role("columnheader", name="Kolonne").first).to_be_visible()
    for size in (WIDE, NARROW):
        visitor.set_viewport_size(size)
        check_everybody_can_use(visitor, "data-health-sender")
    visitor.get_by_role("button", name="English").click()
    expect(visitor.get_by_role("heading", name="Rows set aside")).to_be_visible()
