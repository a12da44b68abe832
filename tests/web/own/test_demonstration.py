"""A demonstration has a young person and a parent who log in, and something for them to read."""

from datetime import date

import pytest
from django.test import Client
from tests.builders import open_enrolment
from tests.web.access.people import TODAY, make_person, tie
from tests.web.followup.casework import hold
from tests.web.own.doors import know_guardian, know_number

from videre.domain.education import EducationKind
from videre.home.home import Home
from videre.web.access.demonstration import involve_demo_users
from videre.web.accounts.actions import make_demo_users
from videre.web.accounts.models import User
from videre.web.agreements.models import Agreement
from videre.web.own.demonstration import fill_demo_plan

pytestmark = pytest.mark.django_db


def read_as(name: str) -> str:
    """Return the first page of the door for a user of the demonstration, on loopback as they must be."""
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(user_name=name))
    return client.get("/min-plan", follow=True).text


def test_the_young_person_and_the_parent_of_a_demonstration_read_the_same_plan_each_time_it_is_served(
    home: Home,
) -> None:
    for place, born in enumerate((date(1999, 3, 14), date(1992, 1, 1), date(1999, 5, 1))):
        person = hold(make_person(born=born), [open_enrolment(EducationKind.TENTH_GRADE, "2015-08-10", "2016-06-30")])
        tie(person, "uu")
        know_number(home, person, place)
        if place != 2:
            know_guardian(home, person, 50 + place)
    for _ in range(2):
        made = {user.user_name for user in make_demo_users(by="test")}
        involve_demo_users(day=TODAY, by="test")
        fill_demo_plan(day=TODAY, by="test")
        assert {"young-person", "guardian"} <= made
        for name in ("young-person", "guardian"):
            text = read_as(name)
            assert "En uge på besøg på teknisk skole" in text, name
            assert "Vejleder" in text.partition('id="contact"')[2], name
    assert Agreement.objects.count() == 2, "what is there is left as it is"


def test_a_demonstration_without_a_minor_whom_the_guidance_knows_has_nobody_to_let_in(home: Home) -> None:
    make_demo_users(by="test")
    involve_demo_users(day=TODAY, by="test")
    fill_demo_plan(day=TODAY, by="test")
    text = read_as("young-person")
    assert "Der er ingen plan til dig her" in text
