"""Cells of too few, merged with others by a rule: so that each cell that is left bears rates of its own."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from videre.measures.arrays import Ints

Label = Mapping[str, str]


class MergedCells(NamedTuple):
    """Which cells were merged.

    of_fine: the cell of each cell before merging, (F,). parts: the labels of what each cell is made of, K of them.
    labels: what each is called; a dimension of several values has them joined by +, one of all values is left out.
    n_observed: person-years in each before merging, (F,); 0: nobody was observed there.
    fine: the labels before merging.
    """

    of_fine: Ints
    parts: tuple[tuple[Label, ...], ...]
    labels: tuple[dict[str, str], ...]
    n_observed: NDArray[np.float64]
    fine: tuple[Label, ...]

    def observed_in(self, cell: int) -> float:
        """Return the person-years of a cell."""
        return float(self.n_observed[self.of_fine == cell].sum())

    def cell_of(self, label: Label) -> int:
        """Return the cell in which people of a label are, which may name more dimensions; -1 where there is none."""
        return next((int(self.of_fine[n]) for n, own in enumerate(self.fine) if own.items() <= label.items()), -1)

    def kept(self, cells: Sequence[int]) -> "MergedCells":
        """Return some of the cells, numbered anew; those before merging that lie in no kept one have -1."""
        number = np.full(len(self.labels), -1, np.int32)
        number[list(cells)] = np.arange(len(cells), dtype=np.int32)
        return self._replace(
            of_fine=number[self.of_fine],
            parts=tuple(self.parts[cell] for cell in cells),
            labels=tuple(self.labels[cell] for cell in cells),
        )


def merge_cells(
    labels: Sequence[Label], n_observed: Sequence[float], fewest: float, order: Sequence[str]
) -> MergedCells:
    """Return cells of which each has at least so many, unless everybody together is fewer.

    One dimension after the other gives way: among cells that agree in all dimensions that have not given way yet, those
    of too few become one; where that one still has too few, others join it: among cells that differ in the first
    dimension alone the largest, which is most like everybody (whose parents' education is unknown are no smallest group
    of their own), and later the smallest. Ties go by place.

    Args:
        labels: the cells, each with a value for all dimensions. n_observed: person-years in each.
        fewest: person-years that a cell must have. order: all dimensions, the first to give way first.
    """
    cells = [[number] for number in range(len(labels))]

    def size(cell: list[int]) -> float:
        return sum(float(n_observed[number]) for number in cell)

    for given_way in range(1, len(order) + 1):
        standing = order[given_way:]
        groups: dict[tuple[str, ...], list[list[int]]] = defaultdict(list)
        for cell in cells:
            groups[tuple(labels[cell[0]][name] for name in standing)].append(cell)
        cells = [cell for group in groups.values() for cell in joined(group, size, fewest, given_way == 1)]
    cells = sorted(sorted(cell) for cell in cells)
    of_fine = np.zeros(len(labels), np.int32)
    for number, cell in enumerate(cells):
        of_fine[cell] = number
    parts = tuple(tuple(labels[number] for number in cell) for cell in cells)
    values = {name: list(dict.fromkeys(label[name] for label in labels)) for name in order}
    named = tuple(named_together(part, values) for part in parts)
    return MergedCells(of_fine, parts, named, np.asarray(n_observed, np.float64), tuple(labels))


def joined(
    group: list[list[int]],
    size: Callable[[list[int]], float],
    fewest: float,
    is_first: bool,  # noqa: FBT001 - the one caller says which dimension it is
) -> list[list[int]]:
    """Return the cells of a group with those of too few joined, and then others with them until it is enough."""
    ordered = sorted(group, key=lambda cell: (size(cell), min(cell)))
    small = [cell for cell in ordered if size(cell) < fewest]
    if not small:
        return group
    rest = ordered[len(small) :]
    together = sorted(number for cell in small for number in cell)
    while size(together) < fewest and rest:
        together = sorted(together + rest.pop(-1 if is_first else 0))
    return [together, *rest]


def named_together(part: Sequence[Label], values: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what cells are called together."""
    named = {}
    for name in part[0]:
        here = [value for value in values[name] if any(label[name] == value for label in part)]
        if len(here) < len(values[name]) or len(here) == 1:
            named[name] = "+".join(here)
    return named
