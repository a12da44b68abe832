"""Many places at one time: a dot each, with its interval, and the whole as a line across."""

from collections.abc import Sequence

from videre.disclosure.released import Released
from videre.reports.charts.drawing import COLOURS, INK, QUIET_INK, Spec, frame, render_svg
from videre.reports.charts.points import Series, band_of, domain_of, is_share, rows_of, shown_values

ROW_HEIGHT = 32
NAME_WIDTH = 220


def draw_dots(
    table: Released,
    places: Sequence[Series],
    period: str,
    description: str,
    language: str,
    *,
    whole: tuple[str, float] | None = None,
) -> str:
    """Return one dot a place for one period, as SVG; a place whose number is hidden has its row and no dot.

    Args:
        table: the released table; places: its rows, from the top.
        period: the period that is drawn.
        description: alternative text; language: `da` or `en`.
        whole: name and value of everybody together, as a line that each place can be read against.
    """
    rows = [(place.label, row) for place in places for row in rows_of(table, place) if row.period == period]
    values = [
        {"place": label, "value": row.value, "low": band_of(row)[0], "high": band_of(row)[1]} for label, row in rows
    ]
    numbers = [*shown_values([row for _, row in rows]), *([whole[1]] if whole else [])]
    low, high = domain_of(numbers, share=is_share(table))
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high]},
        "axis": {"title": None, "format": ".0%" if is_share(table) else ",.0f", "grid": True, "tickCount": 5},
    }
    y: Spec = {
        "field": "place",
        "type": "ordinal",
        "sort": [place.label for place in places],
        "axis": {
            "title": None,
            "labelLimit": NAME_WIDTH - 12,
            "ticks": False,
            "domain": False,
            "labelPadding": 16,
            "labelColor": INK,
            "grid": True,
        },
    }
    ranges = {
        "mark": {"type": "rule", "strokeWidth": 5, "color": "#9ecae1"},
        "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
    }
    dots = {
        "mark": {"type": "point", "filled": True, "size": 110, "opacity": 1, "color": COLOURS[0]},
        "encoding": {"x": x, "y": y},
    }
    spec = {
        **frame(ROW_HEIGHT * max(len(places), 1), left=NAME_WIDTH, right=24),
        "data": {"values": values},
        "layer": [*(whole_layers(*whole, x["scale"]) if whole else []), ranges, dots],
    }
    return render_svg(spec, description, language)


def whole_layers(name: str, value: float, scale: Spec) -> list[Spec]:
    """Return the line of everybody together, named at its top."""
    data = {"values": [{"value": value}]}
    x = {"field": "value", "type": "quantitative", "scale": scale}
    return [
        {"data": data, "mark": {"type": "rule", "color": INK, "strokeDash": [5, 4]}, "encoding": {"x": x}},
        {
            "data": data,
            "mark": {"type": "text", "text": name, "dy": -10, "baseline": "bottom", "color": QUIET_INK},
            "encoding": {"x": x, "y": {"value": 0}},
        },
    ]
