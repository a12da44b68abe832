"""Values over time as lines, with their interval and the way to the target, and the small form without axes."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from videre.disclosure.released import Released, ReleasedFigure
from videre.reports.charts.drawing import (
    BAND,
    COLOURS,
    FONT_SIZE,
    GRID,
    INK,
    LEFT,
    QUIET_INK,
    RIGHT,
    WIDTH,
    Spec,
    frame,
    render_svg,
)
from videre.reports.charts.points import (
    Series,
    TargetPoint,
    band_of,
    broken,
    day_of,
    domain_of,
    is_share,
    rows_of,
    shown_values,
    spread,
)

HEIGHT = 320
LABEL_LETTERS = 22
LABEL_GAP = 20  # pixels between two labels' middles, so that they never touch
DASHES: tuple[list[int], ...] = ([1, 0], [8, 3], [2, 3], [10, 3, 2, 3], [5, 5], [1, 5])
SHAPES = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")


class Axis(NamedTuple):
    """What a chart's axes are called, and its language (`da` or `en`)."""

    value: str
    along: str
    language: str


class Trajectory(NamedTuple):
    """The way to a target, drawn as a line of its own: its points and its label."""

    label: str
    points: Sequence[TargetPoint]


def draw_lines(
    table: Released,
    series: Sequence[Series],
    description: str,
    axis: Axis,
    *,
    along: str | None = None,
    trajectory: Trajectory | None = None,
) -> str:
    """Return a chart of values as lines, as SVG.

    A hidden value is a gap in its line. With one series its interval, or else the values if all unknown were out or
    in, is drawn as a band. The trajectory is another line than any series: no line runs from one way of counting into
    another.

    Args:
        table: the released table; series: its lines, at most six.
        description: alternative text; axis: names and language.
        along: the dimension of the horizontal axis (`months`); time when None.
        trajectory: the way to the target, where the table's own indicator has one.
    """
    rows = [rows_of(table, each, along) for each in series]
    numbers = [number for each in rows for number in shown_values(each, with_bands=len(series) == 1)]
    target_points = trajectory.points if trajectory else ()
    low, high = domain_of([*numbers, *(point.value for point in target_points)], share=is_share(table))
    values = [point(each, row, along) for each, its_rows in zip(series, rows, strict=True) for row in its_rows]
    x = along_axis([*(value["x"] for value in values), *(day_of(each.period) for each in target_points)], axis, along)
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [low, high]},
        "axis": {
            "title": axis.value,
            "titleAngle": 0,
            "titleAlign": "left",
            "titleAnchor": "end",
            "titleX": 0,
            "titleY": -14,
            "titleBaseline": "bottom",
            "format": ".0%" if is_share(table) else ",.0f",
            "tickCount": 5,
        },
    }
    layers = [
        *(band_layer(x, y) if len(series) == 1 else []),
        *(trajectory_layers(trajectory, x) if trajectory else []),
        *line_layers([each.label for each in series], x, y, many=len(values) > 40),
        *label_layers(series, rows, along, trajectory, (low, high)),
    ]
    return render_svg({**frame(HEIGHT), "data": {"values": values}, "layer": layers}, description, axis.language)


def point(series: Series, row: ReleasedFigure, along: str | None) -> dict[str, Any]:
    """Return a row as a point; a hidden one has no value."""
    low, high = band_of(row)
    return {
        "series": series.label,
        "x": day_of(row.period) if along is None else int(row.breakdown[along]),
        "value": row.value,
        "low": low,
        "high": high,
    }


def along_axis(places: Sequence[Any], axis: Axis, along: str | None) -> Spec:
    """Return the horizontal axis: years, or numbers of months."""
    if along is not None:
        return {
            "field": "x",
            "type": "quantitative",
            "scale": {"nice": False},
            "axis": {"title": axis.along, "tickMinStep": 1, "format": "d"},
        }
    years = [int(str(place)[:4]) for place in places]
    ticks = [f"{year}-01-01T00:00:00" for year in range(min(years), max(years) + 1)] if years else []
    return {"field": "x", "type": "temporal", "axis": {"title": axis.along, "format": "%Y", "values": ticks}}


def band_layer(x: Spec, y: Spec) -> list[Spec]:
    """Return the band between the low and the high value."""
    encoding = {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}}
    return [{"mark": {"type": "area", "color": BAND, "opacity": 0.7, "line": False}, "encoding": encoding}]


def trajectory_layers(trajectory: Trajectory, x: Spec) -> list[Spec]:
    """Return the way to the target: a thin dashed line in ink, unlike any series."""
    values = [{"x": day_of(each.period), "value": each.value} for each in trajectory.points]
    encoding = {"x": {**x, "field": "x"}, "y": {"field": "value", "type": "quantitative"}}
    mark = {"type": "line", "color": INK, "strokeWidth": 1.5, "strokeDash": [6, 4]}
    return [{"data": {"values": values}, "mark": mark, "encoding": encoding}]


