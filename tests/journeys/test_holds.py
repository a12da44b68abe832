"""The data-protection officer holds something and lets it go, in a real Chromium: usable by everybody."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.homes import ALICE
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.retention.rows import Rows
from tests.web.site import PASSWORD

from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.retention.models import LegalHold

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officer(visitor: Page, home: Home, without_codes: None) -> Page:
    """Return a page of a browser where the data-protection officer has logged in; some is held, some was."""
    user = User(user_name="dora", display_name="Dora Databeskytter", role="data_protection_officer")
    user.set_password(PASSWORD)
    user.save()
    person = Rows(home, user, "Asta", ALICE).person
    placed = {"since": date(2015, 9, 1), "placed_by": "dora"}
    LegalHold.objects.create(rule="disclosures", reason="Tilsyn 2016-7", until=date(2016, 3, 20), **placed)
    LegalHold.objects.create(
        person=person, rule="agreements", reason="Klagesag 2015-31", until=date(2016, 9, 1),
        lifted_on=date(2016, 2, 1), lifted_by="dora", lifted_because="Ankestyrelsen har afgjort sagen", **placed,
    )  # fmt: skip
    visitor.get_by_label("Brugernavn").fill("dora")
    visitor.get_by_label("Adgangskode").fill(PASSWORD)
    visitor.get_by_role("button", name="Log ind").click()
    return visitor


def test_something_is_held_and_let_go_again(officer: Page, live_server: LiveServer) -> None:
    officer.get_by_role("link", name="Tilbageholdelser").click()
    expect(officer.get_by_role("heading", level=1)).to_have_text("Tilbageholdelser")
    officer.get_by_label("CPR-nummer").fill(ALICE)
    officer.get_by_label("Hvad der tilbageholdes").select_option("Alt om den unge")
    officer.get_by_label("Hvorfor", exact=True).fill("Erstatningssag 2016-12")
    officer.get_by_label("Indtil, den dag ikke med").fill("2017-03-01")
    officer.get_by_role("button", name="Tilbagehold det og log det").click()
    expect(officer.get_by_role("status")).to_have_text("Det er tilbageholdt fra nu af.")
    held = officer.get_by_role("listitem").filter(has_text="Erstatningssag 2016-12")
    expect(held).to_contain_text("Alt om den unge")
    held.locator("summary").press("Enter")
    expect(held.get_by_label("Hvorfor den ophæves")).to_be_visible()
    for size in (WIDE, NARROW):
        officer.set_viewport_size(size)
        check_everybody_can_use(officer, "legal-holds")
    held.get_by_label("Hvorfor den ophæves").fill("Sagen er forligt")
    officer.keyboard.press("Enter")
    expect(officer.get_by_role("status")).to_contain_text("reglerne gælder igen")
    expect(officer.get_by_role("table")).to_contain_text("Sagen er forligt")
    assert LegalHold.objects.get(reason="Erstatningssag 2016-12").lifted_by == "dora"
