"""The door in a real Chromium, on a phone: a young person reads, writes, answers and objects, and so does a parent."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.builders import open_enrolment
from tests.journeys.test_plans import make_colleague
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.access.people import NOW, TODAY, agree, make_person, tie
from tests.web.followup.casework import hold
from tests.web.own.doors import parent, young
from tests.web.plans.writers import before, put
from tests.web.site import PASSWORD

from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web.access.models import Consent
from videre.web.accounts.models import User
from videre.web.agreements.actions import agree as agree_on
from videre.web.agreements.actions import name_contact_person
from videre.web.agreements.models import Agreement
from videre.web.own.models import Objection
from videre.web.people.models import Person
from videre.web.plans.actions import publish
from videre.web.plans.models import Version

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def without_second_factor(home: Home, settings: Settings) -> None:
    """Let the home ask for no code at log-in: MitID is walked in tests/web/own/test_log_in.py."""
    settings.VIDERE_HOME = Home(home.paths, home.settings.model_copy(update={"second_factor": False}))


def let_log_in(user: User) -> User:
    user.set_password(PASSWORD)
    user.save()
    return user


def make_asta() -> Person:
    """Return a young person of 16 with a counsellor, words of hers, agreements, and a yes to the school."""
    asta = hold(make_person(), [open_enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-30")])
    tie(asta, "uu")
    agree(asta, "school", "plan")
    vera = make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    name_contact_person(person_id=asta.pk, user=vera, unit="uu", on=date(2016, 1, 4), by="t")
    put(before(vera, asta.pk), "Vi har set på grundforløbet på teknisk skole og på 10. klasse.", ("guidance", "talks"))
    put(before(vera, asta.pk), "Ring til teknisk skole.", ("way", "next_step"))
    publish(reader=before(vera, asta.pk), now=NOW, by="vera")
    due = date(2016, 3, 20)
    agree_on(person_id=asta.pk, what="Ringe til teknisk skole", party="young_person", due=due, on=TODAY, by="vera")
    agree_on(person_id=asta.pk, what="Følge med på besøg", party="family", due=due, on=TODAY, by="vera")
    return asta


def log_in(page: Page, name: str) -> None:
    page.get_by_label("Brugernavn").fill(name)
    page.get_by_label("Adgangskode").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").press("Enter")
    expect(page.get_by_role("button", name="Log ud")).to_be_attached()


def check_on(page: Page, name: str, *sizes: dict[str, int]) -> None:
    """Check a page on each size of window, and go back to the phone."""
    for size in sizes or (PHONE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        check_everybody_can_use(page, name)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_a_young_person_reads_writes_answers_and_objects_on_a_phone(
    visitor: Page, live_server: LiveServer, home: Home
) -> None:
    asta = make_asta()
    let_log_in(young(home, asta))
    visitor.set_viewport_size(PHONE)
    log_in(visitor, "own-1")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Hej Asta")
    check_on(visitor, "own-plan", PHONE, NARROW, WIDE)
    visitor.get_by_role("button", name="Jeg har læst det").click()
    visitor.get_by_role("link", name="Skriv – Det drømmer jeg om").click()
    visitor.get_by_label("Det drømmer jeg om").fill("Jeg vil være tømrer som min morfar.")
    check_on(visitor, "own-write")
    visitor.get_by_role("button", name="Gem").click()
    expect(visitor.get_by_role("status")).to_contain_text("de andre, når du viser dem det")
    check_on(visitor, "own-plan-draft")
    visitor.get_by_role("button", name="Vis det til de andre").click()
    expect(visitor.get_by_role("status")).to_have_text("Nu kan de andre læse det.")
    visitor.locator("summary", has_text="Ringe til teknisk skole").click()
    visitor.get_by_label("Et par ord").first.fill("Jeg ringer på mandag")
    check_on(visitor, "own-answer")
    visitor.get_by_role("button", name="Ja, det er en aftale").first.click()
    expect(visitor.get_by_text("Du har svaret: Ja – “Jeg ringer på mandag”")).to_be_visible()
    visitor.get_by_role("link", name="Hvem har kigget").click()
    expect(visitor.get_by_text("Udgav planen")).to_be_visible()
    check_on(visitor, "own-looks", PHONE, NARROW, WIDE)
    visitor.get_by_role("link", name="Det, der deles").click()
    check_on(visitor, "own-sharing")
    visitor.get_by_role("button", name="Træk dit ja tilbage – Grundskolen").click()
    expect(visitor.get_by_role("status")).to_have_text("Du har sagt nej. Delingen er stoppet.")
    visitor.get_by_role("link", name="Sig fra", exact=True).click()
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_role("alert").first).to_be_visible()
    check_on(visitor, "own-object-refused")
    visitor.get_by_label("Nogen har kigget").check()
    visitor.get_by_label("Sig det med dine egne ord").fill("Hvorfor kiggede jobcentret på mig?")
    visitor.get_by_role("button", name="Send").click()
    expect(visitor.get_by_text("Du får svar senest 29. marts 2016")).to_be_visible()
    check_on(visitor, "own-objections")
    assert Version.objects.latest("number").words["own_words"] == {"dreams": "Jeg vil være tømrer som min morfar."}
    assert Consent.objects.get().withdrawn_at is not None
    visitor.get_by_role("button", name="Log ud").click()
    log_in(visitor, "vera")
    visitor.goto(live_server.url + "/indsigelser")
    check_on(visitor, "objections-inbox", NARROW, WIDE)
    visitor.get_by_role("link", name="Asta Holm: Nogen har kigget").click()
    check_on(visitor, "objection", NARROW, WIDE)
    visitor.get_by_label("Dit svar").fill("Fordi du har en aftale der på fredag.")
    visitor.get_by_role("button", name="Send svaret").click()
    expect(visitor.get_by_text("Ingen venter.")).to_be_visible()
    assert Objection.objects.get().answered_on == TODAY


def test_a_parent_of_two_reads_the_plan_and_writes_the_parents_part_on_a_phone(
    visitor: Page, live_server: LiveServer, home: Home
) -> None:
    asta, dina = make_asta(), make_person("Dina", protected_until=date(2016, 12, 1))
    let_log_in(parent(home, asta, dina))
    visitor.set_viewport_size(PHONE)
    visitor.goto(live_server.url + "/min-plan/log-ind")
    check_on(visitor, "own-door")
    visitor.goto(live_server.url + "/log-ind")
    log_in(visitor, "guardian-50")
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Hvis plan?")
    check_on(visitor, "own-whose")
    visitor.get_by_role("link", name="Beskyttet navn").click()
    expect(visitor.get_by_text("Navn og adresse er beskyttet")).to_be_visible()
    check_on(visitor, "own-protected")
    visitor.get_by_role("link", name="Min plan").click()
    visitor.get_by_role("link", name="Asta Holm").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Planen for Asta")
    visitor.get_by_role("link", name="Skriv – Sådan støtter vi prøven").click()
    visitor.get_by_label("Sådan støtter vi prøven").fill("Vi læser dansk sammen om søndagen.")
    visitor.get_by_role("button", name="Gem").click()
    visitor.get_by_role("button", name="Vis det til de andre").click()
    expect(visitor.get_by_role("status")).to_have_text("Nu kan de andre læse det.")
    visitor.locator("summary", has_text="Følge med på besøg").click()
    visitor.get_by_role("button", name="Det er gjort").click()
    expect(visitor.get_by_role("status")).to_have_text("Dit svar står i planen.")
    check_on(visitor, "own-parent", PHONE, NARROW, WIDE)
    assert Agreement.objects.get(party="family").kept_on == TODAY
    assert Version.objects.latest("number").words["parents"] == {"exam": "Vi læser dansk sammen om søndagen."}
