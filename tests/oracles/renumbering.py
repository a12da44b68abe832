"""Who is who when numbers change, said slowly: sets of numbers that grow together, and who comes last."""

from collections.abc import Sequence
from typing import Any

Change = tuple[int, int, int]  # old, new, day


def persons(changes: Sequence[Change]) -> list[set[int]]:
    """Return each person's numbers as one set."""
    together: list[set[int]] = []
    for old, new, _day in changes:
        touching = [numbers for numbers in together if old in numbers or new in numbers]
        together = [numbers for numbers in together if numbers not in touching]
        together.append({old, new}.union(*touching))
    return together


def newest(changes: Sequence[Change], numbers: set[int]) -> int:
    """Return the newest of one person's numbers: the one that never changed, else where the circle's last change led.

    Of two changes of a circle on one day the one to the greater number is the last.
    """
    theirs = [change for change in changes if change[0] in numbers and change[0] != change[1]]
    never_changed = numbers - {old for old, _new, _day in theirs}
    if never_changed:
        (number,) = never_changed
        return number
    leads_to = {old: new for old, new, _day in theirs}
    number = theirs[0][0]
    for _step in theirs:  # after so many steps one is on the circle
        number = leads_to[number]
    circle = set()
    while number not in circle:
        circle.add(number)
        number = leads_to[number]
    return max((day, new) for old, new, day in theirs if old in circle)[1]


def known_of_person(states: Sequence[dict[str, Any]], current: int) -> dict[str, Any] | None:
    """Return what counts of one thing said under several numbers of one person, or None.

    Args:
        states: the last thing said under each number (`person`, `reported`, `sequence`, `withdrawn`).
        current: the person's newest number. What was only taken back under a former number does not count: whoever
            begins to use the new number leaves the former one out.
    """
    counted = [state for state in states if state["person"] == current or not state["withdrawn"]]
    if not counted:
        return None

    def when(state: dict[str, Any]) -> tuple[Any, ...]:
        return state["reported"], state["sequence"], state["person"] == current, state["person"]

    last = max(counted, key=when)
    return None if last["withdrawn"] else last
