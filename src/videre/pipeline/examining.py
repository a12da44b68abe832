"""Examining what a home has published: every entry of the ledger by the checker, and every kept table by them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.counting import Countings
from videre.definitions.release import ReleaseCatalogue
from videre.disclosure.checker import CertificateRefused
from videre.disclosure.entry import Entry
from videre.disclosure.examining import examine, structure_of_editions
from videre.disclosure.protecting import open_names
from videre.disclosure.released import Released, read_released
from videre.disclosure.structure import Counted
from videre.home.home import Home
from videre.pipeline.certifying import coalition_of, counted_of
from videre.pipeline.merging_years import is_merged, yearly_of, years_of
from videre.pipeline.official import OFFICIAL_FIGURES
from videre.pipeline.releasing_compared import COMPARED_PLACES
from videre.pipeline.releasing_projection import MAKERS
from videre.store.release_ledger import LedgerTouched, ReleaseLedger

Progress = Callable[[int, int], None]  # done, of how many


class Examined(NamedTuple):
    """What was found: entries and certificates that were accepted, numbers they cover, tables, and what was refused."""

    n_entries: int
    n_certificates: int
    n_numbers: int
    n_tables: int
    refused: tuple[str, ...]


def examine_releases(home: Home, progress: Progress | None = None) -> Examined:
    """Return what the checker says of everything that a home has published; nothing is solved, nothing written."""
    definitions = Definitions(home.paths.definitions)
    refused: list[str] = []
    entries: list[Entry] = []
    try:
        entries = list(ReleaseLedger(home.paths.release_ledger).list_all())
    except (CertificateRefused, LedgerTouched) as error:
        refused.append(str(error))
    n_certificates = n_numbers = 0
    newest: dict[tuple[str, str], Entry] = {}
    editions: dict[tuple[str, str], dict[int, Entry]] = defaultdict(dict)
    for done, entry in enumerate(entries, start=1):
        own = editions[entry.family, entry.period]
        own[entry.edition] = entry
        try:
            examine_entry(definitions, [*own.values()], newest.get((entry.family, entry.period)))
            n_certificates += len(entry.certified.certificates)
            n_numbers += len(entry.certified.told)
        except CertificateRefused as error:
            refused.append(f"{entry.family} {entry.period}: {error}")
        newest[entry.family, entry.period] = entry
        if progress is not None:
            progress(done, len(entries))
    catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    for entry in newest.values():
        if is_merged(entry.period):
            refused += [f"{entry.family} {entry.period}: {reason}" for reason in told_apart(entry, newest, catalogue)]
    tables = list(kept_tables(home))
    for table in tables:
        refused += [f"{table.name}: {reason}" for reason in unlike_the_ledger(table, newest)]
    return Examined(len(entries), n_certificates, n_numbers, len(tables), tuple(refused))


def examine_entry(definitions: Definitions, editions: Sequence[Entry], before: Entry | None) -> None:
    """Raise CertificateRefused with the reason unless an entry proves what it published, and all before it too.

    Args:
        definitions: of the home. editions: the entry, and before it the newest of each edition that is over.
        before: what was published before the entry; None for the first.
    """
    entry = editions[-1]
    counted = counted_in(definitions, entry.family)
    countings = definitions.definition("disclosure", "countings", Countings)
    structure = structure_of_editions(editions, counted)
    coalition = coalition_of(definitions.definition("disclosure", "catalogue", ReleaseCatalogue), counted)
    examine(entry, counted, open_names(structure, counted, countings.harmless), structure, coalition)
    for name, value in before.certified.told.items() if before is not None else ():
        if entry.certified.told.get(name) != value:
            raise CertificateRefused(f"{name} was published before, and a later entry does not protect what it tells.")


def told_apart(entry: Entry, newest: Mapping[tuple[str, str], Entry], catalogue: ReleaseCatalogue) -> Iterator[str]:
    """Yield each year of several told as one that is told divided by itself too: the others would be what is left."""
    for table in catalogue.tables:
        for year in years_of(entry.period) if table.years > 1 and table.name in entry.rows else ():
            other = newest.get((entry.family, year))
            name = yearly_of(catalogue.tables, table).name
            if other is not None and name in other.rows and name not in other.certified.given_up:
                yield f"{name} tells {year} by itself, which {table.name} tells as one with other years."


def counted_in(definitions: Definitions, family: str) -> Mapping[str, Counted]:
    """Return how the measures of a family are counted; raises CertificateRefused for one that nobody has described."""
    countings = definitions.definition("disclosure", "countings", Countings)
    names = [name for each in countings.countings for name in each.measures if family in {name, each.together_with}]
    if not names:
        raise CertificateRefused(f"Nobody has said how {family} is counted.")
    return {name: counted_of(definitions, countings, name) for name in names}


def kept_tables(home: Home) -> Iterator[Released]:
    """Yield the released tables of a home that count persons: what others published, and estimates, do not."""
    for path in sorted(home.paths.released.glob("*.json")):
        if path.stem not in {OFFICIAL_FIGURES, COMPARED_PLACES, *MAKERS}:
            yield read_released(path.read_text("utf-8"))


def unlike_the_ledger(table: Released, newest: Mapping[tuple[str, str], Entry]) -> Iterator[str]:
    """Yield each period in which a table says something else than the ledger's newest entry of it."""
    for period in sorted({row.period for row in table.rows}):
        entry = next((entry for (_, own), entry in newest.items() if own == period and table.name in entry.rows), None)
        if entry is None:
            yield f"{period} is published, and there is no certificate. Release it again with `videre release`."
        elif tuple(row for row in table.rows if row.period == period) != entry.rows[table.name]:
            yield f"{period} is not as the release ledger says that it was published: the table was edited."
