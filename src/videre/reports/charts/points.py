"""Points of a chart out of a released table: which rows make a series, and where they lie."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from videre.definitions.targets import position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.figures import Unit

NOTHING: Mapping[str, str] = MappingProxyType({})


class Series(NamedTuple):
    """One line, bar part or dot of a chart.

    label: what it is called, in the reader's language.
    only: the breakdown that its rows have; beside it a row may only have the dimension that the chart runs along.
    period: its period, where the chart runs along something else than time.
    """

    label: str
    only: Mapping[str, str] = NOTHING
    period: str | None = None


class TargetPoint(NamedTuple):
    """A target's value in a period."""

    period: str
    value: float


def rows_of(table: Released, series: Series, along: str | None = None) -> list[ReleasedFigure]:
    """Return the rows of a series, in the table's order, the hidden among them."""
    wanted = dict(series.only)
    of_period = [row for row in table.rows if series.period in (None, row.period)]
    if along is None:
        return [row for row in of_period if row.breakdown == wanted]
    return [
        row for row in of_period if along in row.breakdown and row.breakdown == {**wanted, along: row.breakdown[along]}
    ]


Place = tuple[str, frozenset[tuple[str, str]]]  # a period and a breakdown


def place_of(period: str, breakdown: Mapping[str, str]) -> Place:
    """Return where a row of a period and breakdown is found in an index."""
    return period, frozenset(breakdown.items())


def index_of(table: Released, period: str | None = None) -> dict[Place, ReleasedFigure]:
    """Return a table's rows (of one period) by their place, for a view that asks for hundreds out of thousands."""
    return {place_of(row.period, row.breakdown): row for row in table.rows if period in (None, row.period)}


def is_share(table: Released) -> bool:
    """Return whether the table's values are shares, to be written as percentages."""
    return any(row.unit == Unit.SHARE for row in table.rows)


def day_of(period: str) -> str:
    """Return where a period lies on an axis of time, as local ISO time.

    >>> day_of("2014-02"), day_of("2013/14"), day_of("2014")
    ('2014-02-01T00:00:00', '2014-01-01T00:00:00', '2014-01-01T00:00:00')
    """
    year, month = divmod(position_of(period), 12)
    return f"{year}-{month + 1:02d}-01T00:00:00"


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places near the wanted ones, in their order, at least `gap` apart, inside [low, high] if it can be.

    For labels at the ends of lines, which would else lie on each other.

    >>> spread([10.0, 10.5, 3.0], gap=2.0, low=0.0, high=12.0)
    [10.0, 12.0, 3.0]
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place])
    found = [0.0] * len(wanted)
    floor = low
    for place in order:
        found[place] = max(wanted[place], floor)
        floor = found[place] + gap
    ceiling = high
    for place in reversed(order):
        found[place] = min(found[place], ceiling)
        ceiling = found[place] - gap
    return found


def broken(label: str, letters: int) -> list[str]:
    """Return a label in lines of about so many letters, so that it fits beside the marks.

    >>> broken("Bestået, under 2,0 i dansk 11 %", 24)
    ['Bestået, under 2,0 i', 'dansk 11 %']
    """
    lines = [""]
    for word in label.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def band_of(row: ReleasedFigure) -> tuple[float | None, float | None]:
    """Return the interval of a row; where it has none, the values if all unknown were out, or in; else nothing.

    Where the unknown are too few to be shown, one end is missing, and half a band would say something untrue.
    """
    ends = (row.interval_low, row.interval_high) if row.interval_low is not None else (row.bounds_low, row.bounds_high)
    return ends if None not in ends else (None, None)


def shown_values(rows: Sequence[ReleasedFigure], *, with_bands: bool = True) -> Iterator[float]:
    """Yield every number that a chart of the rows must have room for."""
    for row in rows:
        for number in (row.value, *(band_of(row) if with_bands else ())):
            if number is not None:
                yield number


def domain_of(numbers: Sequence[float], *, share: bool) -> tuple[float, float]:
    """Return the axis for some values: counts begin at zero; shares too, unless all of them lie in the upper part.

    >>> domain_of([361, 426], share=False), domain_of([0.89, 0.97], share=True), domain_of([0.06], share=True)
    ((0.0, 450.0), (0.8, 1.0), (0.0, 0.1))
    """
    if not numbers:
        return 0.0, 1.0
    highest, lowest = max(numbers), min(numbers)
    if share:
        start = 0.0 if lowest < 0.55 else int(lowest * 10 - 0.2) / 10
        stop = next(step for step in (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0) if highest <= step or step == 1.0)
        return start, stop
    step = 10.0 ** (len(str(int(max(highest, 1)))) - 1) / 2
    return 0.0, step * -(-highest // step) if highest > 0 else 1.0
