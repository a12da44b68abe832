"""What a move between two states means: somebody goes on, begins, completes, leaves, or is elsewhere."""

from enum import IntEnum
from typing import NamedTuple

from videre.definitions.files import Text
from videre.definitions.state_space import ABROAD, DEAD, State, StateSpace


class Happening(IntEnum):
    """Kinds of moves. Nobody has to report that somebody goes on; everything else is told."""

    GOES_ON = 0
    BEGINS = 1
    COMPLETES = 2
    LEAVES = 3
    ELSEWHERE = 4


class Meaning(NamedTuple):
    """What a move means, and for which activity; None where nothing is begun, completed or left."""

    happening: Happening
    activity: str | None


def meanings_of(space: StateSpace) -> tuple[Meaning, ...]:
    """Return the meaning of each possible move, in the order of `space.moves`."""
    return tuple(meaning_of(space, space.states[before], space.states[after]) for before, after in space.moves)


def meaning_of(space: StateSpace, before: State, after: State) -> Meaning:
    """Return what a move means. Whoever completes one thing and begins the next in one step has completed."""
    if after.key in (ABROAD, DEAD):
        return Meaning(Happening.GOES_ON if before.key == after.key else Happening.ELSEWHERE, None)
    begun = space.file.levels[before.level].then or before.level
    if after.level != before.level and before.activity and not (after.level == begun and after.activity):
        return Meaning(Happening.COMPLETES, before.activity)
    if after.activity:
        same = after.activity == before.activity and after.level == before.level
        goes_on = same and after.year == (before.year if before.is_last else before.year + 1)
        return Meaning(Happening.GOES_ON, None) if goes_on else Meaning(Happening.BEGINS, after.activity)
    if before.activity:
        about = space.file.activities[before.activity]
        has_completed = about.completed is not None and after.gap == about.completed and about.left != about.completed
        return Meaning(Happening.COMPLETES if has_completed else Happening.LEAVES, before.activity)
    return Meaning(Happening.GOES_ON, None)


SAID = {
    (Happening.BEGINS, True): Text(da="flere begynder på {}", en="more begin {}"),
    (Happening.BEGINS, False): Text(da="færre begynder på {}", en="fewer begin {}"),
    (Happening.COMPLETES, True): Text(da="flere fuldfører {}", en="more complete {}"),
    (Happening.COMPLETES, False): Text(da="færre fuldfører {}", en="fewer complete {}"),
    (Happening.LEAVES, True): Text(da="flere afbrud i {}", en="more breaks in {}"),
    (Happening.LEAVES, False): Text(da="færre afbrud i {}", en="fewer breaks in {}"),
    (Happening.GOES_ON, True): Text(da="flere bliver, hvor de er", en="more stay where they are"),
    (Happening.GOES_ON, False): Text(da="færre bliver, hvor de er", en="fewer stay where they are"),
    (Happening.ELSEWHERE, True): Text(da="flere er rejst eller døde", en="more have gone abroad or died"),
    (Happening.ELSEWHERE, False): Text(da="færre er rejst eller døde", en="fewer have gone abroad or died"),
}


def say(space: StateSpace, meaning: Meaning, *, more: bool) -> Text:
    """Return a change of a kind of move in words."""
    said = SAID[meaning.happening, more]
    if meaning.activity is None:
        return said
    title = space.file.activities[meaning.activity].title
    return Text(da=said.da.format(title.da.lower()), en=said.en.format(title.en.lower()))
