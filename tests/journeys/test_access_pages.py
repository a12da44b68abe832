"""Logging in with an app, and the control of the log, in a real Chromium: by keyboard too, and usable by everybody."""

import base64
import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.site import PASSWORD

from videre.home.home import Home
from videre.home.log_in import OpenIdConnect
from videre.web.accounts import codes
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.people.models import Person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer() -> User:
    """Return a data-protection officer, who needs a code."""
    user = User(user_name="dora", display_name="Dora Databeskytter", role="data_protection_officer", unit="Rådhuset")
    user.set_password(PASSWORD)
    user.save()
    return user


def code_of(secret: bytes) -> str:
    return codes.app_of(secret).generate(int(datetime.now(UTC).timestamp())).decode()  # noqa: TID251


def show_password(page: Page) -> None:
    page.get_by_label("Brugernavn").fill("dora")
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_label("Adgangskode").press("Enter")


def check_both(page: Page, name: str) -> None:
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        check_everybody_can_use(page, name)
    page.set_viewport_size(WIDE)


def connect(page: Page, *, looks: bool = False) -> None:
    """Connect an app as Dora does, and log in."""
    show_password(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Tilknyt en app")
    if looks:
        check_both(page, "connect-app")
    secret = base64.b32decode(page.locator("code.letters").inner_text().replace(" ", ""))
    page.get_by_label("Kode", exact=True).fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Appen er tilknyttet")


def test_an_app_is_connected_and_asked_for_at_the_next_log_in(
    visitor: Page, live_server: LiveServer, officer: User
) -> None:
    connect(visitor, looks=True)
    check_both(visitor, "recovery-codes")
    recovery = visitor.locator("ul.letters code").first.inner_text()
    visitor.get_by_role("link", name="Gå videre").click()
    visitor.get_by_role("button", name="Log ud").click()
    show_password(visitor)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Kode fra appen")
    expect(visitor.get_by_label("Kode", exact=True)).to_be_focused()
    check_both(visitor, "code")
    visitor.keyboard.type("000000")
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("alert")).to_contain_text("ikke rigtig")
    check_everybody_can_use(visitor, "code-refused")
    visitor.get_by_label("Kode", exact=True).fill(recovery)
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("button", name="Log ud")).to_be_visible()


def test_the_log_in_page_of_a_municipality_with_a_provider(
    visitor: Page, live_server: LiveServer, home: Home, settings: Settings
) -> None:
    chosen = OpenIdConnect(issuer="https://login.example.dk", client_id="videre", roles={"X": "analyst"})
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"oidc": chosen}))
    visitor.reload()
    expect(visitor.get_by_role("link", name="Kommunens login")).to_be_visible()
    check_both(visitor, "log-in-provider")


def write_looks() -> None:
    """Write looks that rules point at, in February 2016."""
    vera = User.objects.create(
        user_name="vera", display_name="Vera Krag", role="guidance_counsellor", unit="Ungecenter"
    )
    for i, family in enumerate(["Krag", "Vind", "Holm"]):
        person = Person.objects.create(given_name="Emma", family_name=family, birth_date=date(2000, 1, 1), sex="K")
        Entry.objects.create(
            at=datetime(2016, 2, 3, 9 + 7 * i, 12, tzinfo=ZoneInfo("Europe/Copenhagen")),
            by=vera.user_name, role=vera.role, unit=vera.unit, event="person_opened", person=str(person.pk),
            purpose="guidance", reason="vejleder for 9.b på Herstedlund Skole",
        )  # fmt: skip


def test_the_officer_draws_a_control_and_says_what_was_found(
    visitor: Page, live_server: LiveServer, officer: User
) -> None:
    write_looks()
    connect(visitor)
    visitor.get_by_role("link", name="Gå videre").click()
    visitor.get_by_role("link", name="Kontrol af loggen").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Kontrol af loggen")
    visitor.get_by_label("Hvor mange ud af hundrede").fill("100")
    visitor.get_by_role("button", name="Træk").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text(re.compile("2015 – .*2016"))
    expect(visitor.get_by_role("listitem").filter(has_text="Samme efternavn")).to_be_visible()
    expect(visitor.get_by_text("Emma")).to_have_count(0)
    check_both(visitor, "control")
    first = visitor.get_by_role("region").filter(has_text="Samme efternavn")
    first.get_by_label("Hvad blev fundet ud af").select_option("I orden")
    first.get_by_label("Note").fill("Ikke i familie")
    first.get_by_role("button", name="Gem").press("Enter")
    expect(visitor.get_by_text("2 er ikke set på endnu")).to_be_visible()
    visitor.get_by_role("link", name="Kontrol af loggen").first.click()
    check_both(visitor, "controls")
