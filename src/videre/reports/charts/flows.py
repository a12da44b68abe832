"""How a cohort flows from place to place: a column a look, a field a place, a band for those who went from one to the
other."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from videre.disclosure.released import Released
from videre.reports.charts.drawing import FONT_SIZE, INK, Spec, render_svg
from videre.reports.charts.points import broken, spread
from videre.reports.charts.stacks import percent

WIDTH, HEIGHT = 900, 420  # HEIGHT is that of the columns; heads stand above it, names of colours below
TOP, LEFT, RIGHT = 34, 4, 196  # names of the last column stand to its right
LEGEND_ROW, LEGEND_GAP, SWATCH = 24, 16, 12
LETTER_WIDTH = 7.2  # of the font, on average and in pixels
FIELD_WIDTH = 0.035  # of the drawing, which is 1 wide and 1 high
GAP = 0.016
STEPS = 16  # points along an edge of a band: its corners cannot be seen at this size
LABEL_GAP = 0.044
SMALLEST_NAMED = 0.03  # a thinner field of an inner column has no room for its share
LETTERS = 24
HIDDEN = ""
COLOURS = {
    "completed": "#08306b",
    "ordinary_work": "#8c6d1f",
    "elsewhere": "#8e8e8e",
    "no_choice": "#5f5f5f",
    HIDDEN: "#ededed",
}
GROUP_COLOURS = ("#2171b5", "#a63603", "#6a51a3", "#d98c3f", "#238b45", "#0b6a78", "#ae017e", "#7f2704")


class Place(NamedTuple):
    """A place: what figures call it, and its name in the reader's language."""

    key: str
    name: str


class Flow(NamedTuple):
    """Those who went from one place to another on the way to a look; `look` 0 leads from the choice to the first."""

    look: int
    came_from: str
    came_to: str
    share: float


class Field(NamedTuple):
    """A place in a column: where it begins and ends, from the top, as fractions of the drawing."""

    top: float
    bottom: float


def flows_of(table: Released, period: str, looks: Sequence[int]) -> list[Flow]:
    """Return the flows of a cohort that may be shown, at the months looked at."""
    return [
        Flow(looks.index(int(row.breakdown["months"])), row.breakdown["from"], row.breakdown["to"], row.value)
        for row in table.rows
        if row.period == period and row.value and int(row.breakdown["months"]) in looks
    ]


def fields_of(flows: Sequence[Flow], places: Sequence[str], n_columns: int) -> list[dict[str, Field]]:
    """Return each column's fields: as large as all that is shown to come to them, or to leave them, whichever is more.

    What is hidden is a field of its own at the bottom, so that every column is everybody.
    """
    columns = []
    for column in range(n_columns):
        comes: dict[str, float] = defaultdict(float)
        leaves: dict[str, float] = defaultdict(float)
        for flow in flows:
            if flow.look == column - 1:
                comes[flow.came_to] += flow.share
            if flow.look == column:
                leaves[flow.came_from] += flow.share
        sizes = {place: max(comes[place], leaves[place]) for place in places if comes[place] or leaves[place]}
        rest = 1.0 - sum(sizes.values())
        if rest > 1e-6:
            sizes[HIDDEN] = rest
        columns.append(stacked(sizes))
    return columns


def stacked(sizes: Mapping[str, float]) -> dict[str, Field]:
    """Return fields under each other with gaps, together as high as the drawing."""
    room = 1.0 - GAP * (len(sizes) - 1)
    fields, top = {}, 0.0
    for place, size in sizes.items():
        fields[place] = Field(top, top + size * room)
        top += size * room + GAP
    return fields


