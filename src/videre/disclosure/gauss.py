"""Gauss suppression: what must be hidden so that no sum and difference of told numbers gives a sensitive one.

The cheaper pattern from which large tables start, and what the information lost is compared with. It protects from
linear algebra only, not from whoever knows that persons are whole and never fewer than none. After Langsrud's idea
(Statistics Norway, GaussSuppression); written anew, with exact arithmetic modulo a prime.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from videre.disclosure.problem import Problem, Terms

PRIME: Final = 2_147_483_629  # below 2**31, so that a product fits in 64 bits

Rows = NDArray[np.int64]


def suppress_by_gauss(problem: Problem, primary: Sequence[int], order: Sequence[int]) -> frozenset[int]:
    """Return which numbers to hide: the primary, and in turn each that would give one of them away.

    Args:
        problem: what is to be told.
        primary: numbers to hide. order: all others, the most wanted first.
    """
    protected = rows_of(problem, primary)
    known = np.zeros((0, len(problem.counts)), np.int64)
    pivots: list[int] = []
    hidden = set(primary)
    for place in order:
        row = reduced(rows_of(problem, [place])[0], known, pivots)
        at = int(np.argmax(row != 0))
        if row[at] == 0:
            continue  # it follows from what is told already
        row = row * pow(int(row[at]), PRIME - 2, PRIME) % PRIME
        touched = np.flatnonzero(protected[:, at])
        after = (protected[touched] - protected[touched, at][:, None] * row) % PRIME
        if len(touched) and not after.any(axis=1).all():
            hidden.add(place)
            continue
        protected[touched] = after
        both = np.flatnonzero(known[:, at])
        known[both] = (known[both] - known[both, at][:, None] * row) % PRIME
        known = np.vstack([known, row])
        pivots.append(at)
    return frozenset(hidden)


def reduced(row: Rows, known: Rows, pivots: Sequence[int]) -> Rows:
    """Return a row without what is known of it already."""
    factors = row[list(pivots)]
    for at in np.flatnonzero(factors):
        row = (row - factors[at] * known[at]) % PRIME
    return row


def rows_of(problem: Problem, places: Sequence[int]) -> Rows:
    """Return numbers as rows over the cells."""
    rows = np.zeros((len(places), len(problem.counts)), np.int64)
    for at, place in enumerate(places):
        for cell, factor in problem.numbers[place].terms:
            rows[at, cell] = factor % PRIME
    return rows


def follows_from(told: Sequence[tuple[Terms, int]], wanted: Mapping[str, Terms], n_cells: int) -> dict[str, int]:
    """Return the wanted numbers that follow from told ones by adding and subtracting, with their values.

    Values are found modulo the prime; a number of persons is smaller, so it is itself.
    """
    known = np.zeros((0, n_cells + 1), np.int64)  # the last column carries the value
    pivots: list[int] = []
    for terms, value in told:
        row = reduced(row_of(terms, n_cells, value), known, pivots)
        at = int(np.argmax(row[:n_cells] != 0))
        if row[at] == 0 or at == n_cells:
            continue
        row = row * pow(int(row[at]), PRIME - 2, PRIME) % PRIME
        both = np.flatnonzero(known[:, at])
        known[both] = (known[both] - known[both, at][:, None] * row) % PRIME
        known = np.vstack([known, row])
        pivots.append(at)
    values = {}
    for name, terms in wanted.items():
        row = reduced(row_of(terms, n_cells, 0), known, pivots)
        if not row[:n_cells].any():
            values[name] = int(-row[n_cells] % PRIME)
    return values


def row_of(terms: Terms, n_cells: int, value: int) -> Rows:
    """Return a number with its value as a row over the cells."""
    row = np.zeros(n_cells + 1, np.int64)
    for cell, factor in terms:
        row[cell] = factor % PRIME
    row[n_cells] = value % PRIME
    return row
