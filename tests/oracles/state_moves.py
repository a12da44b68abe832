"""Moves between states by loops over persons and days of looking, with keys of states and dates."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from tests.oracles.states import Reader
from tests.oracles.tally import Someone

from videre.definitions.state_space import StateSpace

Move = tuple[date, int, str, str, bool]  # the day of looking, looks since leaving, keys before and after, pending


def moves_of(
    someone: Someone, space: StateSpace, groups: Mapping[str, str], left_on: date, known_at: date
) -> list[Move]:
    """Return one leaver's moves on the days of looking from leaving to the day up to which is known."""
    reader = Reader(space.file, groups, someone.facts, left_on, known_at)
    looks = [look for look in reader.looks() if left_on <= look <= known_at]
    before, moves = "begins" if space.file.begins else "", []
    for clock, look in enumerate(looks):
        after, is_pending = reader.state_on(look)
        moves.append((look, clock, before, after, is_pending))
        before = after
    return moves


def sorted_out(
    moves: Sequence[tuple[Move, object]], space: StateSpace
) -> tuple[Counter[object], Counter[object], Counter[object]]:
    """Return counts of possible moves, of those whose type is pending, and of those that the file does not have."""
    possible = {(space.states[a].key, space.states[b].key) for a, b in space.moves}
    counted: tuple[Counter[object], Counter[object], Counter[object]] = (Counter(), Counter(), Counter())
    for (look, clock, before, after, is_pending), cell in moves:
        if clock == 0 and not before:
            continue
        if (before, after) not in possible:
            counted[2][look, clock, cell] += 1
        else:
            counted[1 if is_pending else 0][look, clock, before, after, cell] += 1
    return counted
