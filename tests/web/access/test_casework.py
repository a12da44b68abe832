"""Casework is the second sink of the same import: the same folds over it count what the figures count."""

import sys
from collections import Counter
from datetime import date

import numpy as np
import polars as pl
import pytest
from pytest_django import Settings
from tests.web.access.homes import imported_village

from videre.definitions.catalogue import Definitions
from videre.domain.days import day_of_date
from videre.domain.standing import YouthClass
from videre.home.home import Home
from videre.measures.arrays import History
from videre.measures.standings import Population, class_spells
from videre.pipeline.casework import roll_forward
from videre.store.deliveries import Ledger
from videre.store.histories import get_history
from videre.store.pseudonyms import pseudonym
from videre.store.tombstones import Tombstones
from videre.web.people.identities import ADDRESS, CPR, Reach, open_what_is_protected_no_more, take_changes, take_persons
from videre.web.people.models import (
    ROWS,
    Address,
    CaseFact,
    CprNumber,
    Guardian,
    Person,
    ProtectedAddress,
    TakenDelivery,
)
from videre.web.people.queries import facts_of, histories_of
from videre.web.people.resolving import resolve_facts
from videre.web.people.secrets import secrets_of
from videre.web.people.sink import CaseworkDatabase

pytestmark = pytest.mark.django_db
DAY = date(2016, 1, 31)
DEFINITIONS = Definitions()


@pytest.fixture
def village(settings: Settings) -> Home:
    """Return the imported village, whose casework has been brought forward."""
    home = imported_village()
    settings.VIDERE_HOME = home
    roll_forward(home, CaseworkDatabase(home))
    return home


def classes_on(history: History, ages: tuple[int, int], day: date = DAY) -> Counter[str]:
    """Return how many residents of an age are in each class at the end of a day."""
    number = day_of_date(day)
    population = Population(165, *ages, number, number + 1)
    spells = class_spells(history, DEFINITIONS.standing_rules("18_hours_a_week"), population)
    return Counter(YouthClass(int(each)).name for each in spells.youth_class)


@pytest.mark.parametrize("ages", [(15, 18), (18, 25)])
def test_the_classes_of_casework_are_those_of_the_figure(village: Home, ages: tuple[int, int]) -> None:
    figure = classes_on(get_history(village, Ledger(village.paths.ledger), DEFINITIONS, date(2016, 2, 1)), ages)
    lists = classes_on(histories_of(date(2016, 2, 1)).history, ages)
    assert lists == figure
    assert sum(figure.values()) > 40
    assert len(figure) >= 4


def test_a_history_of_one_is_that_persons_part_of_the_history_of_all(village: Home) -> None:
    everybody = histories_of(date(2016, 2, 1))
    for number in (0, 17, len(everybody.ids) - 1):
        person = everybody.history.persons[number]
        facts = everybody.history.facts[person["first"] : person["last"]]
        alone = histories_of(date(2016, 2, 1), [everybody.ids[number]])
        assert np.array_equal(alone.history.facts, facts)
        assert [tuple(fact) for fact in facts_of(everybody.ids[number])] == [tuple(fact) for fact in facts.tolist()]


def test_casework_is_resolved_by_what_an_installation_has(village: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        sys.modules, "pyarrow", None
    )  # the tests' environment has it for Spark; an installation has not
    n_facts = CaseFact.objects.count()
    assert resolve_facts(village, DEFINITIONS, DAY) == n_facts > 0


def test_a_delivery_is_taken_once(village: Home) -> None:
    before = {name: model._default_manager.count() for name, model in ROWS.items()}
    assert roll_forward(village, CaseworkDatabase(village)).n_deliveries == 0
    assert {name: model._default_manager.count() for name, model in ROWS.items()} == before
    assert all(before.values()), "every register that is held has rows in the village"


def test_what_a_crash_left_untaken_is_taken_from_the_kept_file(village: Home) -> None:
    facts = set(CaseFact.objects.values_list("person_id", "kind", "code", "start", "stop", "review"))
    lost = TakenDelivery.objects.filter(register="enrolments").values_list("sequence", flat=True)
    assert len(lost) == 2
    CaseworkDatabase(village).take_back(frozenset(lost))
    assert roll_forward(village, CaseworkDatabase(village)).n_deliveries == 2
    assert set(CaseFact.objects.values_list("person_id", "kind", "code", "start", "stop", "review")) == facts


def test_nobody_is_held_whom_the_law_does_not_let_be_held(village: Home) -> None:
    assert not Person.objects.filter(birth_date__lte=date(1986, 2, 1)).exists()
    assert Person.objects.filter(birth_date__lte=date(1986, 12, 31)).exists()
    for register, below in (("exams", 1991), ("applications", 1991), ("notifications", 1991)):
        rows = ROWS[register]._default_manager
        assert not rows.filter(number__person__birth_date__lte=date(below, 2, 1)).exists()
    assert not ROWS["employment"]._default_manager.filter(month__lt=date(2014, 2, 1)).exists()
    assert not Person.objects.filter(here_until__lt=date(2015, 2, 1)).exists()


