"""Releasing anew: what was published and is changed by later deliveries, at most once a year, old and new together."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import NamedTuple

from videre.definitions.counting import Countings
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.certifying import How, TableRow
from videre.disclosure.entry import Entry
from videre.disclosure.problem import NotATable
from videre.disclosure.released import Released, ReleasedFigure
from videre.disclosure.witnessing import NoCertificate
from videre.domain.days import month_from_iso
from videre.domain.figures import Figure
from videre.domain.refusals import Refused
from videre.home.home import Home, writing
from videre.pipeline.certifying import Family, breakdown_key, families_of, how_of, revised_entry, rows_by_period
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.merging_years import merged_entries, tables_merged
from videre.pipeline.official import OFFICIAL_FIGURES
from videre.pipeline.releasing import Progress, assemble_family, figures_of_family, keep_all
from videre.pipeline.releasing_compared import COMPARED_PLACES
from videre.pipeline.releasing_projection import MAKERS
from videre.store.figure_book import FigureBook, NoSuchFigure
from videre.store.release_ledger import ReleaseLedger


class RevisedAlready(Refused):
    """Everything that would be published anew was published less than a year ago."""


class NotRevisable(Refused):
    """A table is asked for that is never published anew, or that is not there."""


class Anew(NamedTuple):
    """What became of the periods whose published numbers are others now, each with its family.

    released: the tables. revised: published anew. too_soon: with the day it was last published, for the first time or
    anew; it stays as it is. unproved: not proved safe beside what was published; it stays too.
    """

    released: tuple[Released, ...]
    revised: tuple[tuple[str, str], ...]
    too_soon: tuple[tuple[str, str, str], ...]
    unproved: tuple[tuple[str, str], ...]


class FamilyAnew(NamedTuple):
    """What became of the periods of one family, see `Anew`; with the newest entry of each period."""

    entries: tuple[Entry, ...]
    revised: tuple[str, ...]
    too_soon: tuple[tuple[str, str], ...]
    unproved: tuple[str, ...]


def release_anew(home: Home, known_at: date, tables: tuple[str, ...] = (), progress: Progress | None = None) -> Anew:
    """Publish anew the periods of some tables (all when none is named) whose published numbers are others now.

    Tables of the same persons are published anew together. Expected numbers are not: what one person's correction
    changes of them would tell where that person stands.

    Raises:
        RevisedAlready: all that could be published anew was published too short a time ago.
        NotRevisable: a table that is named is none of the catalogue's, or is never published anew.
    """
    gathered = gather(home, known_at)
    catalogue = gathered.definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    countings = gathered.definitions.definition("disclosure", "countings", Countings)
    check_revisable(tables, catalogue, countings)
    families = [
        each
        for each in families_of(catalogue, countings)
        if not tables or {*tables} & {table.name for table in each.tables}
    ]
    released: list[Released] = []
    revised: list[tuple[str, str]] = []
    too_soon: list[tuple[str, str, str]] = []
    unproved: list[tuple[str, str]] = []
    with writing(home):
        for done, family in enumerate(families, start=1):
            how = how_of(gathered.definitions, home, family)
            if not any(counted.counting.estimated for counted in how.counted.values()):
                figures = figures_of_family(gathered, family)
                found = revise_family(gathered, family, how, rows_by_period(family, figures), catalogue)
                revised += [(family.name, period) for period in found.revised]
                too_soon += [(family.name, *each) for each in found.too_soon]
                unproved += [(family.name, period) for period in found.unproved]
                if found.revised:
                    own = {name: each for name, each in figures.items() if is_kept(home, name) or name in tables}
                    merged = merged_entries(ReleaseLedger(home.paths.release_ledger), family)
                    released += assemble_family(catalogue, family, how, own, [*found.entries, *merged])
            if progress is not None:
                progress(done, len(families))
        keep_all(home, released)
    if too_soon and not revised and not unproved:
        raise RevisedAlready(too_soon_text(too_soon, catalogue.revision.months_between))
    return Anew(tuple(released), tuple(revised), tuple(too_soon), tuple(unproved))


def check_revisable(tables: Sequence[str], catalogue: ReleaseCatalogue, countings: Countings) -> None:
    """Raise NotRevisable with the reason for a named table that cannot be published anew."""
    measures = {table.name: table.measure for table in catalogue.tables}
    merged = {table.name for table in catalogue.tables if table.years > 1}
    for name in tables:
        if name in {*MAKERS, OFFICIAL_FIGURES, COMPARED_PLACES}:
            raise NotRevisable(f"{name} keeps nothing as it was published: it is made anew whenever it is released.")
        if name not in measures:
            raise NotRevisable(f"There is no table {name} in the catalogue. Its names: {', '.join(measures)}.")
        if name in merged:
            raise NotRevisable(f"{name} tells several years as one, and stays as it was published.")
        counting = countings.find(measures[name])
        if counting is not None and counting.estimated:
            raise NotRevisable(
                f"{name} tells expected numbers, which are not published anew: what one person's correction changes of "
                "them would tell where that person stands."
            )


def is_kept(home: Home, table: str) -> bool:
    """Return whether a home has released a table."""
    return (home.paths.released / f"{table}.json").exists()


def too_soon_text(too_soon: Sequence[tuple[str, str, str]], months_between: int) -> str:
    """Return in plain words what was published too short a time ago."""
    named = ", ".join(f"{family} {period} (on {day})" for family, period, day in too_soon)
    return (
        f"A period is published at most once in {months_between} months, and these were so already: {named}. They stay "
        "as they are; ask again when the time has passed."
    )


def revise_family(
    gathered: Gathered,
    family: Family,
    how: How,
    periods: dict[str, list[TableRow]],
    catalogue: ReleaseCatalogue,
) -> FamilyAnew:
    """Return what became of a family's periods; new entries are written to the ledger."""
    ledger, book = ReleaseLedger(gathered.home.paths.release_ledger), FigureBook(gathered.home.paths.figures)
    editions = {period: own for period in sorted(periods) if (own := ledger.list_editions(family.name, period))}
    changed = [period for period, own in editions.items() if is_changed(periods[period], own[-1])]
    published = {period: ledger.published_on(editions[period][-1]) for period in changed}
    too_soon = [
        period
        for period in changed
        if is_too_soon(published[period], gathered.known_at, catalogue.revision.months_between)
    ]

    merged = tables_merged(merged_entries(ledger, family), family)

    def revise(period: str) -> Entry | None:
        closed = merged.get(period, frozenset())
        try:
            return revised_entry(periods[period], how, editions[period], book, gathered.known_at.isoformat(), closed)
        except (NoCertificate, NotATable, NoSuchFigure):
            return None

    due = [period for period in changed if period not in too_soon]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        made = {period: entry for period, entry in zip(due, pool.map(revise, due), strict=True) if entry is not None}
    for entry in made.values():
        ledger.append(entry)
    return FamilyAnew(
        tuple(made.get(period, own[-1]) for period, own in editions.items()),
        tuple(made),
        tuple((period, published[period]) for period in too_soon),
        tuple(period for period in due if period not in made),
    )


def is_changed(rows: Sequence[TableRow], published: Entry) -> bool:
    """Return whether a number that was told is another now. A hidden one that is another is no reason to tell so."""
    now = {(row.table, breakdown_key(row.figure.breakdown)): row.figure for row in rows}
    return any(
        not row.is_hidden and is_other(row, now.get((table, breakdown_key(row.breakdown))))
        for table, own in published.rows.items()
        for row in own
    )


def is_other(row: ReleasedFigure, now: Figure | None) -> bool:
    """Return whether a row tells something else than a figure."""
    if now is None:
        return True
    is_unknown_told = row.unknown is not None
    return (row.numerator, row.denominator) != (now.numerator, now.denominator) or (
        is_unknown_told and row.unknown != now.unknown
    )


def is_too_soon(published_on: str, known_at: date, months_between: int) -> bool:
    """Return whether so many months have not passed since the day on which a period was last published.

    >>> is_too_soon("2015-02-10", date(2016, 2, 9), 12), is_too_soon("2015-02-10", date(2016, 2, 10), 12)
    (True, False)
    """
    since = date.fromisoformat(published_on)
    months = known_at.year * 12 + known_at.month - 1 - month_from_iso(published_on[:7])
    return (months, known_at.day) < (months_between, since.day)
