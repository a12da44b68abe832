"""Merging cells of too few, by the words of the rule: sets of places, searched again after each join."""

from collections.abc import Mapping, Sequence


def merged(
    labels: Sequence[Mapping[str, str]], n_observed: Sequence[float], fewest: float, order: Sequence[str]
) -> set[frozenset[int]]:
    """Return which places are together."""
    cells = {frozenset([place]) for place in range(len(labels))}

    def size(cell: frozenset[int]) -> float:
        return sum(n_observed[place] for place in sorted(cell))

    for given_way in range(1, len(order) + 1):
        for agreeing in {tuple(label[name] for name in order[given_way:]) for label in labels}:
            group = [
                cell
                for cell in cells
                if all(tuple(labels[place][name] for name in order[given_way:]) == agreeing for place in cell)
            ]
            small = {cell for cell in group if size(cell) < fewest}
            rest = [cell for cell in group if cell not in small]
            if not small:
                continue
            together = frozenset().union(*small)
            while size(together) < fewest and rest:
                choose = max if given_way == 1 else min
                taken = choose(rest, key=lambda cell: (size(cell), min(cell)))
                rest.remove(taken)
                together |= taken
            cells = (cells - set(group)) | set(rest) | {together}
    return cells
