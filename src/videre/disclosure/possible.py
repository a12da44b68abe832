"""What is still possible: the attacker's quick way over a whole history, one table at a time.

A number is proved to be under the smallest number when no table that agrees with everything told has it otherwise. Each
table that is found rules in many numbers at once, for outsiders and for those who are counted themselves; only what no
table rules in is bounded by itself. `tests/oracles/attacks.py` bounds every number alone: slower, and finds the same.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import highspy
import numpy as np
from numpy.typing import NDArray

from videre.disclosure.attacking import NO_END, Attack, Learned, Told, attack_by_program, program_of
from videre.disclosure.problem import Terms

MOST: Final = 1_000_000.0  # persons in a cell: a program without an end has no table to show
WHOLE: Final = 1e-6
PAIRS_TRIED: Final = 20  # of one number, when no table keeps everybody

Ints = NDArray[np.int64]


class Found(NamedTuple):
    """What was learned, and how many numbers could not be decided within the solver's nodes."""

    learned: tuple[Learned, ...]
    n_undecided: int


class Possible:
    """Tables that agree with what is told, as they are found.

    Args:
        told: what is out. occupied: persons truly in each cell, as those there know.
    """

    def __init__(self, told: Told, occupied: Sequence[int]) -> None:
        self._told = told
        self._occupied = np.array(occupied, np.int64)
        self._room = np.zeros((64, told.n_cells), np.int64)  # doubled when it is full
        self._n_tables = 0
        parts = [(row, *part) for row, (terms, _bounds) in enumerate(told.numbers) for part in terms]
        self._row, self._cell, self._factor = np.array(parts, np.int64).reshape(-1, 3).T
        bounds = np.array([bounds for _terms, bounds in told.numbers], float).reshape(-1, 2)
        self._low, self._high = bounds[:, 0], bounds[:, 1]
        self._solver = program_of(told, is_integer=False)
        self._cells = np.arange(told.n_cells, dtype=np.int32)
        self._solver.changeColsBounds(told.n_cells, self._cells, np.zeros(told.n_cells), np.full(told.n_cells, MOST))
        self.n_undecided = 0

    def find(self, terms: Terms, smallest: int, floors: Mapping[int, int]) -> Attack | None:
        """Look for a table in which a number is at least `smallest`, and cells are at least their floors.

        Returns:
            None when there is one, or when the nodes are used up; else the attack that proves that there is none.
        """
        tables = self._with(terms, smallest)
        if (tables[:, list(floors)] >= np.array(list(floors.values()), np.int64)).all(axis=1).any():
            return None
        if not terms:
            return Attack.LINEAR_PROGRAM if smallest > 0 else None  # all of it is told
        for cell, least in floors.items():
            self._solver.changeColBounds(cell, float(least), MOST)
        at, factors = zip(*terms, strict=True)
        rows = np.array(at, np.int32), np.array(factors, float)
        self._solver.addRow(float(smallest), highspy.kHighsInf, len(terms), *rows)
        answer = self._solve()
        self._solver.deleteRows(1, np.array([len(self._told.numbers)], np.int32))
        for cell in floors:
            self._solver.changeColBounds(cell, 0.0, MOST)
        return answer

    def _solve(self) -> Attack | None:
        self._solver.run()
        if self._is_infeasible():
            return Attack.LINEAR_PROGRAM
        if self._take():
            return None
        n_cells = self._told.n_cells
        self._solver.changeColsIntegrality(n_cells, self._cells, np.array([highspy.HighsVarType.kInteger] * n_cells))
        self._solver.run()
        is_none, is_found = self._is_infeasible(), self._take()
        self._solver.changeColsIntegrality(n_cells, self._cells, np.array([highspy.HighsVarType.kContinuous] * n_cells))
        if is_none:
            return Attack.INTEGER
        self.n_undecided += not is_found
        return None

    def _is_infeasible(self) -> bool:
        return bool(self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    def _take(self) -> bool:
        """Keep the solver's table, if it is one: whole, and in agreement with everything told in whole numbers."""
        values = np.asarray(self._solver.getSolution().col_value)
        if len(values) != self._told.n_cells or np.abs(values - np.rint(values)).max(initial=0.0) > WHOLE:
            return False
        table = np.rint(values).astype(np.int64)
        parts = self._factor * table[self._cell]
        said = np.bincount(self._row, parts, len(self._low))  # exact: whole numbers under 2^53
        if (table < 0).any() or not ((self._low <= said) & (said <= self._high)).all():
            return False
        if self._n_tables == len(self._room):
            self._room = np.vstack([self._room, np.zeros_like(self._room)])
        self._room[self._n_tables] = table
        self._n_tables += 1
        return True

    def _with(self, terms: Terms, smallest: int) -> Ints:
        """Return the tables found in which a number is at least `smallest`."""
        tables = self._room[: self._n_tables]
        at, factors = np.array(terms, np.int64).reshape(-1, 2).T
        return tables[tables[:, at] @ factors >= smallest]

    def emptied(self, terms: Terms, smallest: int) -> tuple[list[int], list[tuple[int, int]]]:
        """Return the cells, and some pairs of cells, whose persons can rule out every table found for a number."""
        tables = self._with(terms, smallest)
        cells = np.flatnonzero(self._occupied)
        if not len(tables):
            return cells.tolist(), []
        kept = tables[:, cells] >= 1
        is_empty = ~kept.any(axis=0)
        left, kept = cells[~is_empty], kept[:, ~is_empty].astype(np.float32)
        never_together = np.triu(kept.T @ kept == 0, 1)  # counts of tables, exact in 24 bits
        return cells[is_empty].tolist(), [(int(a), int(b)) for a, b in left[np.argwhere(never_together)[:PAIRS_TRIED]]]


def attack_what_is_possible(
    told: Told,
    hidden: Mapping[str, Terms],
    occupied: Sequence[int],
    smallest: int | Mapping[str, int],
    *,
    with_pairs: bool = True,
) -> Found:
    """Return the hidden numbers that somebody can prove to be under the smallest number, with their bounds.

    Args:
        told: what is out. hidden: the numbers attacked. occupied: persons truly in each cell, as those there know.
        smallest: what a number must be able to be; one for all, or by name.
        with_pairs: whether two of two cells who talk together are tried.
    """
    possible = Possible(told, occupied)
    everybody = {cell: min(count, 2) for cell, count in enumerate(occupied) if count}
    learned: list[Learned] = []
    for name, terms in hidden.items():
        least = smallest if isinstance(smallest, int) else smallest[name]
        if possible.find(terms, least, everybody) is None and not any(possible.emptied(terms, least)):
            continue
        attack = possible.find(terms, least, {})
        if attack is not None:
            learned += attack_by_program(told, {name: terms}, attack)
            continue
        learned += [
            Learned(how, name, NO_END, least - 1) for how in insiders(possible, terms, least, with_pairs=with_pairs)
        ]
    return Found(tuple(learned), possible.n_undecided)


def insiders(possible: Possible, terms: Terms, smallest: int, *, with_pairs: bool) -> Iterator[Attack]:
    """Yield SINGLETON where somebody can prove a number small, TWO_COALITION where two who talk together can."""
    alone, _pairs = possible.emptied(terms, smallest)
    if any_proves(possible, terms, smallest, [{cell: 1} for cell in alone]):
        yield Attack.SINGLETON
        return
    _alone, pairs = possible.emptied(terms, smallest)
    if with_pairs and any_proves(possible, terms, smallest, [dict.fromkeys(pair, 1) for pair in pairs]):
        yield Attack.TWO_COALITION


def any_proves(possible: Possible, terms: Terms, smallest: int, known: Iterable[Mapping[int, int]]) -> bool:
    """Return whether somebody who knows so many persons to be in some cells proves a number to be small."""
    return any(possible.find(terms, smallest, floors) is not None for floors in known)
