"""Whom a list may hold, asked of the database in one question, is whom the decision lets be seen, one by one."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.db import connection
from tests.web.access.people import NOW, PURPOSE_OF, make_person, make_user, tie

from videre.definitions.access import Category
from videre.definitions.catalogue import Definitions
from videre.domain.days import age_on, birthday, day_of_date
from videre.home.home import Home
from videre.web.access.answering import follow_responsibility
from videre.web.access.casework import ages_seen, persons_seen, runs, show_people, years_before
from videre.web.access.deciding import Decision, decide
from videre.web.access.knowing import who_is, whom
from videre.web.access.models import Involvement, Kind
from videre.web.access.purposes import Purpose
from videre.web.accounts.models import User
from videre.web.audit.actions import LogNotWritten
from videre.web.audit.models import Entry
from videre.web.people.models import Person

pytestmark = pytest.mark.django_db
LAW = Definitions().access_law()
UNITS = ("uu", "job_centre", "ungecenter", "school:101001", "social_services")
ROLES = ("guidance_counsellor", "job_centre_adviser", "school_head", "ungecenter", "social_worker", "mentor")


def random_world(seed: int) -> list[Person]:
    """Make people of every age, here, gone and not come yet, with ties that hold, have ended or begin later."""
    chance = np.random.default_rng(seed)
    users = [make_user(role, f"{role}-{n}", UNITS[n % 5]) for n, role in enumerate(ROLES)]
    persons = []
    for n in range(40):
        born = date(1985, 1, 1) + timedelta(days=int(chance.integers(0, 366 * 30)))
        here = {
            0: {},
            1: {"here_until": date(2016, 3, 1)},
            2: {"here_since": date(2016, 3, 2)},
            3: {"here_since": None},
        }
        person = make_person(f"Barn{n}", born=born, **here.get(int(chance.integers(0, 12)), {}))
        for _ in range(int(chance.integers(0, 3))):
            who = users[chance.integers(0, 6)] if chance.integers(0, 3) == 0 else UNITS[chance.integers(0, 5)]
            dates = ({}, {"until": date(2016, 3, 1)}, {"since": date(2016, 3, 2)}, {"until": date(2017, 1, 1)})
            tie(person, who, **dates[chance.integers(0, 4)])
        persons.append(person)
    return persons


@pytest.mark.parametrize("seed", range(12))
def test_a_list_holds_exactly_those_whom_the_decision_lets_be_seen(home: Home, seed: int) -> None:
    persons = random_world(seed)
    n_seen = 0
    for number, role in enumerate(ROLES):
        who = who_is(User.objects.get(user_name=f"{role}-{number}"), NOW.date())
        known = whom(persons, NOW.date(), who)
        for purpose in (Purpose(PURPOSE_OF[role]), Purpose.HEALTH):
            for category in (Category.IDENTITY, Category.STANDING, Category.EXAMS, Category.ABSENCE, Category.BENEFITS):
                decisions = {person.pk: decide(who, known[person.pk], purpose, LAW, NOW) for person in persons}
                expected = {
                    pk for pk, each in decisions.items() if isinstance(each, Decision) and category in each.categories
                }
                ages = ages_seen(who, purpose, category)
                assert set(persons_seen(who, ages, NOW.date()).values_list("pk", flat=True)) == expected
                n_seen += len(expected)
    assert n_seen > 0


def test_whoever_is_nobody_to_the_law_is_on_no_list_even_with_a_tie_of_their_own(home: Home) -> None:
    asta, analyst = make_person(), make_user("analyst", "anna")
    tie(asta, analyst, "case")
    who = who_is(analyst, NOW.date())
    assert ages_seen(who, Purpose.GUIDANCE, Category.IDENTITY) == frozenset()
    assert not persons_seen(who, range(30), NOW.date()).exists()


@pytest.mark.parametrize(
    "day", [date(2015, 2, 28), date(2015, 3, 1), date(2016, 2, 29), date(2016, 3, 1), date(2016, 7, 9)]
)
def test_the_latest_birthday_of_an_age_is_the_one_of_the_domain_in_leap_years_too(day: date) -> None:
    for years in range(1, 40):
        latest = years_before(day, years)
        assert age_on(day_of_date(latest), day_of_date(day)) >= years
        assert age_on(day_of_date(latest) + 1, day_of_date(day)) < years
        assert birthday(day_of_date(latest), years) <= day_of_date(day)


def test_runs_of_ages_hold_them_all_and_no_others() -> None:
    assert runs([]) == []
    assert runs([13, 14, 15, 18, 20, 21]) == [(13, 15), (18, 18), (20, 21)]


def test_whoever_is_shown_from_a_list_is_logged_and_the_others_are_neither(home: Home) -> None:
    asta, bo = make_person(), make_person("Bo")
    carl = make_user("guidance_counsellor", "carl", "uu")
    tie(asta, "uu")
    found = show_people(carl, [asta.pk, bo.pk], Purpose.GUIDANCE, now=NOW)
    assert set(found) == {asta.pk}
    assert found[asta.pk].address == ""
    (line,) = Entry.objects.filter(event="person_listed")
    assert (line.person, line.purpose, line.by) == (str(asta.pk), "guidance", "carl")
    assert line.reason == "vejleder ved Ungevejledningen"


def test_where_the_log_cannot_be_written_nobody_is_shown_from_a_list(home: Home) -> None:
    asta, carl = make_person(), make_user("guidance_counsellor", "carl", "uu")
    tie(asta, "uu")
    table = Entry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO taken_away")
    try:
        with pytest.raises(LogNotWritten):
            show_people(carl, [asta.pk], Purpose.GUIDANCE, now=NOW)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE taken_away RENAME TO {table}")


def test_a_unit_is_tied_to_those_it_answers_for_and_to_nobody_longer(home: Home) -> None:
    asta, bo = make_person(), make_person("Bo")
    first, later = date(2016, 3, 1), date(2016, 3, 5)
    assert follow_responsibility(answering={asta.pk: "uu", bo.pk: "uu"}, day=first, by="lists") == 2
    assert follow_responsibility(answering={asta.pk: "uu", bo.pk: "uu"}, day=first, by="lists") == 0
    assert follow_responsibility(answering={asta.pk: "job_centre"}, day=later, by="lists") == 3
    carl = make_user("guidance_counsellor", "carl", "uu")
    later_now = datetime(2016, 3, 5, 10, tzinfo=ZoneInfo("Europe/Copenhagen"))
    assert set(show_people(carl, [asta.pk, bo.pk], Purpose.GUIDANCE, now=NOW)) == {asta.pk, bo.pk}
    assert show_people(carl, [asta.pk, bo.pk], Purpose.GUIDANCE, now=later_now) == {}
    assert Involvement.objects.filter(kind=Kind.RESPONSIBILITY, until__isnull=True).count() == 1
