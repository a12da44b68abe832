"""The public pages: the list of tables, and a table with the numbers of a period."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.content import Fact
from videre.reports.exports.described import Described
from videre.reports.exports.forms import OPEN_DATA
from videre.reports.wording import Language, Wording


@dataclass(frozen=True)
class ListedTable:
    """A line of the list of tables."""

    title: str
    href: str
    name: str
    n_rows: str
    n_hidden: str
    known: str


@dataclass(frozen=True)
class PublicCell:
    """A number as it is written; a hidden one is the sign."""

    text: str
    is_hidden: bool = False


@dataclass(frozen=True)
class PublicRow:
    """A row of a public table: its names, and its numbers."""

    names: tuple[str, ...]
    cells: tuple[PublicCell, ...]


@dataclass(frozen=True)
class Period:
    """A period that can be chosen."""

    code: str
    text: str
    is_current: bool


@dataclass(frozen=True)
class Address:
    """A file that can be had: what it is called, and where it is."""

    text: str
    href: str


@dataclass(frozen=True)
class TablePage:
    """Everything on the page of a public table."""

    name: str
    title: str
    period: str
    periods: tuple[Period, ...]
    head: tuple[str, ...]
    n_names: int
    rows: tuple[PublicRow, ...]
    facts: tuple[Fact, ...]
    files: tuple[Address, ...]
    editions: tuple[Address, ...]


def make_tables_page(tables: Sequence[Described], language: Language) -> tuple[ListedTable, ...]:
    """Return the list of all public tables."""
    return tuple(
        ListedTable(
            title=each.title(language),
            href=reverse("opendata:table", args=[each.table.name]),
            name=each.table.name,
            n_rows=each.wording(language).count(len(each.table.rows)),
            n_hidden=each.wording(language).count(each.table.n_hidden),
            known=each.wording(language).day(each.table.as_known_at),
        )
        for each in tables
    )


def make_table_page(
    described: Described, language: Language, period: str | None, editions: Sequence[str]
) -> TablePage | None:
    """Return the page of a table, of the newest period where none is asked for; None for a period that it has not."""
    table, wording = described.table, described.wording(language)
    periods = sorted({row.period for row in table.rows}, key=lambda each: (position_of(each), each), reverse=True)
    chosen = period or periods[0]
    if chosen not in periods:
        return None
    names = [wording.dimension(name) for name in table.dimensions]
    numbers = [wording.say(f"export.{name}") for name in ("value", "numerator", "denominator", "unknown")]
    return TablePage(
        name=table.name,
        title=described.title(language),
        period=wording.period(chosen),
        periods=tuple(Period(each, wording.period(each), each == chosen) for each in periods),
        head=(*(names or [wording.say("export.period")]), *numbers, wording.say("grid.interval")),
        n_names=max(len(names), 1),
        rows=tuple(row_of(row, table, wording) for row in table.rows if row.period == chosen),
        facts=described.facts(language),
        files=tuple(
            Address(form.ending, reverse("opendata:api_table", args=[table.name, form.ending]))
            for form in OPEN_DATA.values()
        ),
        editions=tuple(
            Address(wording.day(day), reverse("opendata:api_edition", args=[day, table.name, "json"]))
            for day in editions
        ),
    )


def row_of(row: ReleasedFigure, table: Released, wording: Wording) -> PublicRow:
    """Return a figure as a row: what it is of, and its numbers, hidden ones marked."""
    names = [wording.value_name(name, row.breakdown.get(name, "")) for name in table.dimensions]

    def counted(number: float | None) -> PublicCell:
        if number is not None:
            return PublicCell(wording.count(number))
        return PublicCell(HIDDEN_TEXT, is_hidden=True) if row.is_hidden else PublicCell("–")

    interval = "–"
    if row.interval_low is not None and row.interval_high is not None and row.unit == Unit.SHARE:
        interval = wording.interval(row.interval_low, row.interval_high)
    return PublicRow(
        names=tuple(names or [wording.period(row.period)]),
        cells=(
            PublicCell(wording.value(row, row.value), is_hidden=row.value is None),
            counted(row.numerator),
            counted(row.denominator),
            counted(row.unknown),
            PublicCell(interval),
        ),
    )
