"""Official figures: the only rows beside the stock that are real, each with where it was published."""

from datetime import date

import polars as pl

from videre.synth.parameter_files import FOLDER
from videre.synth.request import Period

TEXTS = ("indicator", "cohort", "horizon", "area", "group", "source")


def official_figures_register(period: Period) -> pl.DataFrame:
    """Return the figures published before the end of the period, with the last day of that year as the day reported."""
    figures = pl.read_csv(
        FOLDER / "official_figures.csv", separator=";", schema_overrides=dict.fromkeys(TEXTS, pl.String())
    )
    days = [date(year, 12, 31) for year in figures["published"]]
    told = figures.with_columns(reported=pl.Series(days))
    return told.filter(pl.col("reported").to_physical() < period.end)