def test_a_number_is_kept_encrypted_and_found_by_another_hash_than_the_statistics_have(village: Home) -> None:
    secrets = secrets_of(village)
    number = CprNumber.objects.select_related("person").first()
    assert number is not None
    cpr = secrets.decrypt(number.encrypted, CPR)
    assert secrets.blind(cpr) == number.blind
    assert number.blind != pseudonym(cpr, village.key("pseudonym"), "cpr")
    assert cpr.encode() not in bytes(number.encrypted)
    assert Guardian.objects.exists()


def said_of(cpr: str, **values: object) -> pl.DataFrame:
    """Return a row of the register of persons."""
    row = {"cpr": cpr, "given_name": "Vibe", "family_name": "Holm", "address": "Skjulestedet 7", "postal_code": 2620}
    row |= {"birth_date": date(1999, 3, 1), "sex": "K", "guardians": None, "protected_until": None}
    row |= {"reported": date(2015, 1, 1), "withdrawn": False, **values}
    return pl.DataFrame([row])


REACH = Reach(date(2016, 2, 1), date(1986, 2, 1))
VIBE = "6103990104"


@pytest.mark.parametrize(("until", "is_apart"), [(date(2016, 2, 2), True), (date(2016, 2, 1), False), (None, False)])
def test_a_protected_address_lies_apart_and_encrypted(home: Home, until: date | None, is_apart: bool) -> None:
    take_persons(said_of(VIBE, protected_until=until), 1, secrets_of(home), REACH)
    apart = [bytes(each.encrypted) for each in ProtectedAddress.objects.all()]
    assert [secrets_of(home).decrypt(each, ADDRESS) for each in apart] == ["Skjulestedet 7\n2620"] * is_apart
    assert not any(b"Skjulestedet" in each for each in apart)
    assert [each.address for each in Address.objects.all()] == ["Skjulestedet 7"] * (not is_apart)


def test_an_address_that_becomes_protected_leaves_the_ordinary_table(home: Home) -> None:
    take_persons(said_of(VIBE), 1, secrets_of(home), REACH)
    later = said_of(VIBE, protected_until=date(2016, 6, 1), reported=date(2015, 6, 1))
    take_persons(later, 2, secrets_of(home), REACH)
    assert (Address.objects.count(), ProtectedAddress.objects.count(), Person.objects.count()) == (0, 1, 1)


def test_an_address_is_ordinary_again_on_the_day_its_protection_ends(home: Home) -> None:
    take_persons(said_of(VIBE, protected_until=date(2016, 6, 1)), 1, secrets_of(home), REACH)
    assert open_what_is_protected_no_more(secrets_of(home), date(2016, 5, 31)) == 0
    assert open_what_is_protected_no_more(secrets_of(home), date(2016, 6, 1)) == 1
    assert [(each.address, each.postal_code) for each in Address.objects.all()] == [("Skjulestedet 7", "2620")]
    assert not ProtectedAddress.objects.exists()


def test_what_was_said_earlier_changes_nothing_when_it_comes_later(home: Home) -> None:
    take_persons(said_of(VIBE, given_name="Vibeke", reported=date(2015, 6, 1)), 1, secrets_of(home), REACH)
    take_persons(said_of(VIBE, given_name="Vibe"), 2, secrets_of(home), REACH)
    assert [person.given_name for person in Person.objects.all()] == ["Vibeke"]


def test_a_person_whose_number_changes_stays_the_same_person(home: Home) -> None:
    newer = "6103990112"
    take_persons(said_of(VIBE), 1, secrets_of(home), REACH)
    first = Person.objects.get()
    take_persons(said_of(newer, given_name="Vibeke"), 2, secrets_of(home), REACH)
    change = {"old_cpr": VIBE, "new_cpr": newer, "date": date(2015, 2, 1), "reported": date(2015, 2, 1)}
    take_changes(pl.DataFrame([{**change, "withdrawn": False}]), 3, secrets_of(home))
    person = Person.objects.get()
    assert (person.pk, person.given_name) == (first.pk, "Vibeke")
    assert dict(person.numbers.values_list("blind", "newest")) == {
        secrets_of(home).blind(VIBE): False,
        secrets_of(home).blind(newer): True,
    }


def test_whoever_is_erased_is_gone_from_casework_too(village: Home) -> None:
    number = CprNumber.objects.first()
    assert number is not None
    cpr = secrets_of(village).decrypt(number.encrypted, CPR)
    n_before = Person.objects.count()
    assert CaseworkDatabase(village).erase(lambda digits: digits == cpr) == 1
    assert Person.objects.count() == n_before - 1
    assert not CaseFact.objects.filter(person_id=number.person_id).exists()
    assert not any(m._default_manager.filter(number_id=number.blind).exists() for m in ROWS.values())
    assert not len(Tombstones(village))
