"""A projection as a fan: the expected share with its intervals, year by year or cohort by cohort."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from videre.disclosure.released import Released, ReleasedFigure
from videre.reports.charts.drawing import COLOURS, INK, QUIET_INK, WIDTH, Spec, frame, render_svg
from videre.reports.charts.lines import Axis
from videre.reports.charts.points import TargetPoint, day_of, domain_of

HEIGHT: Final = 300
RIGHT: Final = 24
TOP: Final = 64  # room for the names of the bands
# From the widest to the narrowest: each is clearly darker than the one around it, in grey too, and has an edge.
SHADES: Final = ("#d6e3f0", "#9bbcdc", "#5a8fc3")
EDGES: Final[tuple[list[int], ...]] = ([1, 0], [6, 4], [2, 3])


class Band(NamedTuple):
    """An interval of a fan: the value of `level` in the table, and what it is called. Widest first."""

    level: str
    label: str


class Fan(NamedTuple):
    """Which rows of a table make a fan.

    only: their breakdown but for level and years. period: the cohort of a fan along years; years: the horizon of a fan
    along cohorts. One of the two is empty.
    """

    only: dict[str, str]
    period: str = ""
    years: str = ""


def rows_of_fan(table: Released, fan: Fan, level: str) -> list[ReleasedFigure]:
    """Return the rows of one interval, in order along the axis, hidden ones among them."""
    rows = [
        row
        for row in table.rows
        if row.breakdown.get("level") == level
        and fan.only.items() <= row.breakdown.items()
        and fan.period in ("", row.period)
        and fan.years in ("", row.breakdown["years"])
    ]
    return sorted(rows, key=lambda row: (row.period, int(row.breakdown["years"])))


def draw_fan(
    table: Released,
    fan: Fan,
    bands: Sequence[Band],
    names: tuple[str, str],
    description: str,
    axis: Axis,
    goal: TargetPoint | None = None,
    width: int = WIDTH,
) -> str:
    """Return a fan as SVG: bands around a line; what is hidden is a gap.

    Args:
        table: shares by `level` and `years`, with the interval of each level. fan: which of its rows.
        bands: its intervals, the widest first. names: of the line, and of the goal.
        description: alternative text. axis: names and language.
        goal: drawn across at its value; None without one. width: of the picture, in pixels.
    """
    along_years = bool(fan.period)
    values: list[dict[str, Any]] = []
    for band in bands:
        values += [
            {
                "x": int(row.breakdown["years"]) if along_years else day_of(row.period),
                "value": row.value,
                "low": row.interval_low,
                "high": row.interval_high,
                "band": band.label,
            }
            for row in rows_of_fan(table, fan, band.level)
        ]
    numbers = [float(each[end]) for each in values for end in ("low", "high") if each[end] is not None]
    numbers += [goal.value] if goal else []
    low, high = domain_of(numbers, share=True)
    x_axis = along(values, axis, is_years=along_years)
    y: Spec = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high]},
        "axis": {"title": axis.value, "format": ".0%", "tickCount": 5},
    }
    layers = [*band_layers(bands, x_axis, y), *line_layers(names[0], bands[0].label, x_axis, y)]
    if goal is not None:
        layers += goal_layers(names[1], goal.value, y)
    spec = {**frame(HEIGHT, right=RIGHT, top=TOP, width=width), "data": {"values": values}, "layer": layers}
    return render_svg(spec, description, axis.language)


def along(values: Sequence[dict[str, Any]], axis: Axis, *, is_years: bool) -> Spec:
    """Return the horizontal axis: years since 9th grade, or the cohorts' years."""
    if is_years:
        ticks = sorted({each["x"] for each in values})
        shown = [each for each in ticks if each <= 6 or each in (8, 10, 12, 15, 20, 25)]
        return {
            "field": "x",
            "type": "quantitative",
            "scale": {"nice": False, "zero": False},
            "axis": {"title": axis.along, "values": shown, "format": "d"},
        }
    ticks = sorted({each["x"] for each in values})
    return {"field": "x", "type": "temporal", "axis": {"title": axis.along, "format": "%Y", "values": ticks}}


def band_layers(bands: Sequence[Band], x: Spec, y: Spec) -> list[Spec]:
    """Return the bands, the widest at the bottom, each with its own edge; their names stand above."""
    labels = [band.label for band in bands]
    legend = {"title": None, "orient": "top", "direction": "horizontal", "symbolType": "square", "symbolStrokeWidth": 1}
    layers: list[Spec] = []
    for place, band in enumerate(bands):
        fill = {
            "field": "band",
            "type": "nominal",
            "scale": {"domain": labels, "range": list(SHADES[: len(labels)])},
            "legend": legend,
        }
        only = [{"filter": {"field": "band", "equal": band.label}}]
        area = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}, "fill": fill}
        layers.append(
            {"transform": only, "mark": {"type": "area", "opacity": 1, "line": False, "stroke": None}, "encoding": area}
        )
        edge = {"type": "line", "color": COLOURS[0], "strokeDash": EDGES[place], "strokeWidth": 1}
        layers += [
            {"transform": only, "mark": edge, "encoding": {"x": x, "y": {**y, "field": end}}} for end in ("low", "high")
        ]
    return layers


def line_layers(name: str, band: str, x: Spec, y: Spec) -> list[Spec]:
    """Return the line of what is expected, with its points, and how far each may lie off: one alone has no band."""
    only = [{"filter": {"field": "band", "equal": band}}]
    reach = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    return [
        {"transform": only, "mark": {"type": "rule", "color": COLOURS[0], "strokeWidth": 1}, "encoding": reach},
        {"transform": only, "mark": {"type": "line", "color": INK, "strokeWidth": 2.5}, "encoding": {"x": x, "y": y}},
        {
            "transform": only,
            "mark": {"type": "point", "filled": True, "size": 55, "opacity": 1},
            "encoding": {
                "x": x,
                "y": y,
                "color": {
                    "datum": name,
                    "type": "nominal",
                    "scale": {"domain": [name], "range": [INK]},
                    "legend": {"title": None, "orient": "top", "symbolType": "circle"},
                },
            },
        },
    ]


def goal_layers(name: str, value: float, y: Spec) -> list[Spec]:
    """Return the goal across the chart, named at its left."""
    data = {"values": [{"value": value}]}
    mark = {"type": "text", "text": name, "align": "left", "baseline": "bottom", "dx": 6, "dy": -4, "color": QUIET_INK}
    return [
        {"data": data, "mark": {"type": "rule", "color": INK, "strokeDash": [8, 4]}, "encoding": {"y": y}},
        {"data": data, "mark": mark, "encoding": {"y": y, "x": {"value": 0}}},
    ]
