"""The official figures of the country and its municipalities, made comparable and released for pages."""

from typing import Final

from videre.definitions.catalogue import Definitions
from videre.disclosure.published import release_published
from videre.disclosure.released import Released
from videre.domain.figures import Unit
from videre.domain.official import OfficialFigure
from videre.pipeline.comparing import Compared, compare
from videre.pipeline.gathering import Gathered

COMPARED_PLACES: Final = "compared_places"
NEWEST_PERIODS: Final = 4
RULE: Final = {
    "da": "Offentliggjorte tal fra andre. Hvor en kilde udgiver antal, er de delt med dens egne tal for befolkningen.",
    "en": "Figures that others have published. Where a source gives counts, they are divided by its own population.",
}


def release_compared(gathered: Gathered) -> Released | None:
    """Return the newest official figures that stand beside measures, place by place; None where none can be compared.

    A count whose population is not published is left out: numbers of persons in places of different size say nothing
    side by side. So is an indicator of which nobody has said what it counts.
    """
    units = comparable_units(gathered.definitions, gathered.home.settings.strategy)
    compared = compare(gathered.home, (), gathered.known_at, n_periods=NEWEST_PERIODS)
    found = {(row.indicator, row.period, row.horizon, row.group, row.area): row for row in compared}
    figures = [figure for row in found.values() if (figure := figure_of(row, units)) is not None]
    if not figures:
        return None
    return release_published(COMPARED_PLACES, figures, units, gathered.provenance_of(["official_figures"]), RULE)


def comparable_units(definitions: Definitions, strategy: str) -> dict[str, Unit]:
    """Return the unit in which each indicator can be compared between places: shares only."""
    units: dict[str, Unit] = {
        name: indicator.unit
        for name, indicator in definitions.strategy(strategy).indicators.items()
        if indicator.unit is Unit.SHARE
    }
    for table in definitions.list_open_tables():
        units |= dict.fromkeys((*table.share_of, *table.published_shares), Unit.SHARE)
    return units


def figure_of(row: Compared, units: dict[str, Unit]) -> OfficialFigure | None:
    """Return one place's figure as a share, or None where there is none that can be compared."""
    if row.indicator not in units or row.published is None:
        return None
    value = row.share if row.share is not None else row.value
    if value is None or (row.share is None and not 0 <= value <= 1):
        return None  # a count without its population
    return OfficialFigure(row.indicator, row.period, row.horizon, row.area, row.group, value, row.published, row.source)
