"""Official figures, read from the store and released as they were published."""

from datetime import date
from typing import Final

import polars as pl

from videre.disclosure.published import release_published
from videre.disclosure.released import Released
from videre.domain.official import OfficialFigure
from videre.home.paths import HomePaths
from videre.pipeline.gathering import Gathered
from videre.store.deliveries import Ledger
from videre.store.tables import read_known

OFFICIAL_FIGURES: Final = "official_figures"
RULE: Final = {
    "da": "Offentliggjorte tal fra andre. De står ved siden af vores og blandes aldrig med dem.",
    "en": "Figures that others have published. They stand beside ours and are never mixed with them.",
}


def list_official(gathered: Gathered) -> list[OfficialFigure]:
    """Return the official figures as known at the day, in order."""
    return known_official(gathered.home.paths, gathered.ledger, gathered.known_at)


def known_official(paths: HomePaths, ledger: Ledger, known_at: date) -> list[OfficialFigure]:
    """Return the official figures of a home as known at a day, in order."""
    rows = read_known(paths, ledger, OFFICIAL_FIGURES, known_at)
    fields = list(OfficialFigure._fields)
    told = rows.select(fields).with_columns(pl.col("horizon", "group", "source").fill_null(""))
    return sorted(OfficialFigure(*row) for row in told.rows())


def release_official(gathered: Gathered) -> Released | None:
    """Return the table of official figures; None when none has been delivered."""
    figures = list_official(gathered)
    if not figures:
        return None
    strategy = gathered.definitions.strategy(gathered.home.settings.strategy)
    units = {name: indicator.unit for name, indicator in strategy.indicators.items()}
    return release_published(OFFICIAL_FIGURES, figures, units, gathered.provenance_of([OFFICIAL_FIGURES]), RULE)
