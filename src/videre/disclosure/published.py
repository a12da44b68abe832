"""Figures that others have published already: they may leave the house as they are, with their source.

No person is protected by hiding what stands on a ministry's page; but the form is the same `Released` as for our own
figures, so that pages and reports need one way only.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Final

from videre.disclosure.released import Released, ReleasedFigure, make_released
from videre.domain.figures import IntervalKind, Provenance, Unit
from videre.domain.official import OfficialFigure

DIMENSIONS: Final = ("indicator", "area", "group", "horizon", "published", "source")


def release_published(
    name: str,
    figures: Sequence[OfficialFigure],
    units: Mapping[str, Unit],
    provenance: Provenance,
    rule: Mapping[str, str],
) -> Released:
    """Return published figures as a released table, nothing hidden.

    Args:
        name: the table's name.
        figures: as known at the day of the provenance.
        units: the unit of each indicator that the strategy knows; figures of others are left out, since nobody could
            say what they count.
        provenance: from when they are known.
        rule: what stands beside the table, by language.
    """
    rows = [row_of(figure, units[figure.indicator]) for figure in sorted(figures) if figure.indicator in units]
    return make_released(
        name=name, measure=name, dimensions=DIMENSIONS, rows=rows, rule=dict(rule), **provenance._asdict()
    )


def row_of(figure: OfficialFigure, unit: Unit) -> ReleasedFigure:
    """Return a published figure as a row. It has no interval and no number of persons: none was published."""
    breakdown = {dimension: str(getattr(figure, dimension)) for dimension in DIMENSIONS}
    identity = hashlib.sha256(repr(figure).encode()).hexdigest()[:16]
    return ReleasedFigure(
        period=figure.cohort,
        breakdown={dimension: said for dimension, said in breakdown.items() if said},
        is_hidden=False,
        value=figure.value,
        numerator=None,
        denominator=None,
        unknown=None,
        bounds_low=None,
        bounds_high=None,
        interval_low=None,
        interval_high=None,
        interval_kind=str(IntervalKind.NONE),
        unit=str(unit),
        target=None,
        figure_id=identity,
    )
