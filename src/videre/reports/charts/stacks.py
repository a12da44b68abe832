"""What a whole is made of: bars of parts, over time or for each kind."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from videre.disclosure.released import Released
from videre.reports.charts.drawing import (
    FONT_SIZE,
    INK,
    LEFT,
    RIGHT,
    WIDTH,
    Spec,
    frame,
    render_svg,
)
from videre.reports.charts.points import Series, broken, index_of, place_of, rows_of, spread

HEIGHT = 340
ROW_HEIGHT = 34
LABEL_GAP = 20
LABEL_LETTERS = 25
KIND_WIDTH = 180
LEGEND_HEIGHT = 36
LEGEND_LETTERS, SWATCH_LETTERS = 84, 4  # a row of a legend has room for so many; a swatch takes the room of four
FEW_BARS = 12
# From dark to light and back, so that neighbours differ in print without colour.
PART_COLOURS = ("#08306b", "#6baed6", "#2171b5", "#c6dbef", "#e6a15c", "#767676", "#a63603", "#ededed")
SMALLEST_REST = 1e-9  # less is the error of adding shares
EDGE = {"stroke": "#454545", "strokeWidth": 0.7}  # also the lightest part is seen on white


def draw_stacks(table: Released, parts: Sequence[Series], description: str, language: str) -> str:
    """Return the parts of a whole as one bar a period, each part named at the newest bar, as SVG.

    A hidden part is left out, so its bar ends below the top: what is hidden can be seen to be missing, and not how it
    is made up.

    Args:
        table: shares that add up to the whole; parts: from the bottom, at most eight.
        description: alternative text; language: `da` or `en`.
    """
    values: list[dict[str, Any]] = [
        {"period": row.period, "part": part.label, "order": order, "value": row.value}
        for order, part in enumerate(parts)
        for row in rows_of(table, part)
        if row.value is not None
    ]
    periods = sorted({str(value["period"]) for value in values})
    colour = colour_of([part.label for part in parts])
    bars = {
        "mark": {"type": "bar", **(EDGE if len(periods) <= FEW_BARS else {})},
        "encoding": {
            "x": {
                "field": "period",
                "type": "ordinal",
                "axis": {
                    "title": None,
                    "labelAngle": 0,
                    "values": marked_periods(periods),
                    "labelExpr": "slice(datum.label, 0, 4)",
                },
                "scale": {"paddingInner": 0.25 if len(periods) <= FEW_BARS else 0, "paddingOuter": 0},
            },
            "y": {
                "field": "value",
                "type": "quantitative",
                "scale": {"domain": [0, 1]},
                "axis": {"title": None, "format": ".0%", "tickCount": 5},
            },
            "color": colour,
            "order": {"field": "order"},
        },
    }
    newest = [value for value in values if value["period"] == periods[-1] and value["value"] > 0] if periods else []
    layers = [bars, *part_labels(newest, language)]
    return render_svg({**frame(HEIGHT), "data": {"values": values}, "layer": layers}, description, language)


def marked_periods(periods: Sequence[str]) -> list[str]:
    """Return the periods that the axis names: all of a few, else each January and the newest."""
    if len(periods) <= FEW_BARS:
        return list(periods)
    return [period for period in periods if period.endswith("-01")]


def part_labels(newest: Sequence[Mapping[str, Any]], language: str) -> list[Spec]:
    """Return a name and share beside each part of the newest bar, a thin rule leading to it where it had to move."""
    middles, floor = [], 0.0
    for value in newest:
        middles.append(floor + value["value"] / 2)
        floor += value["value"]
    labels = [broken(f"{value['part']} {percent(value['value'], language)}", LABEL_LETTERS) for value in newest]
    gap = LABEL_GAP * max((len(lines) for lines in labels), default=1) / HEIGHT
    layers: list[Spec] = []
    for lines, middle, place in zip(labels, middles, spread(middles, gap, 0.02, 0.98), strict=True):
        layers += part_label(lines, middle, place)
    return layers


def part_label(lines: Sequence[str], middle: float, place: float) -> list[Spec]:
    """Return the label of one part, and the rule from the part's middle to it."""
    right = WIDTH - LEFT - RIGHT
    y: Spec = {"type": "quantitative", "scale": {"domain": [0, 1]}}
    rule = {
        "data": {"values": [{"from": middle, "to": place}]},
        "mark": {"type": "rule", "color": "#8e8e8e"},
        "encoding": {
            "x": {"value": right + 2},
            "x2": {"value": right + 12},
            "y": {**y, "field": "from"},
            "y2": {"field": "to"},
        },
    }
    text = {
        "data": {"values": [{"to": place}]},
        "mark": {
            "type": "text",
            "text": list(lines),
            "align": "left",
            "baseline": "middle",
            "fontSize": FONT_SIZE - 1,
            "lineHeight": FONT_SIZE + 2,
        },
        "encoding": {"x": {"value": right + 16}, "y": {**y, "field": "to"}},
    }
    return [rule, text]


