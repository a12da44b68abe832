"""The pages about people in a real Chromium: from the list to emergency access, and to its review."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.access.people import agree, make_person, tie
from tests.web.access.test_pages import ASTAS, number_of, say
from tests.web.site import PASSWORD

from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind
from videre.home.home import Home
from videre.web.access.models import Membership
from videre.web.accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make(role: str, name: str) -> User:
    """Return a user who can log in."""
    user = User(user_name=name, display_name=name.capitalize(), role=role)
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(page: Page, address: str, name: str) -> None:
    """Log somebody in, and whoever was logged in out."""
    page.context.clear_cookies()
    page.goto(f"{address}/log-ind")
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()


def check(page: Page, name: str) -> None:
    """Assert that everybody can use a page, on a wide screen and a narrow one."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        check_everybody_can_use(page, name)
    page.set_viewport_size(WIDE)


def test_from_my_young_people_to_one_of_them_to_emergency_access_and_its_review(
    visitor: Page, live_server: LiveServer, home: Home, settings: Settings
) -> None:
    without_codes = home.settings.model_copy(update={"second_factor": False})
    settings.VIDERE_HOME = replace(home, settings=without_codes)
    counsellor, _officer = make("guidance_counsellor", "berta"), make("data_protection_officer", "dorthe")
    Membership.objects.create(user=counsellor, unit="uu", since=date(2010, 1, 1))
    for name in ("Asta", "Bo", "Carla"):
        person = make_person(name)
        tie(person, "uu")
        say(person, FactKind.ENROLMENT, "2015-08-10", "2016-06-27", code=EducationKind.HF, value=Outcome.ONGOING)
    agree(person, "guidance", "benefits")
    number_of(make_person("Farid"), home, ASTAS)

    log_in(visitor, live_server.url, "berta")
    visitor.get_by_role("link", name="Mine unge").click()
    expect(visitor.get_by_text("Du har at gøre med 3 unge.")).to_be_visible()
    check(visitor, "people-list")
    visitor.get_by_label("En del af navnet").fill("ast")
    visitor.get_by_role("button", name="Søg").click()
    visitor.get_by_role("link", name="Asta Holm").click()
    expect(visitor.get_by_text("Du ser det, fordi du er vejleder ved Ungevejledningen.")).to_be_visible()
    expect(visitor.get_by_role("heading", name="I uddannelse")).to_be_visible()
    check(visitor, "people-person")
    visitor.get_by_role("link", name="Hvem har set").click()
    expect(visitor.get_by_role("cell", name="vejleder ved Ungevejledningen").first).to_be_visible()
    check(visitor, "people-looks")

    visitor.get_by_role("link", name="Mine unge").first.click()
    visitor.get_by_role("link", name="Adgang i nødstilfælde").click()
    visitor.get_by_label("CPR-nummer").fill(ASTAS)
    visitor.get_by_label("Hvorfor du skal se den unge nu").fill("Hans mor ringer: Han er ikke kommet hjem.")
    check(visitor, "people-emergency")
    visitor.get_by_role("button", name="Åbn i en time").click()
    expect(visitor.get_by_role("heading", name="Farid Holm")).to_be_visible()

    log_in(visitor, live_server.url, "dorthe")
    visitor.get_by_role("link", name="Adgang i nødstilfælde").click()
    expect(visitor.get_by_text("Hans mor ringer")).to_be_visible()
    check(visitor, "people-reviews")
    visitor.get_by_label("Hvad efterprøvningen viste").select_option("justified")
    visitor.get_by_role("button", name="Gem efterprøvningen").click()
    expect(visitor.get_by_text("den var berettiget")).to_be_visible()
