"""Where a fact came from: its own row, whatever else the registers say of the person, and nothing that is guessed."""

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pytest_django import Settings
from tests.builders import day
from tests.pipeline.small_home import (
    BOB,
    COLLEGE,
    SCHOOL,
    SCHOOL_PROGRAMME,
    STX,
    course,
    small_home,
    tell_of_a_break,
    told,
)
from tests.web.access.people import make_user, tie

from videre.domain.days import date_of_day
from videre.domain.facts import Fact, FactKind
from videre.home.home import Home
from videre.pipeline.casework import roll_forward
from videre.web.access.purposes import Purpose
from videre.web.access.queries import get_person, list_facts
from videre.web.access.sources import find_row, source_of
from videre.web.people.models import ROWS, CprNumber, Person
from videre.web.people.queries import facts_of
from videre.web.people.saying import rows_saying
from videre.web.people.secrets import secrets_of
from videre.web.people.sink import CaseworkDatabase
from videre.web.plans.presenters.around import key_of

pytestmark = pytest.mark.django_db
NOW = datetime(2016, 2, 1, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
PLACE = {"institution": COLLEGE, "programme": STX}
TEST = {"discipline": "danish_oral", "mark": 7, "status": "taken"}
OF_BOB = {
    "enrolments": [
        {**course(BOB, "2012-08-10", "2014-06-30", "completed"), "institution": SCHOOL, "programme": SCHOOL_PROGRAMME},
        course(BOB, "2015-08-10"),
    ],
    "benefits": [
        {"cpr": BOB, "benefit": "uddannelseshjaelp", "start": "2015-01-01", "stop": "2015-03-01"},
        {"cpr": BOB, "benefit": "uddannelseshjaelp", "start": "2015-05-01", "stop": "2015-06-01"},
        {"cpr": BOB, "benefit": "sygedagpenge", "start": "2015-05-01", "stop": "2015-06-01"},
    ],
    "employment": [
        {"cpr": BOB, "month": "2015-01", "kind": "ordinary", "employer": "10000009", "hours": "10"},
        {"cpr": BOB, "month": "2015-03", "kind": "ordinary", "employer": "10000009", "hours": "20"},
        {"cpr": BOB, "month": "2015-03", "kind": "subsidised", "employer": "10000009", "hours": "20"},
    ],
    "activities": [
        {"cpr": BOB, "activity": "exemption", "start": "2015-01-01", "stop": "2015-02-01"},
        {"cpr": BOB, "activity": "exemption", "start": "2015-03-01", "stop": "2015-04-01"},
    ],
    "notifications": [
        {"event_id": "a1", "cpr": BOB, "event": "at_risk", "date": "2015-10-01", **PLACE},
        {"event_id": "a2", "cpr": BOB, "event": "interrupted", "date": "2015-10-01", **PLACE},
    ],
    "applications": [
        {"cpr": BOB, "applied": "2015-03-01", "priority": 1, "programme": STX, "outcome": "admitted"},
        {"cpr": BOB, "applied": "2015-03-01", "priority": 2, "programme": STX, "outcome": "rejected"},
    ],
    "exams": [
        {"cpr": BOB, "school_year": "2013/2014", "grade": 9, **TEST},
        {"cpr": BOB, "school_year": "2014/2015", "grade": 10, **TEST},
    ],
    "contacts": [
        {"cpr": BOB, "unit": "uu", "role": "vejleder", "start": "2015-01-01", "stop": "2015-02-01"},
        {"cpr": BOB, "unit": "job_centre", "role": "vejleder", "start": "2015-01-01"},
        {"cpr": BOB, "unit": "uu", "role": "vejleder", "start": "2015-03-01"},
    ],
}  # fmt: skip


@pytest.fixture
def full(tmp_path: Path, settings: Settings) -> Home:
    """Serve a home in which every register says several things of Bob, all of them on one day."""
    home = small_home(tmp_path)
    settings.VIDERE_HOME = home
    for register, rows in OF_BOB.items():
        told(home, register, rows, date(2016, 1, 4))
    roll_forward(home, CaseworkDatabase(home))
    return home


def bob_of(home: Home) -> Person:
    return Person.objects.get(pk=CprNumber.objects.get(blind=secrets_of(home).blind(BOB)).person_id)


def the_fact(person: Person, kind: FactKind, start: str) -> Fact:
    (found,) = [each for each in facts_of(person.pk) if each.kind == kind and each.start == day(start)]
    return found


def test_each_fact_is_said_by_its_own_row_and_no_other(full: Home) -> None:
    bob = bob_of(full)
    said = [(fact, rows_saying(bob.pk, fact)) for fact in facts_of(bob.pk)]
    assert {FactKind(fact.kind) for fact, _found in said} == set(FactKind)
    assert all(len(found.rows) == 1 for _fact, found in said), said
    rows = {(register, row.pk) for register in OF_BOB for row in ROWS[register].objects.filter(number__person=bob)}
    rows |= {("residence", row.pk) for row in ROWS["residence"].objects.filter(number__person=bob)}
    assert sorted((found.register, found.rows[0][1]) for _fact, found in said) == sorted(rows)


def test_the_row_that_goes_to_the_owner_is_that_of_the_fact_complained_of(full: Home) -> None:
    carl = make_user("guidance_counsellor", "carl", "uu")
    bob = bob_of(full)
    tie(bob, "uu")
    seen = get_person(carl, bob.pk, Purpose.GUIDANCE, now=NOW)
    courses = [fact for fact in list_facts(seen) if fact.kind == FactKind.ENROLMENT]
    begun = []
    for fact in courses:
        source = source_of(seen, fact)
        row = find_row(bob.pk, source.register, source.row_id)
        assert row is not None
        line = (full.paths.deliveries / str(source.delivery) / source.file).read_text("utf-8").splitlines()[row - 1]
        begun.append(date_of_day(fact.start).isoformat() in line)
    assert begun == [True, True, True]


def test_a_month_with_two_employers_names_the_delivery_and_no_row_and_two_deliveries_neither(full: Home) -> None:
    second = {"cpr": BOB, "month": "2015-06", "kind": "ordinary", "hours": "10"}
    for reported, employers in (
        (date(2016, 1, 5), ["10000009", "10000017"]),
        (date(2016, 1, 6), ["10000025"]),
    ):
        told(full, "employment", [{**second, "employer": each} for each in employers], reported)
        roll_forward(full, CaseworkDatabase(full))
        bob = bob_of(full)
        fact = the_fact(bob, FactKind.EMPLOYMENT, "2015-06-01")
        jens = make_user("job_centre_adviser", f"jens{reported.day}", "job_centre")
        tie(bob, jens)
        source = source_of(get_person(jens, bob.pk, Purpose.EMPLOYMENT, now=NOW), fact)
        assert source.row_id is None
        assert (source.sender, bool(source.delivery)) == (("canonical", True) if reported.day == 5 else ("", False))


def test_a_row_that_was_put_right_is_the_row_that_counts(full: Home) -> None:
    bob = bob_of(full)
    tell_of_a_break(full, stop="2015-07-31", reported=date(2016, 1, 20))
    roll_forward(full, CaseworkDatabase(full))
    fact = the_fact(bob, FactKind.ENROLMENT, "2014-08-10")
    ((sequence, _row),) = rows_saying(bob.pk, fact).rows
    assert sequence == ROWS["enrolments"].objects.order_by("-reported").values_list("sequence", flat=True)[0]


def test_two_facts_that_differ_only_in_what_stands_last_have_keys_of_their_own(full: Home) -> None:
    facts = facts_of(bob_of(full).pk)
    assert len({key_of(fact) for fact in facts}) == len(facts)
