"""Rounded shares turned back: which numbers of persons a share that is told with few decimals can be of.

A share of few persons tells their number: 66.7 % of six is four, and of nobody knows how many it is of three, six, nine
and so on. Whole numbers only, since a number of persons that lies on the edge of a rounding must not be lost.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from videre.disclosure.problem import Terms

HALF: Final = Fraction(1, 2)


def span_of(share: float, decimals: int) -> tuple[Fraction, Fraction]:
    """Return between what a share lies that is told with some decimals; the edges may round either way.

    >>> span_of(0.667, 3)
    (Fraction(1333, 2000), Fraction(267, 400))
    """
    unit = Fraction(1, 10**decimals)
    middle = Fraction(round(Fraction(share) / unit)) * unit
    return middle - HALF * unit, middle + HALF * unit


def numerators_of(share: float, decimals: int, n_persons: int) -> tuple[int, int]:
    """Return the fewest and the most persons of whom a told share can be, among so many.

    >>> numerators_of(0.667, 3, 6), numerators_of(0.67, 2, 1000)
    ((4, 4), (665, 675))
    """
    low, high = span_of(share, decimals)
    fewest = max(0, -int(-low * n_persons // 1))
    return fewest, min(n_persons, int(high * n_persons // 1))


def groups_of(share: float, decimals: int, sizes: Iterable[int]) -> list[tuple[int, int]]:
    """Return (persons counted, persons in all) that a told share can be of, in groups of some sizes.

    >>> groups_of(0.667, 3, range(1, 10))
    [(2, 3), (4, 6), (6, 9)]
    """
    found = []
    for size in sizes:
        fewest, most = numerators_of(share, decimals, size)
        found += [(n_counted, size) for n_counted in range(fewest, most + 1)]
    return found


def combined(first: Terms, times: int, second: Terms, times_second: int) -> Terms:
    """Return so many times one sum of cells and so many times another, as one."""
    factors: dict[int, int] = {}
    for terms, factor in ((first, times), (second, times_second)):
        for cell, own in terms:
            factors[cell] = factors.get(cell, 0) + factor * own
    return tuple((cell, factors[cell]) for cell in sorted(factors) if factors[cell])


def is_small_group(possible: Sequence[tuple[int, int]], smallest: int) -> bool:
    """Return whether a told share proves those counted, or the rest, to be some and fewer than the smallest number."""
    return bool(possible) and (
        all(0 < n_counted < smallest for n_counted, _size in possible)
        or all(0 < size - n_counted < smallest for n_counted, size in possible)
    )
