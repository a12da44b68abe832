"""Tables whose groups have nothing to do with one another: a group is told whole or not at all.

Where no total over groups is published, and a group is hidden with every one of its rows as soon as one of them tells
of few, nothing is left to subtract from. It hides more than a certificate would, and needs none. For tables of
casework, which have no finest cells to prove anything over.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.domain.figures import Figure

Group = tuple[object, ...]


def release_apart(
    name: str,
    dimensions: tuple[str, ...],
    figures: Sequence[Figure],
    group_by: tuple[str, ...],
    smallest_count: int,
    rule: Mapping[str, str],
    *,
    is_sensitive: Callable[[Figure], bool],
) -> Released:
    """Return figures as a released table of groups that are each told whole or not at all.

    Args:
        name: the table's name. dimensions: what it is broken down by.
        figures: of one measure and one provenance; one at least. In a group all denominators count the same persons.
        group_by: the dimensions that, with the period, name a group; no persons are summed over groups.
        smallest_count: a group is hidden when a number of persons in it, of the rest, of the unknown, or between two
            of its numbers is above none and under this.
        rule: the same in plain words, by language.
        is_sensitive: whether a figure's group may not be told when nobody, or everybody, is in the numerator.
    """
    groups: dict[Group, list[Figure]] = defaultdict(list)
    for figure in figures:
        groups[group_of(figure, group_by)].append(figure)
    hidden = {
        key for key, own in groups.items() if tells_of_few(own, smallest_count) or tells_of_all(own, is_sensitive)
    }
    first = figures[0]
    return make_released(
        name=name,
        measure=first.measure,
        dimensions=dimensions,
        rows=[released_row(figure, is_hidden=group_of(figure, group_by) in hidden) for figure in figures],
        rule=dict(rule),
        **first.provenance._asdict(),
    )


def group_of(figure: Figure, group_by: tuple[str, ...]) -> Group:
    """Return the group of a figure: its period and what it has in the dimensions that name a group."""
    return (figure.period, *(figure.breakdown.get(name) for name in group_by))


def tells_of_few(group: Sequence[Figure], smallest_count: int) -> bool:
    """Return whether a number of a group, or what lies between two of them, is of few persons."""
    numbers = {0}
    for figure in group:
        numbers |= {
            round(number) for number in (figure.numerator, figure.numerator + figure.unknown, figure.denominator)
        }
    return any(0 < abs(one - other) < smallest_count for one, other in combinations(numbers, 2))


def tells_of_all(group: Sequence[Figure], is_sensitive: Callable[[Figure], bool]) -> bool:
    """Return whether a group says something sensitive of everybody in it: that all are something, or that none is."""
    return any(
        is_sensitive(figure) and (figure.numerator + figure.unknown == 0 or figure.numerator >= figure.denominator)
        for figure in group
    )


def released_row(figure: Figure, *, is_hidden: bool) -> ReleasedFigure:
    """Return a figure as a row, with its numbers or without any."""
    numbers = {
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": figure.unknown,
        "bounds_low": figure.bounds_low,
        "bounds_high": figure.bounds_high,
        "interval_low": figure.interval_low,
        "interval_high": figure.interval_high,
    }
    return ReleasedFigure(
        period=figure.period,
        breakdown=dict(figure.breakdown),
        is_hidden=is_hidden,
        interval_kind=str(figure.interval_kind),
        unit=str(figure.unit),
        target=figure.target,
        figure_id=figure.figure_id,
        **{key: None if is_hidden else number for key, number in numbers.items()},
    )
