"""Who is who when numbers change: one person, however many CPR numbers they have had."""

from collections.abc import Iterable
from typing import NamedTuple


class NumberChange(NamedTuple):
    """A person's number that was replaced by a new one, from a day on. Numbers are CPR numbers or pseudonyms."""

    old: int
    new: int
    day: int


def newest_numbers(changes: Iterable[NumberChange]) -> dict[int, int]:
    """Return the newest number of each person's every former number; numbers that never changed are not there.

    A chain is followed to its end, whatever the days in it say. A number that came back (a change that was undone by a
    change the other way) makes a circle: the newest number is then the one that the last change of the circle gave; of
    two changes on one day, the one to the greater number is the last. Two former numbers may lead to one new number.

    Args:
        changes: at most one for each old number, as the register's key has it.

    Source:
        Checked against tests/oracles/renumbering.py.
    """
    change_of = {change.old: change for change in changes if change.old != change.new}
    newest: dict[int, int] = {}
    for start in change_of:
        path: list[int] = []
        on_path: set[int] = set()
        number = start
        while number in change_of and number not in newest and number not in on_path:
            path.append(number)
            on_path.add(number)
            number = change_of[number].new
        if number in on_path:  # a circle: it ends where its last change leads
            circle = path[path.index(number) :]
            number = max((change_of[each] for each in circle), key=lambda change: (change.day, change.new)).new
        else:
            number = newest.get(number, number)
        newest.update(dict.fromkeys(path, number))
    return {former: number for former, number in newest.items() if former != number}


def persons_numbers(changes: Iterable[NumberChange], asked: Iterable[int]) -> set[int]:
    """Return every number, former and newest, of the persons who have or had one of the numbers asked for."""
    newest = newest_numbers(changes)
    persons = {newest.get(number, number) for number in asked}
    return persons | {former for former, number in newest.items() if number in persons}
