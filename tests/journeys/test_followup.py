"""A counsellor's morning in a real Chromium, by keyboard alone: open the lists, note three calls, change a status."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.builders import open_enrolment
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.access.people import TODAY, make_person
from tests.web.followup.casework import broke_off, give, hold, make_lists
from tests.web.site import PASSWORD

from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web.access.models import Membership
from videre.web.accounts.models import User
from videre.web.agreements.models import Act
from videre.web.followup.models import Entry

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
A_COUNSELLOR = 250


@pytest.fixture(autouse=True)
def without_second_factor(home: Home, settings: Settings) -> None:
    """Let the home ask for no code at log-in: that is walked in a journey of its own."""
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"second_factor": False}))


FIRST_NAMES = ("Asta", "Bo", "Carla", "Dilan", "Emil", "Fatima", "Gustav", "Hanne", "Idris", "Julie")
LAST_NAMES = ("Holm", "Yilmaz", "Sørensen", "Ahmed", "Kjær")


def make_colleague(name: str, shown: str) -> User:
    user = User(user_name=name, display_name=shown, role="guidance_counsellor")
    user.set_password(PASSWORD)
    user.save()
    Membership.objects.create(user=user, unit="uu", since=date(2010, 1, 1))
    return user


def fill(counsellor: User) -> None:
    """Give a counsellor 250 young people: most well under way, some off plan, some about to lapse."""
    for n in range(A_COUNSELLOR):
        person = make_person(
            FIRST_NAMES[n % 10], born=date(1998, 3 + n % 10, 1 + n % 28), family_name=LAST_NAMES[n % 5]
        )
        if n % 10 == 0:
            facts = broke_off(f"2016-02-{n % 18 + 1:02d}", f"2016-02-{n % 18 + 3:02d}")
        elif n % 10 == 1:
            facts = [open_enrolment(EducationKind.HF, "2015-08-10", f"2016-03-{n % 28 + 2:02d}")]
        elif n % 25 == 2:
            facts = []
        else:
            facts = [open_enrolment(EducationKind.STX, "2015-08-10", "2018-08-01")]
        hold(person, facts)
        give(person, counsellor)
    make_lists()


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").press("Enter")


def test_a_counsellor_with_250_young_people_does_the_mornings_work_by_keyboard(
    visitor: Page, live_server: LiveServer
) -> None:
    vera = make_colleague("vera", "Vera Vejleder")
    make_colleague("kaj", "Kaj Kollega")
    fill(vera)
    visitor.set_viewport_size(WIDE)
    log_in(visitor, "vera")
    visitor.get_by_role("link", name="Opfølgning").press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Opfølgning")
    check_everybody_can_use(visitor, "followup-board")
    visitor.get_by_role("link", name="Uden for planen", exact=True).press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Uden for planen")
    expect(visitor.locator("#how-many")).to_have_text("23 unge")  # the other two are 18
    check_everybody_can_use(visitor, "followup-list")
    for n in range(3):
        visitor.locator("tr", has_text="Kontakt senest").first.get_by_role("button", name="Opkald").press("Enter")
        expect(visitor.get_by_role("status")).to_contain_text("Opkald noteret")
        expect(visitor.locator("td.clock", has_text="Tilbud senest")).to_have_count(n + 1)
    assert Act.objects.filter(kind="called", by="vera", on=TODAY).count() == 3
    visitor.locator("tr", has_text="Kontakt senest").first.get_by_role("link").press("Enter")
    check_everybody_can_use(visitor, "followup-entry")
    expect(visitor.get_by_label("Fritaget til")).to_be_hidden()
    visitor.get_by_label("Hvad er gjort").select_option("wrong")
    expect(visitor.get_by_label("Hvad der skal stå i registeret")).to_be_visible()
    check_everybody_can_use(visitor, "followup-entry-wrong")
    visitor.get_by_label("Hvad er gjort").select_option("exempted")
    expect(visitor.get_by_label("Hvad der skal stå i registeret")).to_be_hidden()
    visitor.get_by_role("button", name="Notér", exact=True).press("Enter")
    expect(visitor.get_by_role("alert")).to_have_text("Skriv, hvor længe fritagelsen gælder.")
    check_everybody_can_use(visitor, "followup-entry-refused")
    visitor.get_by_label("Fritaget til").fill("2016-06-01")
    visitor.get_by_label("Note til kolleger").fill("Indlagt; forældrene er med")
    visitor.get_by_role("button", name="Notér", exact=True).press("Enter")
    expect(visitor.get_by_role("status")).to_contain_text("Fritaget")
    expect(visitor.locator(".now .clock")).to_contain_text("Fritaget til 1. jun 2016")
    assert Entry.objects.filter(paused_until=date(2016, 6, 1)).exists()


def test_the_pages_of_follow_up_can_be_used_by_everybody_on_a_phone(visitor: Page, live_server: LiveServer) -> None:
    vera = make_colleague("vera", "Vera Vejleder")
    make_colleague("kaj", "Kaj Kollega")
    Membership.objects.filter(user=vera).update(is_leader=True)
    for n in range(4):
        hold(make_person(FIRST_NAMES[n]), broke_off())
    make_lists()
    visitor.set_viewport_size(NARROW)
    log_in(visitor, "vera")
    visitor.goto(live_server.url + "/opfoelgning?hvis=ingen")
    expect(visitor.get_by_text("uden navn").first).to_be_visible()
    check_everybody_can_use(visitor, "followup-board-nobody")
    visitor.goto(live_server.url + "/opfoelgning/liste/off_plan_15_17?hvis=ingen")
    visitor.get_by_text("Fordel denne side mellem kolleger").press("Enter")
    check_everybody_can_use(visitor, "followup-split")
    visitor.get_by_label("Vera Vejleder").press("Space")
    visitor.get_by_label("Kaj Kollega").press("Space")
    visitor.get_by_role("button", name="Fordel").press("Enter")
    expect(visitor.get_by_role("status")).to_have_text("4 poster er fordelt.")
    for name in ("henvisninger", "ansvar", "liste/off_plan_15_17/udskrift"):
        visitor.goto(live_server.url + "/opfoelgning/" + name)
        check_everybody_can_use(visitor, f"followup-{name.rpartition('/')[2]}")
