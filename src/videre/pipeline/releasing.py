"""Releasing: the catalogue's tables are computed, protected and written to the home's released folder."""

import os
from collections.abc import Callable
from datetime import date

from videre.definitions.measure import Measure
from videre.definitions.release import PublishedTable, ReleaseCatalogue
from videre.disclosure.released import Released
from videre.disclosure.threshold import release_by_threshold
from videre.domain.days import month_from_iso
from videre.domain.periods import Period
from videre.home.home import Home, writing
from videre.pipeline.freezing import remember_release
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of, newest_period
from videre.pipeline.official import OFFICIAL_FIGURES, release_official
from videre.pipeline.releasing_compared import COMPARED_PLACES, release_compared
from videre.pipeline.releasing_projection import release_projected

Progress = Callable[[int, int], None]  # done, of how many


def release(
    home: Home, known_at: date, tables: tuple[str, ...] = (), progress: Progress | None = None
) -> list[Released]:
    """Release tables of the catalogue (all when none is named), as known at a day, and keep them in the home.

    A table whose first period has not been delivered yet is left out. Each file is replaced whole, so that a page never
    reads half a table.
    """
    gathered = gather(home, known_at)
    catalogue = gathered.definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    wanted = [table for table in catalogue.tables if not tables or table.name in tables]
    released = []
    with writing(home):
        for done, table in enumerate(wanted, start=1):
            made = release_table(gathered, catalogue, table)
            if made is not None:
                keep(home, made)
                released.append(made)
            if progress is not None:
                progress(done, len(wanted))
        if not tables or OFFICIAL_FIGURES in tables:
            official = release_official(gathered)
            if official is not None:
                keep(home, official)
                released.append(official)
        for projected in release_projected(gathered, catalogue, tables):
            keep(home, projected)
            released.append(projected)
        if not tables or COMPARED_PLACES in tables:
            compared = release_compared(gathered)
            if compared is not None:
                keep(home, compared)
                released.append(compared)
        remember_release(home, released)
    return released


def release_table(gathered: Gathered, catalogue: ReleaseCatalogue, table: PublishedTable) -> Released | None:
    """Return one table of the catalogue, protected; None when nothing of it has been delivered."""
    definition = gathered.definitions.measure(table.measure)
    figures = figures_of(
        gathered, table.measure, whole_period(definition, table.since, gathered.known_at), table.dimensions
    )
    if not figures:
        return None
    rule = catalogue.rule_for(table.audience)
    dimensions = tuple(sorted({name for figure in figures for name in figure.breakdown}))
    smallest_count = max(rule.smallest_count, gathered.home.settings.smallest_count)
    return release_by_threshold(table.name, dimensions, figures, smallest_count, rule.text.model_dump())


def whole_period(definition: Measure, since: str, known_at: date) -> Period:
    """Return the period from the table's first to the newest that has ended."""
    newest = newest_period(definition, known_at)
    first_month = month_from_iso(since) if "-" in since else int(since) * 12
    return Period(first_month, max(newest.end_month - first_month, newest.n_months))


def keep(home: Home, table: Released) -> None:
    """Write a released table to the home, replacing what stood there in one step."""
    path = home.paths.released / f"{table.name}.json"
    unfinished = path.with_suffix(".unfinished")
    with unfinished.open("w", encoding="utf-8") as file:
        file.write(table.as_json())
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
