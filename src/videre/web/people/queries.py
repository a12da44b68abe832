"""Reading persons and their facts. Only `access` asks here; it decides what of the answers may be seen, and logs it."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import UUID

import numpy as np

from videre.domain.days import day_of_date
from videre.domain.facts import Fact
from videre.domain.people import Origin, ParentsEducation, Sex
from videre.home.home import Home
from videre.measures.arrays import FACT, PERSON, History
from videre.web.people.models import Address, CaseFact, ContactUnit, CprNumber, Guardian, Person
from videre.web.people.secrets import secrets_of
from videre.web.people.taking import years_before

FIELDS = Fact._fields
MOST_ASKED = 500  # ids in one question; a database takes some thousands


class CaseHistories(NamedTuple):
    """Histories of some persons as the folds read them, and whose each is: the same place in both."""

    history: History
    ids: list[UUID]


def find_person(person_id: UUID) -> Person | None:
    """Return a person by public id, or None."""
    return Person.objects.filter(pk=person_id).first()


def find_by_number(home: Home, digits: str) -> UUID | None:
    """Return the public id of whoever has or has had a CPR number, ten digits; None: nobody known."""
    found = CprNumber.objects.filter(blind=secrets_of(home).blind(digits)).first()
    return found.person_id if found is not None else None


def blind_of(home: Home, digits: str) -> int:
    """Return the blind index of a CPR number, ten digits."""
    return secrets_of(home).blind(digits)


def ids_of_number(blind: int) -> list[UUID]:
    """Return the public id of whoever has or has had a number, by its blind index; nobody, or one."""
    return list(CprNumber.objects.filter(blind=blind).values_list("person_id", flat=True))


def ids_of_guardian(blind: int) -> list[UUID]:
    """Return the public ids of those of whom a number is a guardian's, by its blind index, whatever their age."""
    return list(Guardian.objects.filter(blind=blind).values_list("person_id", flat=True))


def own_numbers(ids: Collection[UUID]) -> set[tuple[UUID, int]]:
    """Return the numbers of some persons by blind index, and whose each is."""
    return set(CprNumber.objects.filter(person_id__in=list(ids)).values_list("person_id", "blind"))


def guardians_numbers(ids: Collection[UUID]) -> set[tuple[UUID, int]]:
    """Return the numbers of the guardians of some persons by blind index, and whose guardian each is."""
    return set(Guardian.objects.filter(person_id__in=list(ids)).values_list("person_id", "blind"))


def list_persons(ids: Collection[UUID]) -> list[Person]:
    """Return some persons, by name."""
    asked = list(ids)
    found = [
        person
        for place in range(0, len(asked), MOST_ASKED)
        for person in Person.objects.filter(pk__in=asked[place : place + MOST_ASKED])
    ]
    return sorted(found, key=lambda person: (person.family_name, person.given_name, person.pk))


def ids_of_age(day: date, from_years: int, below_years: int) -> list[UUID]:
    """Return the public ids of whoever lives here and is of an age, in order."""
    born_after, born_until = years_before(day, below_years), years_before(day, from_years)
    persons = Person.objects.filter(birth_date__gt=born_after, birth_date__lte=born_until).order_by("pk")
    return [person.pk for person in persons if person.lives_here(day)]


def find_address(person: Person, day: date) -> str:
    """Return where a person lives, or nothing: the address of whoever is protected is never returned."""
    if person.is_protected(day):
        return ""
    found = Address.objects.filter(person=person).first()
    return f"{found.address}, {found.postal_code}".strip(", ") if found else ""


def facts_of(person_id: UUID) -> list[Fact]:
    """Return one person's facts in the order in which the folds read them."""
    rows = CaseFact.objects.filter(person_id=person_id).values_list(*FIELDS)
    return sorted((Fact(*row) for row in rows), key=order_of)


def facts_on(day: int, kinds: Collection[int]) -> list[tuple[UUID, Fact]]:
    """Return the facts of some kinds that are believed on a day, of everybody, and whose each is."""
    rows = CaseFact.objects.filter(kind__in=list(kinds), start__lte=day, review__gt=day)
    return [(row[0], Fact(*row[1:])) for row in rows.values_list("person_id", *FIELDS)]


def order_of(fact: Fact) -> tuple[int, ...]:
    """Return what facts of one person are sorted by: as `measures.arrays.order_of_fact`."""
    return (
        fact.start,
        fact.kind,
        fact.code,
        fact.stop,
        fact.value,
        fact.place,
        fact.detail,
        fact.reported,
        fact.review,
    )


def unit_names() -> tuple[str, ...]:
    """Return the names of the units that facts of contacts name by number, from 1."""
    return tuple(ContactUnit.objects.order_by("number").values_list("name", flat=True))


def histories_of(day: date, ids: Collection[UUID] | None = None) -> CaseHistories:
    """Return the histories of some persons, or of all, for the same folds as the figures.

    Args:
        day: nothing after it is claimed.
        ids: whose; None for everybody whom casework knows.

    Cost: 9,000 persons with 190,000 facts in about a second.
    """
    persons = list(Person.objects.all()) if ids is None else list_persons(ids)
    persons.sort(key=lambda person: person.pk)
    number_of = {person.pk: number for number, person in enumerate(persons)}
    rows = CaseFact.objects.values_list("person_id", *FIELDS)
    if ids is not None:
        rows = rows.filter(person_id__in=list(number_of))
    owned = [(number_of[row[0]], *row[1:]) for row in rows.iterator(chunk_size=20_000)]
    columns = np.array(owned, dtype=np.int64).reshape(-1, len(FIELDS) + 1)
    order = np.lexsort(
        [columns[:, 1 + FIELDS.index(name)] for name in reversed(ORDER)] + [columns[:, 0]],
    )
    columns = columns[order]
    facts = np.zeros(len(columns), FACT)
    for place, name in enumerate(FIELDS, start=1):
        facts[name] = columns[:, place]
    return CaseHistories(history_from(persons, columns[:, 0], facts, day), [person.pk for person in persons])


ORDER = ("start", "kind", "code", "stop", "value", "place", "detail", "reported", "review")


def history_from(persons: Iterable[Person], owners: np.ndarray, facts: np.ndarray, day: date) -> History:
    """Return persons and their sorted facts as a history."""
    people = [
        (0, 0, day_of_date(person.birth_date), Sex[person.sex], Origin.UNKNOWN, ParentsEducation.UNKNOWN)
        for person in persons
    ]
    records = np.array(people, dtype=PERSON)
    numbers = np.arange(len(people))
    records["first"] = np.searchsorted(owners, numbers, side="left")
    records["last"] = np.searchsorted(owners, numbers, side="right")
    return History(records, facts, numbers.astype(np.int64), day_of_date(day), unit_names())


def names_by_id() -> dict[str, str]:
    """Return everybody's whole name by public id, to be compared and not to be shown."""
    rows = Person.objects.values_list("id", "given_name", "family_name")
    return {str(person): f"{given} {family}".strip() for person, given, family in rows}
