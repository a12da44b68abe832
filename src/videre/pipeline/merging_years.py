"""Several years as one: what cannot be told divided year by year is told for years together, where that can be proved.

Years are merged in blocks that never overlap, counted from the table's first year, and only where every year of the
block was given up: of a block of which one year is told, the other would be what is left. The years' totals are told
already, and they alone tie the block to what else is told of its years.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from videre.definitions.release import PublishedTable
from videre.disclosure.certifying import How, TableRow, cells_of_rows, certify_period
from videre.disclosure.entry import Entry
from videre.disclosure.problem import NotATable
from videre.disclosure.protecting import Before
from videre.disclosure.released import ReleasedFigure
from videre.disclosure.witnessing import NoCertificate
from videre.domain.figures import Figure, share
from videre.pipeline.certifying import Family, breakdown_key, shown
from videre.store.release_ledger import ReleaseLedger


def is_merged(period: str) -> bool:
    """Return whether a period is several years as one.

    >>> is_merged("2014-2015"), is_merged("2014-10"), is_merged("2014")
    (True, False, False)
    """
    return len(period) == len("2014-2015")


def years_of(period: str) -> list[str]:
    """Return the years of a merged period.

    >>> years_of("2014-2016")
    ['2014', '2015', '2016']
    """
    first, last = map(int, period.split("-"))
    return [str(year) for year in range(first, last + 1)]


def yearly_of(tables: Sequence[PublishedTable], table: PublishedTable) -> PublishedTable:
    """Return which of some tables tells year by year what one of merged years tells; a yearly one is its own."""
    if table.years == 1:
        return table
    yearly = {(each.measure, each.dimensions): each for each in tables if each.years == 1}
    return yearly[table.measure, table.dimensions]


def certify_merged(
    family: Family,
    figures: Mapping[str, Sequence[Figure]],
    how: How,
    ledger: ReleaseLedger,
    entries: Sequence[Entry],
    known_at: str,
) -> list[Entry]:
    """Return the entry of each block of years that is told as one, with those that are new written to the ledger.

    Args:
        family: its tables. figures: of each yearly table. how: by which rule. ledger: of the home, whose lock is held.
        entries: the newest of each year. known_at: what the figures were known by.
    """
    merged = []
    for table in family.tables:
        if table.years == 1:
            continue
        for period in blocks_given_up(table, yearly_of(family.tables, table).name, entries):
            entry = ledger.find(family.name, period)
            if entry is None:
                rows = merged_rows(family, table, figures, period)
                entry = merged_entry(family.name, table, rows, how, entries, period, known_at)
                if entry is not None:
                    ledger.append(entry)
            merged += [] if entry is None else [entry]
    return merged


def blocks_given_up(table: PublishedTable, yearly: str, entries: Sequence[Entry]) -> Iterator[str]:
    """Yield the blocks of years of which the yearly table was given up in each."""
    given_up = {entry.period for entry in entries if yearly in entry.certified.given_up}
    newest = max(map(int, given_up), default=0)
    for first in range(int(table.since), newest + 1, table.years):
        period = f"{first}-{first + table.years - 1}"
        if given_up.issuperset(years_of(period)):
            yield period


def merged_rows(
    family: Family, table: PublishedTable, figures: Mapping[str, Sequence[Figure]], period: str
) -> list[TableRow]:
    """Return the rows of a block: everybody, and divided."""
    parts: dict[tuple[tuple[str, str], ...], list[Figure]] = defaultdict(list)
    for name in (table.measure, yearly_of(family.tables, table).name):
        for figure in figures.get(name, ()):
            if figure.period in years_of(period):
                parts[breakdown_key(figure.breakdown)].append(figure)
    return [TableRow(table.name, merged_figure(own, period)) for own in parts.values()]


def merged_figure(figures: Sequence[Figure], period: str) -> Figure:
    """Return the figure of years together: those counted, and those they are among, of all of them."""
    numerator, denominator, unknown = (
        sum(getattr(figure, name) for figure in figures) for name in ("numerator", "denominator", "unknown")
    )
    value, low, high = share(numerator, denominator, unknown)
    return figures[0]._replace(
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        unknown=unknown,
        bounds_low=low,
        bounds_high=high,
        target=None,
    )


def merged_entry(
    family: str,
    table: PublishedTable,
    rows: Sequence[TableRow],
    how: How,
    entries: Sequence[Entry],
    period: str,
    known_at: str,
) -> Entry | None:
    """Return a block as it is told; None where a year's total is not told, is another now, or there is no proof."""
    totals = [total_of(entry, table.measure) for entry in entries if entry.period in years_of(period)]
    whole = next((row.figure for row in rows if not row.figure.breakdown), None)
    told = [total for total in totals if total is not None and total.unknown is not None]
    if whole is None or len(told) < len(totals):
        return None
    sums = [sum(getattr(row, name) for row in told) for name in ("numerator", "unknown", "denominator")]
    if sums != [whole.numerator, whole.unknown, whole.denominator]:
        return None
    structure = cells_of_rows(rows, how.counted)
    cells = structure.rows[table.measure, ()]
    named = zip((cells.persons, cells.unknown, cells.of), sums, strict=True)
    before = Before({structure.cells[cell].name: int(n) for cell, n in named if cell is not None}, frozenset())
    try:
        certified = certify_period(rows, how, before)
    except (NoCertificate, NotATable):
        return None
    return Entry(family, period, 1, known_at, how.rule.smallest_count, certified, shown(rows, how, certified, 1))


def total_of(entry: Entry, measure: str) -> ReleasedFigure | None:
    """Return the undivided row of an entry, None where it is hidden."""
    rows = (row for row in entry.rows.get(measure, ()) if not row.breakdown and not row.is_hidden)
    return next(rows, None)


def merged_entries(ledger: ReleaseLedger, family: Family) -> list[Entry]:
    """Return the entries of all blocks of a family that have been told as one."""
    if all(table.years == 1 for table in family.tables):
        return []
    found = (ledger.find(family.name, period) for period in ledger.list_periods(family.name) if is_merged(period))
    return [entry for entry in found if entry is not None]


def tables_merged(entries: Sequence[Entry], family: Family) -> dict[str, frozenset[str]]:
    """Return for each year the yearly tables of it that are told as one with other years: they stay given up."""
    names = {table.name: yearly_of(family.tables, table).name for table in family.tables if table.years > 1}
    found: dict[str, frozenset[str]] = {}
    for entry in entries:
        for year in years_of(entry.period):
            found[year] = found.get(year, frozenset()) | {names[table] for table in entry.rows if table in names}
    return found
