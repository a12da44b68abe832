"""Tables for tests of pages and reports: small numbers hidden, and one more beside a lone one. No proof of anything."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from videre.disclosure.assembling import NothingToRelease
from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.domain.figures import Figure, Unit


def release_by_threshold(
    name: str,
    dimensions: tuple[str, ...],
    figures: Sequence[Figure],
    smallest_count: int,
    rule: Mapping[str, str],
) -> Released:
    """Return figures of one measure as a released table.

    A row is hidden when its persons, or those of its denominator who are surely not among them, are fewer than
    `smallest_count` and more than none. Where exactly one row of a period's breakdown is hidden, the row with the
    fewest persons among the others is hidden too, since the total would give the lone one away. A number of unknown
    that is so small is left out of a row that is shown, with the bounds that would tell it.

    Args:
        name: the table's name. dimensions: what it is broken down by.
        figures: of one measure and one provenance.
        smallest_count: the threshold. rule: the same in plain words, by language.

    Raises:
        NothingToRelease: there are no figures.
    """
    if not figures:
        raise NothingToRelease(f"The table {name} has no figures: no period of it has been delivered yet.")
    hidden = {place for place, figure in enumerate(figures) if is_too_few(figure, smallest_count)}
    for places in groups_of(figures, dimensions).values():
        hidden_here = [place for place in places if place in hidden]
        shown_here = [place for place in places if place not in hidden and figures[place].numerator > 0]
        if len(hidden_here) == 1 and shown_here:
            hidden.add(min(shown_here, key=lambda place: (figures[place].numerator, place)))
    first = figures[0]
    return make_released(
        name=name,
        measure=first.measure,
        dimensions=dimensions,
        rows=[
            released_row(figure, is_hidden=place in hidden, smallest_count=smallest_count)
            for place, figure in enumerate(figures)
        ],
        rule=dict(rule),
        **first.provenance._asdict(),
    )


def is_too_few(figure: Figure, smallest_count: int) -> bool:
    """Return whether a figure is about so few persons, in it or surely outside it, that it must be hidden."""
    persons_in = figure.numerator
    persons_out = figure.denominator - figure.numerator - figure.unknown
    return any(0 < round(n_persons, 6) < smallest_count for n_persons in (persons_in, persons_out))


# Values of these are no parts of a whole: the same persons are looked at again, or counted in another way. So no total
# over them is published, and a hidden number cannot be had by subtracting its neighbours.
NO_PARTS = frozenset({"months", "months_after", "horizon", "definition"})


def groups_of(figures: Sequence[Figure], dimensions: tuple[str, ...]) -> dict[tuple[object, ...], list[int]]:
    """Return places of figures that add up to a total together: those that differ in one dimension only."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, figure in enumerate(figures):
        for dimension in dimensions:
            if dimension in NO_PARTS:
                continue
            rest = tuple(sorted((key, value) for key, value in figure.breakdown.items() if key != dimension))
            groups[figure.period, dimension, rest].append(place)
    return groups


def released_row(figure: Figure, *, is_hidden: bool, smallest_count: int) -> ReleasedFigure:
    """Return a figure as a row, with its numbers or without any."""
    hides_unknown = 0 < figure.unknown < smallest_count
    numbers = {
        "value": figure.value,
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "unknown": None if hides_unknown else figure.unknown,
        "bounds_low": figure.bounds_low,
        "bounds_high": None if hides_unknown and figure.unit == Unit.SHARE else figure.bounds_high,
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