def line_layers(labels: Sequence[str], x: Spec, y: Spec, *, many: bool) -> list[Spec]:
    """Return the lines, told apart by colour, dash and, where there are few points, by their shape."""
    ranges = {"color": COLOURS, "strokeDash": DASHES, "shape": SHAPES}
    scales = {
        channel: {
            "field": "series",
            "type": "nominal",
            "legend": None,
            "scale": {"domain": list(labels), "range": list(choices[: len(labels)])},
        }
        for channel, choices in ranges.items()
    }
    lines = {
        "mark": {"type": "line", "strokeWidth": 2.5},
        "encoding": {"x": x, "y": y, "color": scales["color"], "strokeDash": scales["strokeDash"]},
    }
    points = {
        "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
        "encoding": {"x": x, "y": y, "color": scales["color"], "shape": scales["shape"]},
    }
    return [lines] if many else [lines, points]


class End(NamedTuple):
    """The end of a line, where its label stands."""

    label: str
    value: float
    colour: str
    x: Any


def label_layers(
    series: Sequence[Series],
    rows: Sequence[Sequence[ReleasedFigure]],
    along: str | None,
    trajectory: Trajectory | None,
    domain: tuple[float, float],
) -> list[Spec]:
    """Return labels at the ends of their lines: at the right edge, never on each other, or where a line stops early."""
    ends = []
    for place, (each, its_rows) in enumerate(zip(series, rows, strict=True)):
        shown = [point(each, row, along) for row in its_rows if row.value is not None]
        if shown and each.label:
            ends.append(End(each.label, shown[-1]["value"], COLOURS[place % len(COLOURS)], shown[-1]["x"]))
    if trajectory and trajectory.points:
        goal = trajectory.points[-1]
        ends.append(End(trajectory.label, goal.value, INK, day_of(goal.period)))
    last_x = max((end.x for end in ends), default=None)
    at_edge = [end for end in ends if end.x == last_x]
    low, high = domain
    most_lines = max((len(broken(end.label, LABEL_LETTERS)) for end in at_edge), default=1)
    places = spread([end.value for end in at_edge], most_lines * LABEL_GAP * (high - low) / HEIGHT, low, high)
    layers = [
        label_layer(end, place, {"value": WIDTH - LEFT - RIGHT + 12})
        for end, place in zip(at_edge, places, strict=True)
    ]
    x = {"field": "x", "type": "temporal" if along is None else "quantitative"}
    return layers + [label_layer(end, end.value, x) for end in ends if end.x != last_x]


def label_layer(end: End, place: float, x: Spec) -> Spec:
    """Return one label, in its line's colour."""
    return {
        "data": {"values": [{"value": place, "x": end.x}]},
        "mark": {
            "type": "text",
            "text": broken(end.label, LABEL_LETTERS),
            "align": "left",
            "baseline": "middle",
            "dx": 0 if "value" in x else 10,
            "color": end.colour,
            "fontWeight": 600,
            "lineHeight": FONT_SIZE + 3,
        },
        "encoding": {"x": x, "y": {"field": "value", "type": "quantitative"}},
    }


def draw_sparkline(
    table: Released, series: Series, description: str, language: str, trajectory: Sequence[TargetPoint] = ()
) -> str:
    """Return the course of one series as a small line without axes, its newest value marked, as SVG."""
    rows = rows_of(table, series)
    numbers = [row.value for row in rows if row.value is not None] + [each.value for each in trajectory]
    margin = (max(numbers) - min(numbers)) * 0.1 or 0.01 if numbers else 1.0
    scale = {"domain": [min(numbers) - margin, max(numbers) + margin]} if numbers else {}
    x = {"field": "x", "type": "temporal", "axis": None}
    y = {"field": "value", "type": "quantitative", "axis": None, "scale": scale}
    line = {"mark": {"type": "line", "color": COLOURS[0], "strokeWidth": 2}, "encoding": {"x": x, "y": y}}
    target = {
        "data": {"values": [{"x": day_of(each.period), "value": each.value} for each in trajectory]},
        "mark": {"type": "line", "color": QUIET_INK, "strokeWidth": 1.5, "strokeDash": [4, 3]},
        "encoding": {"x": x, "y": y},
    }
    newest = {
        "transform": [{"filter": "datum.newest"}],
        "mark": {"type": "point", "filled": True, "color": COLOURS[0], "size": 60, "opacity": 1},
        "encoding": {"x": x, "y": y},
    }
    last = max((row.period for row in rows if row.value is not None), default="")
    values = [{"x": day_of(row.period), "value": row.value, "newest": row.period == last} for row in rows]
    ground = {"mark": {"type": "rule", "color": GRID}, "encoding": {"y": {"value": 55}}}
    layers = [ground, *([target] if trajectory else []), line, newest]
    return render_svg(
        {"width": 260, "height": 56, "padding": 4, "data": {"values": values}, "layer": layers}, description, language
    )
