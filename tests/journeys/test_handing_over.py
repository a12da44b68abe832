"""A young person is handed over in a real Chromium: a counsellor sends, an adviser says yes."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.journeys.test_plans import log_in, make_asta, make_colleague, without_second_factor
from tests.journeys.test_site import NARROW, WIDE, check_everybody_can_use
from tests.web.access.people import NOW
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
