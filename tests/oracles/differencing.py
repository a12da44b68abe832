"""What whoever reads two editions of a table can know, found by writing down every table that could be. Slow and plain.

A world is persons: each of a sex, with a class then and a class now (None: not counted). What is told is a number of
persons by edition, sex (None: both) and class. Nothing here is taken from the program.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

SEXES = ("K", "M")
CLASSES = ("persons", "unknown", "rest")


class Person(NamedTuple):
    """A person: class then and now, None for not being counted."""

    sex: str
    then: str | None
    now: str | None


Table = dict[tuple[str, str], int]  # persons by sex and class
Told = Mapping[tuple[str | None, str], int]  # by sex (None: both) and class; "of" for all classes


def table_of(persons: Sequence[Person], edition: str) -> Table:
    """Return how many there are of each sex in each class of an edition, `then` or `now`."""
    return {
        (sex, kind): sum(person.sex == sex and getattr(person, edition) == kind for person in persons)
        for sex in SEXES
        for kind in CLASSES
    }


def list_tables(told: Told, most: int) -> Iterator[Table]:
    """Yield every table that agrees with what is told, with no more than so many of a sex where that is not told."""
    allowed = {}
    for sex in SEXES:
        sizes = [told[sex, "of"]] if (sex, "of") in told else range(most + 1)
        allowed[sex] = [row for size in sizes for row in rows_of(size) if row_agrees(told, sex, row)]
    total = told.get((None, "of"))
    for one, other in product(allowed["K"], allowed["M"]):
        if total is not None and sum(one) + sum(other) != total:
            continue
        both = tuple(a + b for a, b in zip(one, other, strict=True))
        if row_agrees(told, None, both):
            by_sex = (("K", one), ("M", other))
            yield {(sex, kind): n for sex, row in by_sex for kind, n in zip(CLASSES, row, strict=True)}


def rows_of(n_persons: int) -> Iterator[tuple[int, int, int]]:
    """Yield every way to divide some persons into three classes."""
    for first in range(n_persons + 1):
        for second in range(n_persons - first + 1):
            yield first, second, n_persons - first - second


def row_agrees(told: Told, sex: str | None, row: Sequence[int]) -> bool:
    """Return whether a row agrees with what is told of it."""
    named = {"of": sum(row), **dict(zip(CLASSES, row, strict=True))}
    return all(told.get((sex, kind), n) == n for kind, n in named.items())


def has(table: Table, sex: str, kind: str | None) -> bool:
    """Return whether somebody of a sex could be in a class; anybody could be not counted."""
    return kind is None or table[sex, kind] > 0


def number_in(table: Table, sex: str | None, kind: str) -> int:
    """Return how many are in a class."""
    return sum(table[each, kind] for each in SEXES if sex in {None, each})


def greatest(tables: Sequence[Table]) -> dict[tuple[str | None, str], int]:
    """Return the most persons that each class can have, by sex (None: of both)."""
    return {
        (sex, kind): max((number_in(table, sex, kind) for table in tables), default=0)
        for sex in (None, *SEXES)
        for kind in CLASSES
    }


def secrets_of(persons: Sequence[Person], smallest: int) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Yield what is small in truth: classes then, classes now, and ways from one class to another, by sex and of both.

    A class then is (sex, class, None) and stands for all who were in it, wherever they are now.
    """
    for sex in (None, *SEXES):
        own = [person for person in persons if sex in {None, person.sex}]
        for a, b in product((*CLASSES, None), repeat=2):
            if (a, b) == (None, None) or a == b:
                continue
            n_went = sum((person.then, person.now) == (a, b) for person in own)
            n_then = sum(person.then == a for person in own) if b is None else 0
            n_now = sum(person.now == b for person in own) if a is None else 0
            if any(0 < n_persons < smallest for n_persons in (n_went, n_then, n_now)):
                yield sex, a, b


def betrayed(
    persons: Sequence[Person], told_then: Told, told_now: Told, smallest: int, is_divided: tuple[bool, bool]
) -> list[str]:
    """Return what somebody can know that is under the threshold: an outsider, or one of those counted.

    Of a class then and a class now any number up to the smaller of both may be the same persons, since all others may
    have come from, or gone to, where they are not counted.
    """
    most = max(Counter(person.sex for person in persons).values()) + smallest
    then, now = list(list_tables(told_then, most)), list(list_tables(told_now, most))
    secrets = list(secrets_of(persons, smallest))
    found = []
    for who in (None, *sorted({*persons}, key=str)):
        most_then = greatest([table for table in then if who is None or has(table, who.sex, who.then)])
        most_now = greatest([table for table in now if who is None or has(table, who.sex, who.now)])
        for sex, a, b in secrets:
            if sex is not None and any(kind and not has_it for kind, has_it in zip((a, b), is_divided, strict=True)):
                continue
            ends = [most[sex, kind] for most, kind in ((most_then, a), (most_now, b)) if kind is not None]
            if min(ends) < smallest:
                found.append(f"{who} knows that {(sex, a, b)} is under {smallest}")
    return found
