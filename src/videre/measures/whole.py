"""What a share of the people must be told of all of them: from which day to which the members of a cohort left.

Most figures are sums over persons. A few ask one thing of everybody together: whether the whole cohort has been
followed for so long, and whether anybody of a school has a test. Told that, any share of the people gives its part of
the figure.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from videre.domain.pathways import add_months
from videre.measures.arrays import Ints


class Extent(NamedTuple):
    """The first and the last day on which members of a cohort left."""

    first: int
    last: int


Whole = Mapping[str, Extent]  # by what a cohort is called; one that nobody is in is not there


def extent_of(cohort: str, left_on: Ints) -> Whole:
    """Return the extent of a cohort from the days on which its members left; nothing of an empty one."""
    if len(left_on) == 0:
        return {}
    return {cohort: Extent(int(left_on.min()), int(left_on.max()))}


def joined(wholes: Iterable[Whole]) -> dict[str, Extent]:
    """Return what shares of the people know together; their order is no matter."""
    together: dict[str, Extent] = {}
    for whole in wholes:
        for cohort, extent in whole.items():
            known = together.get(cohort, extent)
            together[cohort] = Extent(min(known.first, extent.first), max(known.last, extent.last))
    return together


def is_reached(whole: Whole, cohort: str, months: int, known_at: int) -> bool:
    """Return whether everybody in a cohort has been followed for so many months by a day; never of an empty one."""
    return cohort in whole and add_months(whole[cohort].last, months) <= known_at
