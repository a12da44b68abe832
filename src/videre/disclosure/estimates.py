"""Estimates about a cohort: hidden where few persons are meant, told in rounded shares, never as a number of persons.

An estimate counts nobody, so no number of persons can be had by subtracting one from another. But it leans on counts of
one cohort, and the same share is told elsewhere as a figure of that cohort; so it is hidden where that figure is, and
told without the numbers that it was made from. A count that stands beside estimates is rounded by itself
(`coarse_share`): other tables count the same persons to the last one.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.domain.figures import Figure
from videre.domain.refusals import Refused

DECIMALS: Final = 3  # of a share: a tenth of a percentage point


class NothingEstimated(Refused):
    """A table without estimates was to be released."""


def release_estimates(
    name: str,
    dimensions: tuple[str, ...],
    figures: Sequence[Figure],
    smallest_group: int,
    smallest_count: int,
    rule: Mapping[str, str],
    sums: Sequence[Sequence[int]] = (),
    decimals: int = DECIMALS,
) -> Released:
    """Return estimates as a released table.

    Args:
        name: the table's name. dimensions: what it is broken down by.
        figures: of one measure and one provenance. The value is what is told; numerator and denominator are the persons
            that it is about, and decide whether it is hidden.
        smallest_group: nothing is told of a cohort of fewer. smallest_count: nor where fewer are expected to be in it
            or outside it, and not none.
        rule: what is done to protect persons, by language.
        sums: places of figures that add up to something told; where one of them alone would be hidden, and so follow
            from the others, the smallest of these is hidden too, unless their rounding leaves it uncertain by
            `smallest_count` persons.
        decimals: with which shares are told.

    Raises:
        NothingEstimated: there are no figures.
    """
    if not figures:
        raise NothingEstimated(f"The table {name} has no estimates: no cohort of it can be projected yet.")
    first = figures[0]
    hidden = {at for at, figure in enumerate(figures) if means_few(figure, smallest_group, smallest_count)}
    off = 0.5 * 10.0**-decimals  # so far a rounded share may lie from the estimate
    exact = [each for each in sums if (len(each) - 1) * off * figures[each[0]].denominator < smallest_count]
    hidden = with_company(figures, hidden, exact)
    return make_released(
        name=name,
        measure=first.measure,
        dimensions=dimensions,
        rows=[estimated_row(each, decimals, is_hidden=at in hidden) for at, each in enumerate(figures)],
        rule=dict(rule),
        **first.provenance._asdict(),
    )


def means_few(figure: Figure, smallest_group: int, smallest_count: int) -> bool:
    """Return whether an estimate is about so few persons, in it or outside it, that it must be hidden."""
    expected = (figure.numerator, figure.denominator - figure.numerator)
    return figure.denominator < smallest_group or round(min(expected), 6) < smallest_count


def with_company(figures: Sequence[Figure], hidden: set[int], sums: Sequence[Sequence[int]]) -> set[int]:
    """Return places to hide: those hidden, and company for each that is hidden alone in a sum, until none is."""
    found = set(hidden)
    alone = True
    while alone:
        alone = False
        for places in sums:
            shown = [place for place in places if place not in found]
            if shown and len(places) - len(shown) == 1:
                found.add(min(shown, key=lambda place: (figures[place].numerator, place)))
                alone = True
    return found


def estimated_row(figure: Figure, decimals: int, *, is_hidden: bool) -> ReleasedFigure:
    """Return an estimate as a row: rounded, with the size of the cohort and no other number of persons."""

    def told(number: float | None) -> float | None:
        return None if is_hidden or number is None else round(number, decimals) + 0.0  # no negative nought

    return ReleasedFigure(
        period=figure.period,
        breakdown=dict(figure.breakdown),
        is_hidden=is_hidden,
        value=told(figure.value),
        numerator=None,
        denominator=None if is_hidden else figure.denominator,
        unknown=None,
        bounds_low=None,
        bounds_high=None,
        interval_low=told(figure.interval_low),
        interval_high=told(figure.interval_high),
        interval_kind=str(figure.interval_kind),
        unit=str(figure.unit),
        target=figure.target,
        figure_id=figure.figure_id,
    )


def coarse_share(n_counted: float, n_persons: int, step: int) -> float:
    """Return a share of persons counted, to the nearest `step` persons, so that nobody is told by subtracting.

    >>> coarse_share(123, 300, 5), coarse_share(300, 300, 7)
    (0.4166666666666667, 1.0)
    """
    return min(round(n_counted / step) * step, n_persons) / n_persons
