"""Freezing months and cohorts, and keeping every release as an edition, so that what was said can be said again."""

import os
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from videre.disclosure.released import Released, read_released
from videre.domain.periods import Period
from videre.domain.refusals import Refused
from videre.home.home import Home, today
from videre.pipeline.gathering import gather
from videre.pipeline.measuring import figures_of
from videre.store.frozen_book import FrozenBook

EDITIONS: Final = "editions"  # below the released tables: a folder a day


class NoEdition(Refused):
    """Nothing had been released by the day whose edition was asked for."""


def freeze(
    home: Home, names: Sequence[str], period: Period | None, dimensions: tuple[str, ...], known_at: date
) -> tuple[int, int]:
    """Freeze the figures of some measures, all when none is named; return how many now, and how many were already.

    Args:
        home: an opened home.
        names: measures.
        period: months, or the years of cohorts; None for the newest that has ended.
        dimensions: the breakdown whose figures are frozen; none for totals.
        known_at: what the registers had said by then: the figures are frozen as of that day.
    """
    gathered = gather(home, known_at)
    figures = [
        figure
        for name in names or gathered.definitions.names("measures")
        for figure in figures_of(gathered, name, period, dimensions)
    ]
    n_new = FrozenBook(home.paths.figures).freeze([figure.figure_id for figure in figures], today(home))
    return n_new, len(figures) - n_new


def remember_release(home: Home, released: Iterable[Released]) -> None:
    """Freeze the figures of released tables, and keep the tables as an edition of the day as known at.

    A figure that was frozen before stays as it was; an edition of the same day is replaced table by table.
    """
    for table in released:
        FrozenBook(home.paths.figures).freeze([row.figure_id for row in table.rows], today(home))
        folder = home.paths.released / EDITIONS / table.as_known_at
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{table.name}.json"
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("w", encoding="utf-8") as file:
            file.write(table.as_json())
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)


def read_edition(home: Home, day: date) -> dict[str, Released]:
    """Return each table as it was last released by a day; raises NoEdition when none had been."""
    root = home.paths.released / EDITIONS
    tables: dict[str, Released] = {}
    for folder in sorted(path for path in root.glob("*") if path.name <= day.isoformat()):
        for path in sorted(folder.glob("*.json")):
            tables[path.stem] = read_released(path.read_text("utf-8"))
    if not tables:
        kept = ", ".join(sorted(path.name for path in root.glob("*"))) or "none"
        raise NoEdition(f"Nothing had been released by {day}. There are editions of: {kept}.")
    return tables