def draw_flows(
    table: Released,
    period: str,
    looks: Sequence[tuple[int, str]],
    places: Sequence[Place],
    names: tuple[str, str],
    description: str,
    language: str,
) -> str:
    """Return a cohort's flow as SVG.

    Args:
        table: shares of a cohort by `from`, `to` and `months`; hidden ones are drawn as one field, and have no band.
        period: the cohort. looks: months since leaving and the name of their column, in order.
        places: all places that the table may name, from the top.
        names: what the column of choices, and the field of all that is hidden, are called.
        description: alternative text; language: `da` or `en`.
    """
    flows = flows_of(table, period, [months for months, _ in looks])
    columns = fields_of(flows, [place.key for place in places], len(looks) + 1)
    colours = colours_of(places)
    called = {**{place.key: place.name for place in places}, HIDDEN: names[1]}
    heads = [names[0], *(name for _, name in looks)]
    shown = [key for key in called if any(key in fields for fields in columns)]
    letters = letters_of(shown)
    keyed = {key: f"{letters[key]} {called[key]}".strip() for key in shown}
    legend = legend_places([keyed[key] for key in shown])
    layers = [
        *band_layers(flows, columns, places, colours),
        field_layer(columns, colours),
        head_layer(heads),
        *name_layers(columns, keyed, letters, language),
        *legend_layers([(keyed[key], colours[key]) for key in shown], legend),
    ]
    spec = {
        "autosize": "none",
        "width": WIDTH - LEFT - RIGHT,
        "height": HEIGHT,
        "padding": {"left": LEFT, "right": RIGHT, "top": TOP, "bottom": (legend[-1][1] + 2) * LEGEND_ROW},
        "layer": layers,
    }
    return render_svg(spec, description, language)


def colours_of(places: Sequence[Place]) -> dict[str, str]:
    """Return each place's colour: its own, or for groups of education the next of their colours."""
    groups = [place.key for place in places if place.key not in COLOURS]
    return {**COLOURS, **{key: GROUP_COLOURS[at % len(GROUP_COLOURS)] for at, key in enumerate(groups)}}


def letters_of(shown: Sequence[str]) -> dict[str, str]:
    """Return a letter for each place, so that a field can be told without its colour; what is hidden is outlined."""
    named = [key for key in shown if key != HIDDEN]
    return {HIDDEN: ""} | {key: chr(ord("A") + at) for at, key in enumerate(named)}


def left_of(column: int, n_columns: int) -> float:
    """Return where the fields of a column begin."""
    return column / (n_columns - 1) * (1 - FIELD_WIDTH) if n_columns > 1 else 0.0


def scaled(field: str, axis: str) -> Spec:
    """Return a coordinate of the drawing, which is 1 wide and 1 high; y runs downwards."""
    domain = [0, 1] if axis == "x" else [1, 0]
    return {"field": field, "type": "quantitative", "scale": {"domain": domain, "nice": False}, "axis": None}


def band_layers(
    flows: Sequence[Flow], columns: Sequence[Mapping[str, Field]], places: Sequence[Place], colours: Mapping[str, str]
) -> list[Spec]:
    """Return a band for each flow, of the colour of where it comes from; those from and to a place lie in its order."""
    order = {place.key: at for at, place in enumerate(places)}
    in_order = sorted(flows, key=lambda flow: (flow.look, order[flow.came_from], order[flow.came_to]))
    starts: dict[tuple[int, str], float] = {}
    ends: dict[tuple[int, str], float] = {}
    values: list[dict[str, Any]] = []
    for number, flow in enumerate(in_order):
        leaves, comes = (flow.look, flow.came_from), (flow.look, flow.came_to)
        begin, end = columns[flow.look][flow.came_from], columns[flow.look + 1][flow.came_to]
        size_begin = flow.share * room_of(columns[flow.look])
        size_end = flow.share * room_of(columns[flow.look + 1])
        top_begin, top_end = starts.get(leaves, begin.top), ends.get(comes, end.top)
        starts[leaves], ends[comes] = top_begin + size_begin, top_end + size_end
        x_begin = left_of(flow.look, len(columns)) + FIELD_WIDTH
        x_end = left_of(flow.look + 1, len(columns))
        for step in range(STEPS + 1):
            along = step / STEPS
            bend = along * along * (3 - 2 * along)
            top = top_begin + (top_end - top_begin) * bend
            size = size_begin + (size_end - size_begin) * bend
            values.append(
                {
                    "band": number,
                    "x": x_begin + (x_end - x_begin) * along,
                    "y": top,
                    "to": top + size,
                    "colour": colours[flow.came_from],
                }
            )
    if not values:
        return []
    return [
        {
            "data": {"values": values},
            "mark": {"type": "area", "opacity": 0.38, "line": False},
            "encoding": {
                "x": scaled("x", "x"),
                "y": scaled("y", "y"),
                "y2": {"field": "to"},
                "detail": {"field": "band", "type": "nominal"},
                "color": {"field": "colour", "type": "nominal", "scale": None},
            },
        }
    ]


def room_of(column: Mapping[str, Field]) -> float:
    """Return how much of the drawing's height the fields of a column fill: the rest are gaps."""
    return sum(field.bottom - field.top for field in column.values())


