"""A door that the registers say no more is closed, and what it kept of whoever came by it is forgotten."""

from datetime import date, timedelta

import pytest
from tests.web.access.people import NOW, TODAY, make_person
from tests.web.own.doors import know_guardian, number_of, parent, young
from tests.web.plans.writers import browser

from videre.home.home import Home
from videre.web.access.doors import open_doors
from videre.web.access.models import Door
from videre.web.accounts.models import User
from videre.web.audit.models import Entry
from videre.web.people.models import Guardian, Person
from videre.web.people.secrets import secrets_of
from videre.web.plans.models import Look, Plan
from videre.web.retention.actions import erase_due
from videre.web.retention.closing import close_doors
from videre.web.retention.erasing import CaseworkUnderRules

pytestmark = pytest.mark.django_db
ADULT = date(2017, 3, 14)  # Asta's 18th birthday


@pytest.fixture
def asta(home: Home) -> Person:
    """Return a young person of 16."""
    return make_person()


def has_read(user: User, person: Person) -> None:
    """Let somebody have read the newest of a plan."""
    plan, _ = Plan.objects.get_or_create(person=person, form="form-1", begun_on=TODAY)
    Look.objects.create(plan=plan, user=user, version=1, at=NOW)


def test_the_door_of_a_guardian_whom_the_register_names_no_more_is_closed_and_forgotten(
    home: Home, asta: Person
) -> None:
    mother, own = parent(home, asta), young(home, asta)
    has_read(mother, asta)
    client = browser(mother)
    Guardian.objects.all().delete()
    assert close_doors(day=TODAY, by="test") == 1
    assert list(Door.objects.values_list("user", "kind")) == [(own.pk, "own")]
    assert set(User.objects.filter(role__in=("guardian", "young_person"))) == {own}
    assert not Look.objects.exists()
    assert client.get("/min-plan").status_code == 302, "whose user is gone is logged in no more"
    line = Entry.objects.get(event="door_closed")
    assert (line.about, line.person, line.by) == ("guardian", str(asta.pk), "test")


def test_a_guardian_of_two_keeps_the_door_to_the_one_and_nothing_of_the_other(home: Home, asta: Person) -> None:
    bo = make_person("Bo")
    mother = parent(home, asta, bo)
    for person in (asta, bo):
        has_read(mother, person)
    Guardian.objects.filter(person=bo).delete()
    assert close_doors(day=TODAY, by="test") == 0, "nobody is forgotten to whom a door stands"
    assert [door.person for door in Door.objects.filter(user=mother)] == [asta]
    assert [look.plan.person for look in Look.objects.all()] == [asta]


def test_the_night_of_the_18th_birthday_closes_the_guardians_door_and_not_the_young_persons(
    home: Home, asta: Person
) -> None:
    parent(home, asta)
    own = young(home, asta)
    erase_due(day=ADULT - timedelta(days=1), by="nightly")
    assert Door.objects.count() == 2
    erase_due(day=ADULT, by="nightly")
    assert [door.user for door in Door.objects.all()] == [own]
    assert not User.objects.filter(role="guardian").exists()


def test_an_erased_guardian_is_let_in_to_nobody_and_their_number_stands_in_no_door(home: Home, asta: Person) -> None:
    mother = parent(home, asta, place=50)
    father = parent(home, asta, place=51)
    CaseworkUnderRules(home).erase(lambda digits: digits == number_of(50))
    assert [door.user for door in Door.objects.all()] == [father]
    assert not User.objects.filter(pk=mother.pk).exists()
    assert not Door.objects.filter(blind=secrets_of(home).blind(number_of(50))).exists()


def test_an_erased_young_person_leaves_neither_door_nor_user(home: Home, asta: Person) -> None:
    own = young(home, asta, place=1)
    parent(home, asta)
    client = browser(own)
    CaseworkUnderRules(home).erase(lambda digits: digits == number_of(1))
    assert not Door.objects.exists()
    assert not User.objects.filter(role__in=("guardian", "young_person")).exists()
    assert client.get("/min-plan").status_code == 302
    assert not Entry.objects.filter(person=str(asta.pk)).exists()


def test_at_a_log_in_a_door_that_is_closed_is_logged(home: Home, asta: Person) -> None:
    bo = make_person("Bo")
    mother = parent(home, asta, bo)
    blind = secrets_of(home).blind(number_of(50))
    Guardian.objects.filter(person=bo).delete()
    know_guardian(home, bo, 51)
    open_doors(user=mother, kind="guardian", blind=blind, day=TODAY, by="test")  # type: ignore[arg-type]
    assert Entry.objects.get(event="door_closed").person == str(bo.pk)
