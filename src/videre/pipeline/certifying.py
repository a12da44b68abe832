"""Certifying what is released: each measure's tables, period by period, beside what was published of it before."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from typing import Any, NamedTuple

from videre.definitions.catalogue import Definitions
from videre.definitions.counting import Counting, Countings
from videre.definitions.measure import CLASSES, Measure
from videre.definitions.release import PublishedTable, ReleaseCatalogue
from videre.disclosure.certifying import Certified, How, TableRow, cells_of_rows, certify_period
from videre.disclosure.entry import Entry
from videre.disclosure.problem import NotATable
from videre.disclosure.protecting import NOTHING_BEFORE, Before
from videre.disclosure.released import ReleasedFigure
from videre.disclosure.showing import show_rows
from videre.disclosure.structure import Counted
from videre.disclosure.witnessing import NoCertificate
from videre.domain.figures import Figure, Provenance, Unit
from videre.domain.refusals import Refused
from videre.home.home import Home
from videre.store.figure_book import FigureBook, NoSuchFigure
from videre.store.release_ledger import ReleaseLedger


class NotCovered(Refused):
    """A table is to be released of a measure that nobody has said how to protect."""


class Family(NamedTuple):
    """Tables whose numbers are of the same persons, and so are made safe together."""

    name: str
    tables: tuple[PublishedTable, ...]


def families_of(catalogue: ReleaseCatalogue, countings: Countings) -> list[Family]:
    """Return the catalogue's tables by family; raises NotCovered."""
    tables: dict[str, list[PublishedTable]] = defaultdict(list)
    for table in catalogue.tables:
        counting = countings.find(table.measure)
        if counting is None:
            raise NotCovered(
                f"{table.name}: nobody has said how {table.measure} is counted, so it cannot be proved safe. Say it in "
                "definitions/disclosure/countings.yaml."
            )
        tables[counting.together_with or table.measure].append(table)
    return [Family(name, tuple(own)) for name, own in tables.items()]


def coalition_of(catalogue: ReleaseCatalogue, measures: Collection[str]) -> int:
    """Return from how many who talk together the tables of some measures are made safe: the most of any audience's."""
    rules = [catalogue.rule_for(table.audience) for table in catalogue.tables if table.measure in measures]
    return max(rule.coalition for rule in rules or catalogue.rules)


def how_of(definitions: Definitions, home: Home, family: Family) -> How:
    """Return by which rule a family is made safe: the strictest of its tables' audiences, and of the home."""
    catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    countings = definitions.definition("disclosure", "countings", Countings)
    rules = [catalogue.rule_for(table.audience) for table in family.tables]
    rule = max(rules, key=lambda each: each.smallest_count)
    smallest = max(rule.smallest_count, home.settings.smallest_count)
    key = blake2b(b"ties of suppression", key=home.key("pseudonym"), digest_size=32).digest()
    counted = {table.measure: counted_of(definitions, countings, table.measure) for table in family.tables}
    rule = rule.model_copy(update={"smallest_count": smallest, "coalition": coalition_of(catalogue, counted)})
    return How(counted, rule, countings.harmless, catalogue.coarser, key)


def counted_of(definitions: Definitions, countings: Countings, name: str) -> Counted:
    """Return how a measure is counted, with its headline's outcomes and how its groupings nest."""
    counting = countings.find(name)
    assert counting is not None, "the families name only measures that are there"
    measure = definitions.measure(name)
    coarser = {}
    for level in counting.levels:
        levels = definitions.pathway_levels().levels
        for fine in levels[level.fine].groups:
            for coarse in levels[level.coarse].groups:
                if set(fine.kinds) <= set(coarse.kinds):
                    coarser[fine.key] = coarse.key
    return Counted(counting, met_of(definitions, counting, measure), coarser)


def met_of(definitions: Definitions, counting: Counting, measure: Measure) -> frozenset[str]:
    """Return the outcomes that the headline counts, as figures call them."""
    if measure.classes is None or not counting.outcomes:
        return frozenset()
    met = measure.met_classes() or tuple(
        int(each) for each in definitions.standing_test(measure.test.name).met_classes()
    )
    counts_met = measure.numerator_is == "met"
    classes = CLASSES[measure.classes].__members__.items()
    return frozenset(name.lower() for name, each in classes if name != "NONE" and (each.value in met) == counts_met)


def certify_family(
    family: Family,
    figures: Mapping[str, Sequence[Figure]],
    how: How,
    ledger: ReleaseLedger,
    book: FigureBook,
    known_at: str,
) -> list[Entry]:
    """Return the newest entry of each period of a family, with those that are new written to the ledger.

    A period that was published stays as it was. What comes to it (a further month, a new table) is certified beside it.

    Args:
        family: the tables. figures: of each. how: by which rule. ledger: of the home, whose lock is held.
        book: of figures, with those that were published. known_at: what the figures were known by.
    """
    periods = rows_by_period(family, figures)
    editions = {period: ledger.list_editions(family.name, period) for period in periods}
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:  # the solver releases the interpreter's lock
        entries = list(
            pool.map(
                lambda period: entry_of(family.name, period, periods[period], how, editions[period], book, known_at),
                sorted(periods),
            )
        )
    for entry in entries:
        if not any(entry is each for each in editions[entry.period]):
            ledger.append(entry)
    return entries


