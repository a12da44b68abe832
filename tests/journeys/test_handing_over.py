"""In a real Chromium: a young person is handed over, and a meeting is called, held and written down."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.conftest import SCREENSHOTS
from tests.journeys.test_plans import log_in, make_asta, make_colleague, without_second_factor
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.access.people import NOW, TODAY, tie
from tests.web.plans.writers import before, put

from videre.web.agreements.actions import name_contact_person
from videre.web.agreements.models import ContactPerson
from videre.web.plans.actions import publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
__all__ = ["without_second_factor"]


def test_a_counsellor_hands_over_and_the_receiver_says_yes(visitor: Page, live_server: LiveServer) -> None:
    asta = make_asta()
    vera = make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    make_colleague("jens", "Jens Jobcenter", "job_centre_adviser", "job_centre")
    name_contact_person(person_id=asta.pk, user=vera, unit="uu", on=date(2016, 1, 4), by="t")
    reader = before(vera, asta.pk)
    put(reader, "Jeg er god til at bygge ting og til at få andre med.", ("own_words", "strengths"))
    put(reader, "At nogen ringer, hvis jeg ikke kommer.", ("own_words", "what_helps"))
    publish(reader=reader, now=NOW, by="vera")
    visitor.set_viewport_size(WIDE)
    log_in(visitor, "vera")
    visitor.goto(f"{live_server.url}/plan/{asta.pk}")
    visitor.get_by_role("link", name="Overdrag til en anden skole eller enhed").click()
    visitor.get_by_label("Hvem der skal tage imod").select_option(label="Jobcentret")
    visitor.get_by_label("Hvad der er i gang og ikke må gå i stå").fill(
        "Mentor hver tirsdag og et fritidsjob hos bageren."
    )
    visitor.get_by_label("Hvad den unge ønsker af de nye").fill("Ring hellere end at skrive.")
    check_everybody_can_use(visitor, "hand-over-new")
    visitor.get_by_role("button", name="Send overgangen").click()
    expect(visitor.get_by_role("status")).to_contain_text("Du er kontaktperson, indtil der er taget imod")
    visitor.get_by_role("link", name="Overgange").click()
    check_everybody_can_use(visitor, "hand-over-sent")
    visitor.get_by_role("button", name="Log ud").click()
    visitor.goto(live_server.url + "/log-ind")
    log_in(visitor, "jens")
    visitor.set_viewport_size(NARROW)
    visitor.goto(live_server.url + "/planer")
    check_everybody_can_use(visitor, "hand-over-desk")
    visitor.get_by_role("link", name="Asta Holm").click()
    check_everybody_can_use(visitor, "hand-over")
    visitor.get_by_label("Ny kontaktperson").select_option(label="Jens Jobcenter")
    visitor.get_by_role("button", name="Tag imod").click()
    expect(visitor.get_by_role("status")).to_have_text("Jens Jobcenter er kontaktperson nu.")
    assert ContactPerson.objects.get(until__isnull=True).user.user_name == "jens"


def test_a_meeting_is_called_held_and_its_minutes_become_an_agreement(visitor: Page, live_server: LiveServer) -> None:
    asta = make_asta()
    vera = make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    make_colleague("helle", "Helle Skoleleder", "school_head", "school:101001")
    tie(asta, "school:101001", since=TODAY - timedelta(days=99))
    name_contact_person(person_id=asta.pk, user=vera, unit="uu", on=date(2016, 1, 4), by="t")
    reader = before(vera, asta.pk)
    put(reader, "Jeg vil ud at sejle.", ("own_words", "dreams"))
    put(reader, "Maskinmester.", ("way", "goal"))
    publish(reader=reader, now=NOW, by="vera")
    visitor.set_viewport_size(WIDE)
    log_in(visitor, "vera")
    visitor.goto(f"{live_server.url}/plan/{asta.pk}")
    visitor.get_by_role("link", name="Indkald til et møde").click()
    visitor.get_by_label("Hvad mødet handler om").fill("Næste skridt efter 10. klasse")
    visitor.get_by_label("Dag").fill(TODAY.isoformat())
    visitor.get_by_label("Klokken").fill("13:30")
    visitor.get_by_label("Sted").fill("Ungecentret, lokale 2")
    visitor.get_by_label("Den unge, familien og andre").fill("Asta og hendes mor")
    check_everybody_can_use(visitor, "meeting-new")
    visitor.get_by_role("button", name="Indkald mødet").click()
    visitor.get_by_text("Indkald en enhed").click()
    visitor.get_by_label("Hvem, og på hvilket grundlag").select_option(index=1)
    visitor.get_by_role("button", name="Indkald", exact=True).click()
    expect(visitor.get_by_role("status")).to_contain_text("Indkaldt.")
    visitor.get_by_label("Hvad der blev sagt – Mit mål").fill("Hun vil besøge maskinmesterskolen inden påske.")
    visitor.get_by_label("Hvem der kom").fill("Asta, hendes mor, Helle og Vera")
    visitor.get_by_role("button", name="Gem referatet").click()
    visitor.get_by_label("Hvad der blev sagt – Mit mål").fill(
        "Hun vil besøge maskinmesterskolen inden påske, med sin mor."
    )
    visitor.get_by_role("button", name="Gem referatet").click()
    visitor.get_by_text("1 tidligere tekst").click()
    expect(visitor.get_by_text("Hun vil besøge maskinmesterskolen inden påske.", exact=True)).to_be_visible()
    visitor.get_by_label("Hvad der blev sagt – Det drømmer jeg om").fill("x" * 5_001)
    visitor.get_by_role("button", name="Gem referatet").click()
    expect(visitor.get_by_label("Hvad der blev sagt – Det drømmer jeg om")).to_have_value("x" * 5_001)
    visitor.get_by_label("Hvad der blev sagt – Det drømmer jeg om").fill("")
    check_everybody_can_use(visitor, "meeting-refused")
    visitor.get_by_role("button", name="Gem referatet").click()
    visitor.get_by_text("En ny aftale").click()
    visitor.get_by_label("Det, der er aftalt").fill("Besøge maskinmesterskolen")
    visitor.get_by_label("Hvornår").fill("2016-03-20")
    visitor.get_by_role("button", name="Skriv den ned").click()
    for size in (WIDE, NARROW):
        visitor.set_viewport_size(size)
        check_everybody_can_use(visitor, "meeting")
    visitor.get_by_role("button", name="Gem og godkend").click()
    expect(visitor.get_by_role("status")).to_have_text("Referatet er godkendt.")
    check_everybody_can_use(visitor, "meeting-closed")
    visitor.goto(f"{live_server.url}/plan/{asta.pk}")
    check_everybody_can_use(visitor, "plan-with-meeting")
    with visitor.expect_download() as download:
        visitor.get_by_role("button", name="Hent planen som PDF").click()
    assert download.value.suggested_filename == "plan.pdf"
    download.value.save_as(SCREENSHOTS / "plan.pdf")


def test_what_is_noted_as_wrong_reaches_the_data_manager_and_a_step_is_ticked_off(
    visitor: Page, live_server: LiveServer
) -> None:
    asta = make_asta()
    make_colleague("vera", "Vera Vejleder", "guidance_counsellor", "uu")
    make_colleague("dan", "Dan Data", "data_manager", "uu")
    visitor.set_viewport_size(WIDE)
    log_in(visitor, "vera")
    visitor.goto(f"{live_server.url}/plan/{asta.pk}")
    visitor.get_by_role("button", name="Sæt som i orden – Målet og næste skridt er den unges egne.").click()
    expect(visitor.get_by_role("status")).to_have_text("Trinnet er sat som i orden.")
    visitor.get_by_text("Det her er forkert, eller noget mangler").click()
    visitor.get_by_label("Hvad der er rigtigt").fill("Begyndte først i september")
    visitor.get_by_role("button", name="Notér det").click()
    expect(visitor.get_by_role("status")).to_contain_text("Noteret til registerets ejer.")
    check_everybody_can_use(visitor, "plan-ticked")
    visitor.get_by_role("button", name="Log ud").click()
    visitor.goto(live_server.url + "/log-ind")
    log_in(visitor, "dan")
    visitor.goto(live_server.url + "/data/rettelser")
    for size in (WIDE, NARROW):
        visitor.set_viewport_size(size)
        check_everybody_can_use(visitor, "corrections")
    visitor.get_by_label("Hvad ejeren siger").fill("Rettet i det studieadministrative system")
    visitor.get_by_role("button", name="Rettet").click()
    expect(visitor.get_by_role("status")).to_contain_text("Skrevet ned.")
