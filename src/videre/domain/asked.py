"""What a measure is asked, and how its counts become figures."""

from collections.abc import Mapping
from typing import NamedTuple

from videre.domain.figures import Figure, IntervalKind, Provenance, Unit, share


class Asked(NamedTuple):
    """A question to a measure.

    measure: its name, as figures bear it.
    municipality: whose young people.
    first_period, n_periods: months, or the calendar years of a cohort: each measure says which.
    dimensions: what the figures are broken down by; none gives totals.
    provenance: what the figures are computed from.
    """

    measure: str
    municipality: int
    first_period: int
    n_periods: int
    dimensions: tuple[str, ...]
    provenance: Provenance

    def without(self, dimension: str) -> tuple[str, ...]:
        """Return the dimensions of people: all but one that the measure itself divides by."""
        return tuple(name for name in self.dimensions if name != dimension)


def share_figure(
    asked: Asked, period: str, breakdown: Mapping[str, str], numerator: int, denominator: int, unknown: int
) -> Figure:
    """Return a share of persons as a figure without an interval: everybody is counted, nothing is estimated.

    Which target it is held against is the strategy's matter, and is set where the strategy is known.
    """
    value, low, high = share(numerator, denominator, unknown)
    return Figure(
        measure=asked.measure,
        period=period,
        breakdown=breakdown,
        value=value,
        numerator=numerator,
        denominator=denominator,
        unknown=unknown,
        bounds_low=low,
        bounds_high=high,
        interval_low=None,
        interval_high=None,
        interval_kind=IntervalKind.NONE,
        unit=Unit.SHARE,
        target=None,
        provenance=asked.provenance,
    )


def persons_figure(asked: Asked, period: str, breakdown: Mapping[str, str], n_persons: int, n_all: int) -> Figure:
    """Return a count of persons as a figure: the value is its own numerator and both its bounds, and nobody is unknown.

    `n_all` is how many the persons are counted among.
    """
    return share_figure(asked, period, breakdown, n_persons, n_all, 0)._replace(
        value=n_persons, bounds_low=n_persons, bounds_high=n_persons, unit=Unit.PERSONS
    )
