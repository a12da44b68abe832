"""Fetching open data: ask, keep what was answered as dated files, and import from those files only."""

import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.files import NoSuchDefinition
from videre.definitions.opendata import OpenTable, SourceName
from videre.domain.refusals import Refused
from videre.home.home import Home, today
from videre.pipeline.importing import ImportResult, import_delivery
from videre.registers.opendata.access_keys import NoAccessKey, find_access_key
from videre.registers.opendata.addresses import door_of
from videre.registers.opendata.answers import TERMS, Connector, Surroundings, Unchanged
from videre.registers.opendata.client import Client, KeyRefused, NoAnswer, SourceBusy
from videre.registers.opendata.jobindsats import ask_jobindsats
from videre.registers.opendata.kept import Kept, find_newest, keep_answer, list_kept
from videre.registers.opendata.remembered import Remembered
from videre.registers.opendata.statbank import ask_statbank
from videre.registers.opendata.uddannelsesstatistik import ask_uddannelsesstatistik

REGISTER: Final = "official_figures"
PLACES: Final = "compared"
REMEMBERED: Final = "remembered"
CONNECTORS: Final[Mapping[SourceName, Connector]] = {
    "statbank": ask_statbank,
    "uddannelsesstatistik": ask_uddannelsesstatistik,
    "jobindsats": ask_jobindsats,
}
OF_THE_SOURCE: Final = (NoAnswer, SourceBusy, KeyRefused, NoAccessKey)  # the source's other tables fail alike

Progress = Callable[[int, int], None]  # done, of how many
FindClient = Callable[[SourceName], Client]


class NothingFetchedYet(Refused):
    """Figures were to be read from fetched files, and there are none."""


class AfterToday(Refused):
    """Figures were published after the day that counts as today in a home."""


class Fetched(NamedTuple):
    """What became of one table.

    outcome: fetched; unchanged since it was fetched; read, from files kept before; or refused.
    folder: where the files lie; None when there are none.
    refusal: why it was refused, and what to do; empty otherwise.
    imported: what became of the figures; None when they were not imported.
    """

    table: OpenTable
    outcome: str
    folder: Path | None = None
    n_figures: int = 0
    refusal: str = ""
    imported: ImportResult | None = None


def client_of(home: Home, environment: Mapping[str, str], trust: ssl.SSLContext | None = None) -> FindClient:
    """Return how the way to a source is found: its door, and the key that the environment or the home has."""
    return lambda source: Client(
        door_of(source, environment), find_access_key(home.paths, source, environment), trust=trust
    )


def choose_tables(home: Home, source: SourceName, names: Sequence[str]) -> tuple[OpenTable, ...]:
    """Return the tables of a source, all when none is named; raises NoSuchDefinition."""
    tables = Definitions(home.paths.definitions).list_open_tables(source)
    unknown = set(names) - {table.name for table in tables}
    if unknown:
        there_are = ", ".join(table.name for table in tables)
        raise NoSuchDefinition(f"{source} has no table {', '.join(sorted(unknown))}. There are: {there_are}.")
    return tuple(table for table in tables if not names or table.name in names)


def fetch(
    home: Home,
    source: SourceName,
    names: Sequence[str],
    *,
    at: datetime,
    find_client: FindClient,
    again: bool = False,
    with_import: bool = True,
    progress: Progress | None = None,
) -> list[Fetched]:
    """Ask a source for tables, keep what it answers, and import the figures.

    Args:
        home: where the files are kept.
        source: which source. names: its tables; empty for all.
        at: the instant, with its time zone.
        find_client: the way to a source.
        again: ask for data even if they are unchanged.
        with_import: whether the figures are imported too.
        progress: told of each table.

    Returns:
        What became of each table. A table that is refused does not keep the others from being fetched, unless it is
        the source that gives no answer: then the rest is not asked for.

    Raises:
        NoSuchDefinition, NotADoor, NoAccessKey, HomeNotUsable, HomeIsBusy.
    """
    tables, client = choose_tables(home, source, names), find_client(source)
    own = home.settings
    places = Definitions(home.paths.definitions).places(PLACES).with_own(own.municipality, own.municipality_name)
    remembered = Remembered(home.paths.fetched / REMEMBERED, at)
    results: list[Fetched] = []
    for done, table in enumerate(tables):
        if progress is not None:
            progress(done, len(tables))
        with TemporaryDirectory() as scratch:

            def is_known(query: Mapping[str, object], published: str | None, table: OpenTable = table) -> bool:
                return not again and is_kept(home, table, query, published, remembered)

            around = Surroundings(client, remembered, places, Path(scratch), is_known)
            try:
                result = fetch_table(home, table, around, at)
            except Refused as refusal:
                results.append(Fetched(table, "refused", refusal=str(refusal)))
                if isinstance(refusal, OF_THE_SOURCE):
                    break
                continue
        results += import_kept(home, [result]) if with_import else [result]
    if progress is not None:
        progress(len(tables), len(tables))
    return results


