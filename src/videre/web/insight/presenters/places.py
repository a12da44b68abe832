"""The country and other municipalities beside each other, by figures that others have published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from videre.definitions.targets import position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.web.insight.presenters.words import percentage, period_text, points


@dataclass(frozen=True)
class PlaceLine:
    """A place: its figure, and how far it lies from the country's; both say so where nothing is published."""

    name: str
    value: str
    difference: str
    is_own: bool


@dataclass(frozen=True)
class ComparedPlaces:
    """An indicator of one period, place by place, with its source."""

    title: str
    period: str
    lines: tuple[PlaceLine, ...]
    source: str


def compare_places(
    table: Released | None, titles: Mapping[str, str], places: Sequence[str], own: str
) -> tuple[ComparedPlaces, ...]:
    """Return for each indicator of a measure its newest period, place by place; the country is the first place.

    Args:
        table: the released figures of places; None where none are released.
        titles: what each indicator of the measure is called, in order.
        places: the places that are compared. own: the municipality.
    """
    found = []
    for indicator, title in titles.items():
        rows = [row for row in (table.rows if table is not None else ()) if row.breakdown["indicator"] == indicator]
        if rows:
            period = max((row.period for row in rows), key=position_of)
            for horizon, group in dict.fromkeys(kind_of(row) for row in rows if row.period == period):
                of_kind = {row.breakdown["area"]: row for row in rows if place_in(row, period, horizon, group)}
                named = ", ".join(part for part in (title, horizon, group) if part)
                found.append(compared(named, period, of_kind, places, own))
    return tuple(found)


def kind_of(row: ReleasedFigure) -> tuple[str, str]:
    """Return of which horizon and group a figure is; empty for none."""
    return row.breakdown.get("horizon", ""), row.breakdown.get("group", "")


def place_in(row: ReleasedFigure, period: str, horizon: str, group: str) -> bool:
    """Return whether a figure is of a period, horizon and group."""
    return row.period == period and kind_of(row) == (horizon, group)


def compared(
    title: str, period: str, rows: Mapping[str, ReleasedFigure], places: Sequence[str], own: str
) -> ComparedPlaces:
    """Return one indicator of one period, place by place."""
    country = rows.get(places[0])
    lines = []
    for name in places:
        row = rows.get(name)
        value, difference = _("not published"), "–"
        if row is not None and row.value is not None:
            value = percentage(row.value, 1)
            if country is not None and country.value is not None and row is not country:
                more = row.value - country.value
                difference = ("+" if more >= 0 else "−") + points(more)
        lines.append(PlaceLine(name, value, difference, name == own))
    newest = max(rows.values(), key=lambda row: row.breakdown["published"])
    source = _("%(source)s, published %(year)s") % {
        "source": newest.breakdown.get("source", ""),
        "year": newest.breakdown["published"],
    }
    return ComparedPlaces(title, period_text(period), tuple(lines), source)
