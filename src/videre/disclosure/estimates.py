"""Estimates about a cohort: hidden where few persons are meant, told in rounded shares, never as a number of persons.

An estimate counts nobody. But it leans on counts of one cohort, and the same share is told elsewhere as a figure of
that cohort; so it is hidden where that figure would be, and told without the numbers that it was made from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.disclosure.threshold import release_by_threshold
from videre.domain.figures import Figure


def release_estimates(
    name: str,
    dimensions: tuple[str, ...],
    figures: Sequence[Figure],
    smallest_count: int,
    rule: Mapping[str, str],
    decimals: int = 3,
) -> Released:
    """Return estimates as a released table.

    Args:
        name: the table's name. dimensions: what it is broken down by.
        figures: of one measure and one provenance. The value is what is told; numerator and denominator are the persons
            that it is about, and decide whether it is hidden.
        smallest_count: the threshold. rule: what is done to protect persons, by language.
        decimals: of a share, with which it is told: 3 is a tenth of a percentage point.

    Raises:
        NothingToRelease: there are no figures.
    """
    table = release_by_threshold(name, dimensions, figures, smallest_count, rule)
    return make_released(
        name=table.name,
        measure=table.measure,
        dimensions=table.dimensions,
        rows=[rounded(row, decimals) for row in table.rows],
        rule=table.rule,
        **figures[0].provenance._asdict(),
    )


def rounded(row: ReleasedFigure, decimals: int) -> ReleasedFigure:
    """Return a row with rounded shares and of how many they are, without any other number of persons."""

    def told(number: float | None) -> float | None:
        return None if number is None else round(number, decimals) + 0.0  # no negative nought

    return replace(
        row,
        value=told(row.value),
        interval_low=told(row.interval_low),
        interval_high=told(row.interval_high),
        numerator=None,
        unknown=None,
        bounds_low=None,
        bounds_high=None,
    )
