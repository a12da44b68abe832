"""Thirty years by days and months: what is there equals what the rules say, no day too long and none too early."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db.models import Model
from tests.oracles import retention as oracle
from tests.web.retention.lives import Draw, Town, make_holds, make_life

from videre.home.home import Home
from videre.web.accounts.models import User
from videre.web.people.models import Address, ExamRow, Person
from videre.web.plans.models import Plan, Revision, Version
from videre.web.retention.actions import erase_due
from videre.web.retention.archiving import receive_receipt, write_package
from videre.web.retention.models import ArchivedRecord
from videre.web.retention.queries import waiting_packages

pytestmark = pytest.mark.django_db
FIRST, LAST = date(2016, 2, 29), date(2046, 2, 28)
N_LIVES, N_STEPS = 30, 100


def days_to_look(draw: Draw, lives: list[oracle.Life]) -> list[date]:
    """Return the days of the travel: some by lot, and the eve and the day of many a period's end."""
    some = [FIRST + timedelta(days=draw.randrange((LAST - FIRST).days)) for _ in range(N_STEPS // 2)]
    ends = [
        oracle.years_later(each.ended, oracle.YEARS[each.table])
        for life in lives
        for each in life.records
        if each.ended
    ]
    ends += [oracle.years_later(life.born, years) for life in lives for years in (25, 30, 33, 35)]
    chosen = draw.sample([day for day in ends if FIRST < day < LAST], N_STEPS // 4)
    return sorted({FIRST, LAST, *some, *chosen, *(day - timedelta(days=1) for day in chosen)})


def what_is_there(town: Town) -> dict[int, tuple[object, ...]]:
    """Return of each person, as the tables have it: person, facts, exam, records by key, and sections with words."""
    there = {table: set(apps.get_model(table)._default_manager.values_list("pk", flat=True)) for table in oracle.YEARS}
    persons, homes = ids_in(Person, "pk"), ids_in(Address, "person_id")
    exams = ids_in(ExamRow, "number__person_id")
    drafts = set(Revision.objects.values_list("plan__person_id", "section"))
    versions = Version.objects.values_list("plan__person_id", "words")
    assert drafts == {(person, name) for person, words in versions for name in words}
    assert ids_in(Plan, "person_id") == {person for person, _name in drafts}
    records: dict[int, set[int]] = {}
    for (owner, key), row in town.rows.items():
        if key > 0 and row.pk in there[row._meta.label]:
            records.setdefault(owner, set()).add(key)
    found = {}
    for life in town.lives:
        person = town.persons[life.key].pk if life.key in town.persons else None
        found[life.key] = (
            person is None or person in persons,
            person is None or person in homes,
            person is None or person in exams,
            frozenset(records.get(life.key, ())),
            frozenset(name for owner, name in drafts if owner == person),
        )
    return found


def ids_in(model: type[Model], way: str) -> set[object]:
    """Return the public ids that a table has rows about."""
    return set(model._default_manager.values_list(way, flat=True))


def what_should_be(world: oracle.World) -> dict[int, tuple[object, ...]]:
    """Return the same as the oracle has it."""
    return {
        key: (each.person, each.facts, each.exam, frozenset(each.records), frozenset(each.sections))
        for key, each in world.there.items()
    }


LONG = [pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 8)]


@pytest.mark.parametrize("seed", [1, *LONG])
def test_thirty_years_leave_what_the_rules_leave(seed: int, home: Home, alice: User) -> None:
    draw = Draw(seed)
    lives = [make_life(draw, key, FIRST, LAST) for key in range(1, N_LIVES + 1)]
    to_come = make_holds(draw, lives, FIRST, LAST)
    world, town = oracle.World(lives, []), Town(lives, alice, home)
    erased: Counter[str] = Counter()
    for day in days_to_look(draw, lives):
        world.begin(day)
        town.live(day)
        for hold in [each for each in to_come if each.since <= day]:
            to_come.remove(hold)
            written = town.place_hold(hold)
            if written is not None:
                world.holds.append(hold)
            if written is not None and hold.person is not None:
                lives[hold.person - 1].records.append(written)
                world.begin(day)
        world.night(day)
        erased.update(erase_due(day=day, by="test"))
        assert what_is_there(town) == what_should_be(world), day
        world.write(day)
        write_package(day=day, by="test")
        if draw.random() < 0.6:  # the archive is slow now and then
            world.archive.acknowledge()
            for package in list(waiting_packages()):
                receive_receipt(name=package.name, sha256=package.sha256, reference="A-1", day=day, by="archive")
    assert all(erased[table] for table in (*oracle.TO_THE_ARCHIVE, "access.Consent", "followup.Entry", "plans.Plan"))
    assert erased["people.Person"] > N_LIVES / 4
    left = ArchivedRecord.objects.values_list("table", "record")
    assert all(apps.get_model(table)._default_manager.filter(pk=pk).exists() for table, pk in left)
