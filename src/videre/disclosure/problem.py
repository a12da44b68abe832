"""What is to be told, as one sparse system over the finest cells: every number is a sum of cells.

A table with margins, a hierarchy, two linked tables and what was published before are all the same thing here: numbers,
each the sum of some cells. Two numbers of the same cells are one number, however many tables show it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from videre.domain.refusals import Refused

Terms = tuple[tuple[int, int], ...]  # (cell, factor), in order of cell


class NotATable(Refused):
    """The numbers are no table of persons: they do not add up, are negative, or are no whole numbers."""


class Number(NamedTuple):
    """A number that would be told: the sum of its cells, each times its factor.

    key: its name, unique in the problem. terms: its cells. weight: what hiding it costs; 1 for a usual number.
    least: where the number is sensitive, what an outsider must be able to believe it to be at least; None else.
    most: the same the other way, for protection from both sides; None for one-sided.
    told: between what it would be told to lie (a rounded rate tells an interval); None where it is told exactly.
    was_told: it was published before and cannot be hidden any more. was_hidden: it was hidden before, and stays so.
    """

    key: str
    terms: Terms
    weight: float = 1.0
    least: int | None = None
    most: int | None = None
    told: tuple[int, int] | None = None
    was_told: bool = False
    was_hidden: bool = False

    @property
    def is_sensitive(self) -> bool:
        """Return whether some rule protects this number."""
        return self.least is not None or self.most is not None


@dataclass(frozen=True)
class Problem:
    """A publication to be made safe.

    counts: persons in each finest cell, C of them.
    numbers: what would be told of them.
    own: what whoever is in a cell knows by himself: at least so many are in it. One a cell.
    ceilings: the greatest number in each cell that an outsider could believe; None where anything can be.
    same_as: names of numbers with the cells of another number, to that number's name.
    together: of how many cells persons may put together what they know.
    """

    counts: tuple[int, ...]
    numbers: tuple[Number, ...]
    own: tuple[int, ...]
    ceilings: tuple[int | None, ...]
    same_as: Mapping[str, str]
    together: int = 1

    @cached_property
    def values(self) -> tuple[int, ...]:
        """Return what each number truly is."""
        return tuple(sum(factor * self.counts[cell] for cell, factor in number.terms) for number in self.numbers)

    @cached_property
    def members(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """Return for each cell the numbers that it is in, each with its factor."""
        members: list[list[tuple[int, int]]] = [[] for _ in self.counts]
        for place, number in enumerate(self.numbers):
            for cell, factor in number.terms:
                members[cell].append((place, factor))
        return tuple(map(tuple, members))


def make_problem(
    counts: Sequence[int],
    numbers: Iterable[Number],
    *,
    coalition: int = 0,
    ceilings: Sequence[int | None] | None = None,
) -> Problem:
    """Return a problem, with numbers of the same cells made one.

    Args:
        counts: persons in each finest cell.
        numbers: what would be told.
        coalition: how many persons, of one cell or of several, may put together that they are in it. 0 protects from
            outsiders only.
        ceilings: the greatest believable number a cell.

    Raises:
        NotATable: a count is negative or no whole number; a number was told before as what it is not.
    """
    for count in counts:
        if isinstance(count, bool) or count != int(count) or count < 0:
            raise NotATable(
                f"A cell has {count!r} persons. Counts of persons are whole numbers, 0 or more: see the data."
            )
    whole = tuple(int(count) for count in counts)
    merged: dict[Terms, Number] = {}
    same_as: dict[str, str] = {}
    for number in numbers:
        same = merged.get(number.terms)
        if same is not None:
            same_as[number.key] = same.key
        merged[number.terms] = number if same is None else strictest(same, number)
    own = tuple(min(count, coalition) for count in whole)
    most = tuple(ceilings or [None] * len(whole))
    problem = Problem(whole, tuple(merged.values()), own, most, same_as, max(coalition, 1))
    for number, value in zip(problem.numbers, problem.values, strict=True):
        if number.told is not None and not number.told[0] <= value <= number.told[1]:
            raise NotATable(
                f"{number.key} would be told, or was told, as {number.told}, and its cells add up to another number. "
                "What is published stays as published, so nothing is told beside it that was counted anew."
            )
    return problem


def cells_of(problem: Problem, places: Iterable[int]) -> list[int]:
    """Return the cells of some numbers, in order."""
    return sorted({cell for place in places for cell, _ in problem.numbers[place].terms})


def make_part(problem: Problem, places: Sequence[int]) -> Problem:
    """Return some numbers of a problem, with their cells only, as a problem by itself. Cells keep their order."""
    cells = cells_of(problem, places)
    at = {cell: place for place, cell in enumerate(cells)}
    numbers = [
        number._replace(terms=tuple((at[cell], factor) for cell, factor in number.terms))
        for number in (problem.numbers[place] for place in places)
    ]
    names = {number.key for number in numbers}
    return Problem(
        tuple(problem.counts[cell] for cell in cells),
        tuple(numbers),
        tuple(problem.own[cell] for cell in cells),
        tuple(problem.ceilings[cell] for cell in cells),
        {name: same for name, same in problem.same_as.items() if same in names},
        problem.together,
    )


def strictest(first: Number, second: Number) -> Number:
    """Return two numbers of the same cells as one: as sensitive as the more sensitive, as told as the more told."""
    least = [number.least for number in (first, second) if number.least is not None]
    most = [number.most for number in (first, second) if number.most is not None]
    if first.told != second.told and first.told is not None and second.told is not None:
        told: tuple[int, int] | None = (max(first.told[0], second.told[0]), min(first.told[1], second.told[1]))
    else:
        told = None if first.told is None or second.told is None else first.told
    return first._replace(
        told=told,
        weight=first.weight + second.weight,
        least=max(least, default=None),
        most=min(most, default=None),
        was_told=first.was_told or second.was_told,
        was_hidden=first.was_hidden or second.was_hidden,
    )


Groups = Mapping[str, Sequence[str]]  # the name of a sum, to the finest codes in it


def numbers_of_table(
    labels: Sequence[Mapping[str, str]], groupings: Mapping[str, Groups], prefix: str = ""
) -> list[Number]:
    """Return every number of a table: each finest code and each sum of every grouping, crossed with all others.

    Args:
        labels: what each cell is, e.g. {"school": "D0.1", "sex": "0"}; the same keys as `groupings`.
        groupings: for each dimension the sums above its finest codes, e.g. {"T": [all codes]}.
        prefix: put before each key, to tell tables apart.
    """
    finest = {name: sorted({label[name] for label in labels}) for name in groupings}
    levels = {
        name: [
            *((code, frozenset([code])) for code in finest[name]),
            *((sum_, frozenset(of)) for sum_, of in sums.items()),
        ]
        for name, sums in groupings.items()
    }
    cell_at = {tuple(label[name] for name in groupings): cell for cell, label in enumerate(labels)}
    numbers = []
    for chosen in product(*levels.values()):
        codes = product(*(sorted(of) for _name, of in chosen))
        cells = sorted(cell_at[place] for place in codes if place in cell_at)
        key = prefix + ",".join(name for name, _of in chosen)
        numbers.append(Number(key, tuple((cell, 1) for cell in cells)))
    return numbers