def is_kept(
    home: Home, table: OpenTable, query: Mapping[str, object], published: str | None, remembered: Remembered
) -> bool:
    """Return whether the answer to a question is kept, and the source says that it still holds.

    Of a source that does not say when it published, an answer holds for a day.
    """
    newest = find_newest(home.paths.fetched, table)
    if newest is None or newest.manifest.query != query or newest.manifest.table != table:
        return False
    return newest.manifest.published == published if published is not None else remembered.has_noted(query)


def fetch_table(home: Home, table: OpenTable, around: Surroundings, at: datetime) -> Fetched:
    """Return one table fetched and kept, or unchanged."""
    root = home.paths.fetched
    try:
        answer = CONNECTORS[table.source](table, around)
    except Unchanged:
        newest = find_newest(root, table)
        assert newest is not None, "what is unchanged is kept"
        return result_of(newest, "unchanged")
    kept, is_new = keep_answer(root, table, answer, at)
    around.remembered.note(answer.query)
    return result_of(kept, "fetched" if is_new else "unchanged")


def result_of(kept: Kept, outcome: str) -> Fetched:
    """Return what became of a table of which this is kept."""
    return Fetched(kept.manifest.table, outcome, kept.folder, kept.manifest.n_figures)


def read_fetched(home: Home, source: SourceName, names: Sequence[str]) -> list[Fetched]:
    """Import all that was fetched before, oldest first, without any network.

    Raises:
        NothingFetchedYet, NoSuchDefinition, FetchedFilesChanged, HomeIsBusy.
    """
    kept = [each for table in choose_tables(home, source, names) for each in list_kept(home.paths.fetched, table)]
    if not kept:
        raise NothingFetchedYet(
            f"Nothing of {source} has been fetched into {home.paths.fetched}. Fetch it, or bring the folder from a "
            "machine on which it was fetched: docs/how-to/fetch-open-data.md says how."
        )
    return import_kept(home, (result_of(each, "read") for each in kept))


def import_kept(home: Home, results: Iterable[Fetched]) -> list[Fetched]:
    """Return results with their figures imported from the kept files."""
    done = []
    for result in results:
        assert result.folder is not None, "what is imported is kept"
        try:
            imported = import_figures(home, result.table, result.folder)
            done.append(result._replace(imported=imported))
        except AfterToday as refusal:
            done.append(result._replace(refusal=str(refusal)))
    return done


def import_figures(home: Home, table: OpenTable, folder: Path) -> ImportResult:
    """Import the figures of one kept answer; the same files twice change nothing.

    Raises:
        AfterToday, FetchedFilesChanged, HomeIsBusy.
    """
    kept = next(each for each in list_kept(home.paths.fetched, table) if each.folder == folder)
    reported = kept.manifest.reported
    if reported > today(home):
        raise AfterToday(
            f"{table.name} was published on {reported}, and today is {today(home)} in this home: its settings say so. "
            "The files are kept; import them with --offline in a home without `today`."
        )
    with TemporaryDirectory() as scratch:
        file = Path(scratch) / kept.name
        kept.read().write_csv(file, separator=";")
        return import_delivery(home, REGISTER, file, mapping=TERMS[table.source].mapping, reported=reported)
