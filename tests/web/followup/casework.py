"""Young people with facts in casework, made straight in the tables, and colleagues who work with them."""

from collections.abc import Iterable

from tests.builders import day, in_order, notice, open_enrolment, residence
from tests.web.access.people import TODAY, make_person, make_user

from videre.domain.education import EducationKind, Event
from videre.domain.facts import Fact
from videre.web.accounts.models import User
from videre.web.agreements.actions import name_contact_person
from videre.web.followup.actions import refresh_lists
from videre.web.followup.models import Entry, Refresh
from videre.web.people.models import CaseFact, Person


def hold(person: Person, facts: Iterable[Fact]) -> Person:
    """Give a person facts, and a home in Albertslund since birth."""
    own = in_order([residence(person.birth_date.isoformat(), ""), *facts])
    CaseFact.objects.bulk_create([CaseFact(person=person, **fact._asdict()) for fact in own])
    return person


def broke_off(on: str = "2016-02-20", reported: str = "2016-02-22") -> list[Fact]:
    """Return somebody's course and the notice that it was broken off."""
    told = notice(Event.INTERRUPTED, on, EducationKind.STX)._replace(reported=day(reported))
    return [open_enrolment(EducationKind.STX, "2015-08-10", "2018-08-01"), told]


def make_lists() -> Refresh:
    """Make every list for the day that is today in tests."""
    return refresh_lists(day=TODAY, by="nightly")


def make_counsellor(name: str = "carl", unit: str = "uu") -> User:
    """Return a counsellor of a unit."""
    return make_user("guidance_counsellor", name, unit)


def give(person: Person, user: User, unit: str = "uu") -> None:
    """Name a person's contact person."""
    name_contact_person(person_id=person.pk, user=user, unit=unit, on=TODAY, by="test")


def lists_of(person: Person) -> set[str]:
    """Return the names of the lists on which somebody stands."""
    return set(Entry.objects.filter(person=person, closed__isnull=True).values_list("list_name", flat=True))


__all__ = ["broke_off", "give", "hold", "lists_of", "make_counsellor", "make_lists", "make_person"]
