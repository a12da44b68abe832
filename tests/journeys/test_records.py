"""Consent, sharing and involvement in a real Chromium: asked, answered, shared at a meeting, a colleague involved."""

from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from tests.builders import SCHOOL, day
from tests.journeys.test_people import check, log_in, make
from tests.web.access.people import agree, make_person, tie
from tests.web.access.test_pages import say

from videre.domain.education import EducationKind, Outcome
from videre.domain.facts import FactKind
from videre.domain.work import EmploymentKind
from videre.home.home import Home
from videre.web.access.models import Membership
from videre.web.people.models import CaseAbsence

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_asta() -> None:
    """Make a pupil of the school: four grades, three months of work, and absence that rises."""
    asta = make_person(born=date(1999, 3, 14))
    tie(asta, "school:101001")
    agree(asta, "school", "contacts", given_by="guardian")
    for year in range(2012, 2016):
        kind = EducationKind.PRIMARY_SCHOOL
        say(
            asta,
            FactKind.ENROLMENT,
            f"{year}-08-10",
            f"{year + 1}-06-27",
            code=kind,
            value=Outcome.COMPLETED,
            place=SCHOOL,
        )
    for month, hours in ((9, 2000), (10, 3500), (11, 1800)):
        code = EmploymentKind.ORDINARY
        say(asta, FactKind.EMPLOYMENT, f"2015-{month:02}-01", f"2015-{month + 1:02}-01", code=code, value=hours)
    for month, unpermitted in ((10, 0), (11, 100), (12, 300)):
        CaseAbsence.objects.create(
            person=asta,
            month=2015 * 12 + month - 1,
            place=SCHOOL,
            grade=9,
            possible_x100=1800,
            ill_x100=150,
            permitted_x100=0,
            unpermitted_x100=unpermitted,
            reported=day("2016-01-08"),
        )


def test_a_counsellor_asks_writes_the_answer_shares_at_a_meeting_and_involves_a_colleague(
    visitor: Page, live_server: LiveServer, home: Home, settings: Settings
) -> None:
    settings.VIDERE_HOME = replace(home, settings=home.settings.model_copy(update={"second_factor": False}))
    head, teacher = make("school_head", "helle"), make("class_teacher", "tine")
    Membership.objects.create(user=head, unit="school:101001", since=date(2010, 1, 1), is_leader=True)
    Membership.objects.create(user=teacher, unit="school:101001", since=date(2010, 1, 1))
    make_asta()

    log_in(visitor, live_server.url, "helle")
    visitor.get_by_role("link", name="Mine unge").click()
    visitor.get_by_role("link", name="Asta Holm").click()
    visitor.get_by_text("Vis alle 3 dele").first.click()
    check(visitor, "records-person")
    visitor.get_by_role("link", name="Samtykke og deling").click()
    visitor.locator("summary", has_text="Grundskolen").click()
    visitor.locator("label[for=ask-school-plan]").click()
    visitor.get_by_role("button", name="Noter, at der er spurgt").click()
    visitor.get_by_role("button", name="Sagde ja").click()
    expect(visitor.get_by_text("den unge, den 1. marts 2016, version 1")).to_be_visible()
    visitor.locator("summary", has_text="SSD").click()
    form = visitor.locator("details[open]").filter(has_text="Sagens nummer")
    form.get_by_label("Med", exact=True).select_option("health_visitors")
    form.locator("label[for=share-ssd-absence]").click()
    form.get_by_label("Sagens nummer").fill("2016-7")
    check(visitor, "records-sharing-form")
    form.get_by_role("button", name="Del, og log det").click()
    expect(visitor.get_by_text("sag 2016-7, møde den 1. marts 2016")).to_be_visible()
    check(visitor, "records-sharing")

    visitor.get_by_role("link", name="Asta Holm").click()
    visitor.get_by_role("link", name="Hvem er med").click()
    visitor.get_by_label("Hvem", exact=True).select_option(label="Tine")
    visitor.get_by_label("Som hvad").select_option("class")
    visitor.get_by_label("I hvilken klasse").fill("9.b")
    visitor.get_by_role("button", name="Inddrag, og log det").click()
    expect(visitor.get_by_text("Tine, klasse 9.b")).to_be_visible()
    check(visitor, "records-parts")
    visitor.goto(f"{live_server.url}/unge-at-spoerge")
    expect(visitor.get_by_role("link", name="Asta Holm")).to_have_count(0)
    check(visitor, "records-reminders")
