"""The shared document in a real Chromium: a counsellor writes and publishes, and the connection breaks."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.builders import open_enrolment
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.access.people import NOW, TODAY, agree, make_person, tie
from tests.web.followup.casework import hold
from tests.web.plans.writers import before, put
from tests.web.site import PASSWORD

from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web.access.models import Membership
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree as agree_on
from videre.web.agreements.actions import name_contact_person
from videre.web.people.models import Person
from videre.web.plans.actions import publish
from videre.web.plans.models import Revision, Version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def without_second_factor(home: Home, settings: Settings) -> None:
    """Let the home ask for no code at log-in: that is walked in a journey of its own."""
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"second_factor": False}))


def make_colleague(name: str, shown: str, role: str, unit: str) -> User:
    user = User(user_name=name, display_name=shown, role=role)
    user.set_password(PASSWORD)
    user.save()
    Membership.objects.create(user=user, unit=unit, since=date(2010, 1, 1))
    return user


def make_asta() -> Person:
    """Return a young person of 16, whose counsellor is Vera and who lets the school read the plan."""
    asta = hold(make_person(), [open_enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-30")])
    tie(asta, "uu")
    agree(asta, "school", "plan")
    return asta


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").press("Enter")
    expect(page.get_by_role("button", name="Log ud")).to_be_attached()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["phone", "desk"])
def test_a_counsellor_writes_chooses_between_two_texts_and_publishes(
    visitor: Page, live_server: LiveServer, size: dict[str, int]
) -> None:
    wide = size == WIDE
    asta = make_asta()
    vera = make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    kaj = make_colleague("kaj", "Kaj Kollega", "guidance_counsellor", "uu")
    name_contact_person(person_id=asta.pk, user=vera, unit="uu", on=date(2016, 1, 4), by="t")
    agree_on(person_id=asta.pk, what="Besøge teknisk skole", party="family", due=date(2016, 2, 20), on=TODAY, by="vera")
    visitor.set_viewport_size(size)
    log_in(visitor, "vera")
    visitor.goto(f"{live_server.url}/unge/{asta.pk}")
    visitor.get_by_role("link", name="Planen").click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Min plan")
    visitor.get_by_role("link", name="Skriv – Det drømmer jeg om").click()
    visitor.get_by_label("Det drømmer jeg om").fill("Jeg vil være tømrer som min morfar.")
    check_everybody_can_use(visitor, f"plan-write-{wide}")
    visitor.get_by_role("button", name="Gem").click()
    expect(visitor.get_by_role("status")).to_contain_text("Gemt som kladde")
    visitor.get_by_role("link", name="Ret – Det drømmer jeg om").click()
    visitor.get_by_label("Det drømmer jeg om").fill("Jeg vil være tømrer.")
    put(before(kaj, asta.pk), "Jeg vil være tømrer eller kok.", seen=1)
    visitor.get_by_role("button", name="Gem").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("I har skrevet her på samme tid")
    check_everybody_can_use(visitor, f"plan-clash-{wide}")
    visitor.get_by_role("button", name="Lad den stå").click()
    visitor.get_by_role("button", name="Udgiv de afsnit, jeg skriver i").click()
    expect(visitor.get_by_role("status")).to_have_text("Udgivet som version 1.")
    check_everybody_can_use(visitor, f"plan-{wide}")
    visitor.get_by_text("En ny aftale").click()
    visitor.get_by_text("Det her er forkert, eller noget mangler").click()
    check_everybody_can_use(visitor, f"plan-forms-{wide}")
    visitor.get_by_role("link", name="Historik – Det drømmer jeg om").click()
    check_everybody_can_use(visitor, f"plan-history-{wide}")
    assert Version.objects.get().words == {"own_words": {"dreams": "Jeg vil være tømrer eller kok."}}


def test_a_teacher_sees_what_is_new_since_the_last_time(visitor: Page, live_server: LiveServer) -> None:
    asta = make_asta()
    vera = make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    tove = make_colleague("tove", "Tove Lærer", "class_teacher", "school:101001")
    tie(asta, tove, "class", title="10.a")
    put(before(vera, asta.pk), "Jeg vil være tømrer.", ("way", "goal"))
    publish(reader=before(vera, asta.pk), now=NOW, by="vera")
    visitor.set_viewport_size(NARROW)
    log_in(visitor, "tove")
    visitor.goto(f"{live_server.url}/plan/{asta.pk}")
    visitor.get_by_role("button", name="Jeg har læst det").click()
    expect(visitor.get_by_role("button", name="Jeg har læst det")).to_have_count(0)
    put(before(vera, asta.pk), "Jeg vil være kok.", ("way", "goal"), seen=1)
    publish(reader=before(vera, asta.pk), now=NOW, by="vera")
    visitor.reload()
    expect(visitor.locator("del")).to_have_text("tømrer.")
    expect(visitor.locator("ins")).to_have_text("kok.")
    check_everybody_can_use(visitor, "plan-changed")


def test_words_are_saved_while_writing_and_a_break_in_the_connection_loses_none(
    page: Page, live_server: LiveServer, home: Home
) -> None:
    asta = make_asta()
    make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    page.goto(live_server.url + "/log-ind")
    log_in(page, "vera")
    address = f"{live_server.url}/plan/{asta.pk}/skriv/own_words/dreams"
    page.goto(address)
    page.get_by_label("Det drømmer jeg om").fill("Jeg vil være")
    expect(page.get_by_role("status")).to_have_text("Gemt som kladde.", timeout=10_000)
    assert Revision.objects.get().words == "Jeg vil være"
    page.route("**/skriv/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Det drømmer jeg om").fill("Jeg vil være tømrer")
    expect(page.get_by_role("status")).to_contain_text("Der er ingen forbindelse", timeout=10_000)
    page.goto(f"{live_server.url}/plan/{asta.pk}")
    page.unroute("**/skriv/**")
    page.goto(address)
    expect(page.get_by_role("status")).to_have_text("Tekst, der ikke blev sendt, er sat tilbage.")
    expect(page.get_by_label("Det drømmer jeg om")).to_have_value("Jeg vil være tømrer")
    expect(page.get_by_role("status")).to_have_text("Gemt som kladde.", timeout=10_000)
    assert Revision.objects.latest("number").words == "Jeg vil være tømrer"
    assert Revision.objects.latest("number").revision == 2