def field_layer(columns: Sequence[Mapping[str, Field]], colours: Mapping[str, str]) -> Spec:
    """Return the fields; that of what is hidden has an outline, so that it is seen on white."""
    values = [
        {
            "x": left_of(column, len(columns)),
            "x2": left_of(column, len(columns)) + FIELD_WIDTH,
            "y": field.top,
            "y2": field.bottom,
            "colour": colours[place],
            "edge": "#8e8e8e" if place == HIDDEN else colours[place],
        }
        for column, fields in enumerate(columns)
        for place, field in fields.items()
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "rect", "strokeWidth": 0.8},
        "encoding": {
            "x": scaled("x", "x"),
            "x2": {"field": "x2"},
            "y": scaled("y", "y"),
            "y2": {"field": "y2"},
            "fill": {"field": "colour", "type": "nominal", "scale": None},
            "stroke": {"field": "edge", "type": "nominal", "scale": None},
        },
    }


def head_layer(heads: Sequence[str]) -> Spec:
    """Return the name of each column above it, from its left edge; the last ends at its right edge's side."""
    values = [{"x": left_of(column, len(heads)), "name": name} for column, name in enumerate(heads)]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "baseline": "bottom", "dy": -10, "fontWeight": 600, "color": INK},
        "encoding": {"x": scaled("x", "x"), "y": {"value": 0}, "text": {"field": "name"}},
    }


def name_layers(
    columns: Sequence[Mapping[str, Field]], called: Mapping[str, str], letters: Mapping[str, str], language: str
) -> list[Spec]:
    """Return each field's letter and share to its right, in the last column with its name.

    A thin field of an inner column has no room for them; letters and colours are named below.
    """
    layers: list[Spec] = []
    for column, fields in enumerate(columns):
        is_last = column == len(columns) - 1
        named = {key: field for key, field in fields.items() if is_last or field.bottom - field.top >= SMALLEST_NAMED}
        middles = [(field.top + field.bottom) / 2 for field in named.values()]
        room = room_of(fields)
        for (key, field), place in zip(named.items(), spread(middles, LABEL_GAP, 0.02, 0.98), strict=True):
            share = percent((field.bottom - field.top) / room, language)
            x = left_of(column, len(columns)) + FIELD_WIDTH
            lines = broken(f"{called[key]} {share}", LETTERS) if is_last else [f"{letters[key]} {share}".strip()]
            layers.append(text_layer(lines, x, place, is_last=is_last))
    return layers


def text_layer(lines: Sequence[str], x: float, y: float, *, is_last: bool) -> Spec:
    """Return a label beside a field."""
    mark = {"type": "text", "text": list(lines), "align": "left", "baseline": "middle", "dx": 6, "lineHeight": 15}
    size = FONT_SIZE - 1
    return {
        "data": {"values": [{"x": x, "y": y}]},
        "mark": {**mark, "fontSize": size, "fill": INK, "fontWeight": "normal" if is_last else 600},
        "encoding": {"x": scaled("x", "x"), "y": scaled("y", "y")},
    }


def legend_places(names: Sequence[str]) -> list[tuple[float, int]]:
    """Return where each name of the legend begins, in pixels, and in which row: as many in a row as it has room for."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for name in names:
        width = SWATCH + 6 + len(name) * LETTER_WIDTH
        if x > 0 and x + width > WIDTH - LEFT:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += width + LEGEND_GAP
    return places


def legend_layers(entries: Sequence[tuple[str, str]], places: Sequence[tuple[float, int]]) -> list[Spec]:
    """Return a swatch and a name for each colour, below the columns."""
    layers: list[Spec] = []
    for (name, colour), (x, row) in zip(entries, places, strict=True):
        y = HEIGHT + (row + 1) * LEGEND_ROW
        swatch = {
            "type": "square",
            "size": SWATCH * SWATCH,
            "filled": True,
            "opacity": 1,
            "color": colour,
            "clip": False,
        }
        edge = {"stroke": "#8e8e8e", "strokeWidth": 0.8}
        text = {
            "type": "text",
            "text": name,
            "align": "left",
            "baseline": "middle",
            "fontSize": FONT_SIZE - 1,
            "fill": INK,
        }
        for mark, at in ((swatch | edge, x + SWATCH / 2), (text, x + SWATCH + 6)):
            layers.append({"data": {"values": [{}]}, "mark": mark, "encoding": {"x": {"value": at}, "y": {"value": y}}})
    return layers