def rows_by_period(family: Family, figures: Mapping[str, Sequence[Figure]]) -> dict[str, list[TableRow]]:
    """Return the rows of a family's tables by period."""
    periods: dict[str, list[TableRow]] = defaultdict(list)
    for table in family.tables:
        for figure in figures.get(table.name, ()):
            periods[figure.period].append(TableRow(table.name, figure))
    return periods


def entry_of(
    family: str,
    period: str,
    rows: Sequence[TableRow],
    how: How,
    editions: Sequence[Entry],
    book: FigureBook,
    known_at: str,
) -> Entry:
    """Return what is published of a period: what was, with what is new where that can be proved safe beside it."""
    before = editions[-1] if editions else None
    if before is not None and not list(new_rows(rows, before)):
        return before
    try:
        earlier = [published_rows(entry, book) for entry in editions[:-1]]
        certified = certify_period(rows, how, NOTHING_BEFORE if before is None else before_of(before), earlier)
    except (NoCertificate, NotATable, NoSuchFigure):
        if before is not None:
            return before  # what is new waits for the yearly revision
        certified = Certified({}, frozenset(), frozenset(row.table for row in rows), (), ())
    if before is None:
        return Entry(family, period, 1, known_at, how.rule.smallest_count, certified, shown(rows, how, certified, 1))
    tables = shown(rows, how, certified, before.edition)
    return before._replace(
        number=before.number + 1,
        known_at=known_at,
        smallest_count=how.rule.smallest_count,
        certified=certified,
        rows={table: (*before.rows.get(table, ()), *added(own, before, table)) for table, own in tables.items()},
    )


def revised_entry(
    rows: Sequence[TableRow],
    how: How,
    editions: Sequence[Entry],
    book: FigureBook,
    known_at: str,
    closed: frozenset[str] = frozenset(),
) -> Entry:
    """Return a period as it is published anew, certified together with every edition before.

    Tables that are `closed` stay given up: several years of them are told as one.

    Raises:
        NoCertificate, NotATable: it cannot be proved safe. NoSuchFigure: what was published is not kept any more.
    """
    before = editions[-1]
    earlier = [published_rows(entry, book) for entry in editions]
    certified = certify_period([row for row in rows if row.table not in closed], how, before_of(before), earlier)
    certified = certified._replace(given_up=certified.given_up | closed)
    edition = before.edition + 1
    return before._replace(
        number=before.number + 1,
        known_at=known_at,
        smallest_count=how.rule.smallest_count,
        certified=certified,
        rows=shown(rows, how, certified, edition),
        edition=edition,
        revised_on=known_at,
    )


def shown(
    rows: Sequence[TableRow], how: How, certified: Certified, edition: int
) -> dict[str, tuple[ReleasedFigure, ...]]:
    """Return the rows of each table as an edition tells them."""
    structure = cells_of_rows([row for row in rows if row.table not in certified.given_up], how.counted)
    cells = tuple(cell._replace(edition=edition) for cell in structure.cells)
    tables = show_rows(rows, structure._replace(cells=cells), how.counted, certified, how.rule)
    return {table: tuple(own) for table, own in tables.items()}


def published_rows(entry: Entry, book: FigureBook) -> list[TableRow]:
    """Return the rows of an entry, of tables that were not given up, with the numbers that they had then.

    Raises:
        NoSuchFigure: the book of figures has not kept one.
    """
    return [
        TableRow(table, figure_of_record(book.get(row.figure_id)[0]))
        for table, own in entry.rows.items()
        if table not in entry.certified.given_up
        for row in own
    ]


def figure_of_record(record: Mapping[str, Any]) -> Figure:
    """Return a figure from the record of it that the book of figures keeps."""
    fields = {name: record[name] for name in Figure._fields if name in record}
    provenance = {name: record[name] for name in Provenance._fields}
    return Figure(**{**fields, "unit": Unit(record["unit"]), "provenance": Provenance(**provenance)})


def before_of(entry: Entry) -> Before:
    """Return what an entry says was told and hidden."""
    return Before(entry.certified.told, entry.certified.hidden, entry.certified.given_up)


def new_rows(rows: Iterable[TableRow], before: Entry) -> Iterable[TableRow]:
    """Yield the rows that were not published, of tables that were not given up."""
    there = {(table, breakdown_key(row.breakdown)) for table, own in before.rows.items() for row in own}
    for row in rows:
        if row.table not in before.certified.given_up and (row.table, breakdown_key(row.figure.breakdown)) not in there:
            yield row


def added(rows: Sequence[ReleasedFigure], before: Entry, table: str) -> list[ReleasedFigure]:
    """Return the rows of a table that were not there before."""
    there = {breakdown_key(row.breakdown) for row in before.rows.get(table, ())}
    return [row for row in rows if breakdown_key(row.breakdown) not in there]


def breakdown_key(breakdown: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return a breakdown as something that can be looked up."""
    return tuple(sorted(breakdown.items()))
