"""Releasing: the catalogue's tables are computed, protected and written to the home's released folder."""

import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from videre.definitions.counting import Countings
from videre.definitions.measure import Measure
from videre.definitions.release import PublishedTable, ReleaseCatalogue
from videre.disclosure.assembling import assemble_table
from videre.disclosure.certifying import How
from videre.disclosure.entry import Entry
from videre.disclosure.released import Released
from videre.domain.days import month_from_iso
from videre.domain.figures import Figure
from videre.domain.periods import Period
from videre.home.home import Home, writing
from videre.pipeline.certifying import Family, certify_family, families_of, how_of
from videre.pipeline.freezing import remember_release
from videre.pipeline.gathering import Gathered, gather
from videre.pipeline.measuring import figures_of, newest_period
from videre.pipeline.merging_years import certify_merged, yearly_of
from videre.pipeline.official import OFFICIAL_FIGURES, release_official
from videre.pipeline.releasing_compared import COMPARED_PLACES, release_compared
from videre.pipeline.releasing_projection import release_projected
from videre.store.figure_book import FigureBook
from videre.store.release_ledger import ReleaseLedger

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
    countings = gathered.definitions.definition("disclosure", "countings", Countings)
    names = {table.name for table in catalogue.tables if not tables or table.name in tables}
    families = [each for each in families_of(catalogue, countings) if names & {table.name for table in each.tables}]
    released = []
    with writing(home):
        for done, family in enumerate(families, start=1):
            released += [made for made in release_family(gathered, catalogue, family) if made.name in names]
            if progress is not None:
                progress(done, len(families))
        if not tables or OFFICIAL_FIGURES in tables:
            official = release_official(gathered)
            if official is not None:
                released.append(official)
        released += release_projected(gathered, catalogue, tables)
        if not tables or COMPARED_PLACES in tables:
            compared = release_compared(gathered)
            if compared is not None:
                released.append(compared)
        keep_all(home, released)
    return released


def keep_all(home: Home, released: Sequence[Released]) -> None:
    """Write released tables to the home, and remember them as an edition of the day."""
    for made in released:
        keep(home, made)
    remember_release(home, released)


def release_family(gathered: Gathered, catalogue: ReleaseCatalogue, family: Family) -> list[Released]:
    """Return the tables of a family, proved safe together; none of which nothing has been delivered."""
    figures = figures_of_family(gathered, family)
    how = how_of(gathered.definitions, gathered.home, family)
    ledger = ReleaseLedger(gathered.home.paths.release_ledger)
    book = FigureBook(gathered.home.paths.figures)
    entries = certify_family(family, figures, how, ledger, book, gathered.known_at.isoformat())
    entries += certify_merged(family, figures, how, ledger, entries, gathered.known_at.isoformat())
    return assemble_family(catalogue, family, how, figures, entries)


def figures_of_family(gathered: Gathered, family: Family) -> dict[str, list[Figure]]:
    """Return the figures of each table of a family of which something has been delivered."""
    figures = {table.name: figures_of_table(gathered, table) for table in family.tables if table.years == 1}
    return {name: own for name, own in figures.items() if own}


def assemble_family(
    catalogue: ReleaseCatalogue,
    family: Family,
    how: How,
    figures: Mapping[str, Sequence[Figure]],
    entries: Sequence[Entry],
) -> list[Released]:
    """Return the tables of a family as the newest entries of its periods say that they are published."""
    return [
        assemble_table(
            table.name,
            table.measure,
            entries,
            figures[yearly_of(family.tables, table).name][0].provenance,
            catalogue.text_for(how.rule),
            catalogue.coarser_text.model_dump(),
            catalogue.revision.text.model_dump(),
            merged_texts(catalogue, family, table, entries),
        )
        for table in family.tables
        if yearly_of(family.tables, table).name in figures
        and (table.years == 1 or any(entry.rows.get(table.name) for entry in entries))
    ]


def merged_texts(
    catalogue: ReleaseCatalogue, family: Family, table: PublishedTable, entries: Sequence[Entry]
) -> dict[str, str]:
    """Return what is said beside a table of the years that are told as one, by language; nothing where none are."""
    yearly = yearly_of(family.tables, table)
    merged = {each.name for each in family.tables if each.years > 1 and yearly_of(family.tables, each) == yearly}
    periods = ", ".join(entry.period for entry in entries if merged & {*entry.rows})
    texts = catalogue.merged_text.model_dump().items()
    return {language: text.replace("{periods}", periods) for language, text in texts} if periods else {}


def figures_of_table(gathered: Gathered, table: PublishedTable) -> list[Figure]:
    """Return the figures of a table, from its first period on."""
    definition = gathered.definitions.measure(table.measure)
    period = whole_period(definition, table.since, gathered.known_at)
    return figures_of(gathered, table.measure, period, table.dimensions)


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