class Rest(NamedTuple):
    """What is left of each kind's whole when its hidden parts are missing: its name, and each kind's whole."""

    label: str
    wholes: Mapping[str, Series]


def draw_kinds(
    table: Released,
    kinds: Mapping[str, Sequence[Series]],
    period: str,
    parts: Sequence[str],
    description: str,
    language: str,
    *,
    rest: Rest | None = None,
) -> str:
    """Return one lying bar a kind, divided into parts, as SVG.

    Args:
        table: shares of the same whole.
        kinds: for each kind its name and the series of its parts, in the order of `parts`.
        period: the cohort that is drawn.
        parts: the names of the parts, for the legend.
        description: alternative text; language: `da` or `en`.
        rest: fills a bar up to the kind's own whole, which is published too, so that it is as long as it should be.
    """
    rows = index_of(table, period)

    def value_of(series: Series) -> float | None:
        row = rows.get(place_of(period, series.only))
        return row.value if row is not None else None

    values = [
        {"kind": kind, "part": part.label, "order": order, "value": value}
        for kind, series in kinds.items()
        for order, part in enumerate(series)
        if (value := value_of(part)) is not None
    ]
    if rest is not None:
        for kind, whole in rest.wholes.items():
            shown = sum(float(str(value["value"])) for value in values if value["kind"] == kind)
            left = (value_of(whole) or 0.0) - shown
            if left > SMALLEST_REST:
                values.append({"kind": kind, "part": rest.label, "order": len(parts), "value": left})
    names = [*parts, *([rest.label] if rest else [])]
    spec = {
        **frame(ROW_HEIGHT * len(kinds), left=KIND_WIDTH, right=24, top=LEGEND_HEIGHT * rows_of_legend(names)),
        "data": {"values": values},
        "layer": [kind_bars(list(kinds), parts, rest.label if rest else None)],
    }
    return render_svg(spec, description, language)


def kind_bars(kinds: Sequence[str], parts: Sequence[str], rest: str | None) -> Spec:
    """Return the bars of some kinds with their axes and legend."""
    x: Spec = {
        "field": "value",
        "type": "quantitative",
        "stack": "zero",
        "axis": {"title": None, "format": ".0%", "grid": True, "tickCount": 5},
    }
    y: Spec = {
        "field": "kind",
        "type": "ordinal",
        "sort": list(kinds),
        "scale": {"domain": list(kinds)},
        "axis": {"title": None, "labelLimit": KIND_WIDTH - 12, "ticks": False, "domain": False, "labelColor": INK},
    }
    colour = colour_of(parts, rest)
    names = [*parts, *([rest] if rest else [])]
    n_rows = rows_of_legend(names)
    legend = {
        "title": None,
        "orient": "none",
        "direction": "horizontal",
        "legendX": 0,
        "legendY": -LEGEND_HEIGHT * n_rows,
        "columns": -(-len(names) // n_rows),
    }
    return {
        "mark": {"type": "bar", **EDGE, "height": ROW_HEIGHT - 10},
        "encoding": {"x": x, "y": y, "order": {"field": "order"}, "color": {**colour, "legend": legend}},
    }


def rows_of_legend(names: Sequence[str]) -> int:
    """Return in how many rows a legend has room for its names."""
    return max(-(-sum(len(name) + SWATCH_LETTERS for name in names) // LEGEND_LETTERS), 1)


def colour_of(labels: Sequence[str], rest: str | None = None) -> Spec:
    """Return the colour of each part; that of the rest is the palest."""
    domain, colours = [*labels], [*PART_COLOURS[: len(labels)]]
    if rest is not None:
        domain, colours = [*domain, rest], [*colours, PART_COLOURS[-1]]
    return {"field": "part", "type": "nominal", "legend": None, "scale": {"domain": domain, "range": colours}}


def percent(share: float, language: str) -> str:
    """Return a share as a whole percentage in a language, for a label.

    >>> percent(0.034, "en")
    '3%'
    """
    return f"{share * 100:.0f}" + ("\u00a0%" if language == "da" else "%")
