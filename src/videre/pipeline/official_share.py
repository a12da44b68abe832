"""The ministry's newest published figure of a cohort, which the target is judged on, beside ours."""

from typing import NamedTuple

import polars as pl

from videre.pipeline.gathering import Gathered
from videre.store.tables import read_known


class OfficialShare(NamedTuple):
    """A published share: of which cohort and area, from which year of publication, and by whom."""

    indicator: str
    cohort: str
    horizon: str
    area: str
    value: float
    published: int
    source: str


def find_official(gathered: Gathered, indicator: str, cohort: int, horizon: str) -> OfficialShare | None:
    """Return the newest published figure of the municipality's cohort for an indicator and horizon, or None.

    A cohort that is not published yet has none: the newest published cohort is told instead, with its own year.
    """
    rows = read_known(gathered.home.paths, gathered.ledger, "official_figures", gathered.known_at).filter(
        (pl.col("indicator") == indicator)
        & (pl.col("horizon") == horizon)
        & (pl.col("area") == gathered.home.settings.municipality_name)
        & pl.col("group").is_null()
        & (pl.col("cohort").cast(pl.Int64, strict=False) <= cohort)
    )
    if rows.is_empty():
        return None
    newest = rows.sort(pl.col("cohort").cast(pl.Int64), "published").row(-1, named=True)
    return OfficialShare(
        indicator,
        newest["cohort"],
        newest["horizon"],
        newest["area"],
        float(newest["value"]),
        int(newest["published"]),
        newest["source"],
    )
