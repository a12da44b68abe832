"""The profile figure: what a cohort begins first, completes and ends with, a column each and bands between them.

Drawn by hand, since no grammar of charts has boxes with their names inside. Everything is named where it stands, and
what comes to nothing is dashed, so that it can be read without colours.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, NamedTuple

from videre.disclosure.released import Released
from videre.reports.charts.drawing import FONT, INK, QUIET_INK
from videre.reports.charts.points import spread
from videre.reports.charts.stacks import percent

WIDTH, HEIGHT, TOP = 920, 470, 40
GAP: Final = 9.0
LABEL_GAP: Final = 18.0
LOWEST_HIDDEN: Final = 17.0  # nothing flows to or from what is hidden, so it may be high enough for its name
THINNEST_NAMED: Final = 17.0  # a thinner band has no room for its share
HIDDEN, ANY = "hidden", "any"
NOTHING: Final = ("first_none", "completed_none", "ends_none")
COLOURS: Final[Mapping[str, tuple[str, str]]] = {  # the bar and the bands; the box
    "gymnasial": ("#2171b5", "#e3eef8"),
    "vocational": ("#a63603", "#fae6dc"),
    "stu": ("#006d2c", "#e0f0e6"),
    "unseen": ("#6b6b6b", "#f0f0f0"),
    "none": ("#454545", "#ffffff"),
    "short": ("#54278f", "#ece6f4"),
    "medium": ("#54278f", "#ece6f4"),
    "bachelor": ("#54278f", "#ece6f4"),
    "long": ("#54278f", "#ece6f4"),
    HIDDEN: ("#8e8e8e", "#ededed"),
    ANY: ("#08306b", "#dbe4f0"),
}


class Column(NamedTuple):
    """A column: its head, where it begins and how wide it is, and its places in order from the top."""

    head: str
    left: float
    width: float
    places: Sequence[str]


class Box(NamedTuple):
    """A place in a column: from where to where, and its share; None for what is hidden."""

    top: float
    bottom: float
    share: float | None


PLACES: Final[tuple[tuple[float, float, tuple[str, ...]], ...]] = (
    (0.0, 96.0, (ANY,)),
    (184.0, 196.0, ("first_gymnasial", "first_vocational", "first_stu", "first_unseen", "first_none")),
    (462.0, 176.0, ("completed_gymnasial", "completed_vocational", "completed_stu", "completed_none")),
    (710.0, 210.0, ("ends_long", "ends_medium", "ends_bachelor", "ends_short", "ends_gymnasial", "ends_vocational",
                    "ends_stu", "ends_none")),
)  # fmt: skip


def draw_profile(
    table: Released, period: str, heads: Sequence[str], names: Mapping[str, str], description: str, language: str
) -> str:
    """Return a cohort's profile figure as SVG.

    Args:
        table: shares of the whole cohort by `from` and `to`. What is hidden has no band; in its column it is one box.
        period: the cohort. heads: names of the four columns. names: of all places, and of `hidden`.
        description: alternative text; language: `da` or `en`.
    """
    shares = shares_of(table, period)
    columns = [Column(head, *place) for head, place in zip(heads, PLACES, strict=True)]
    hidden = hidden_places(table, period)
    boxes = [boxes_of(column, shares, hidden) for column in columns]
    parts = [part for number in range(3) for part in draw_bands(columns, boxes, number, shares, language)]
    for column, of_column in zip(columns, boxes, strict=True):
        parts += draw_column(column, of_column, names, language)
    height = TOP + HEIGHT + 8
    body = "".join(parts)
    mark = hashlib.sha256(body.encode()).hexdigest()[:8]
    hatch = (
        f'<defs><pattern id="{mark}-none" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="#f4f4f4"/>'
        f'<rect width="2" height="7" fill="#9a9a9a"/></pattern></defs>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(description)}" '
        f'viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" font-family="{FONT}">'
        f"{hatch}{body.replace('url(#none)', f'url(#{mark}-none)')}</svg>"
    )


def shares_of(table: Released, period: str) -> dict[tuple[str, str], float]:
    """Return the shares of a cohort that may be shown, by where from and where to; the cohort itself is everybody."""
    shown = {
        (row.breakdown["from"], row.breakdown["to"]): row.value
        for row in table.rows
        if row.period == period and row.value
    }
    return {**shown, (ANY, ANY): 1.0}


def hidden_places(table: Released, period: str) -> frozenset[str]:
    """Return the places of a cohort whose share is hidden."""
    return frozenset(
        row.breakdown["to"]
        for row in table.rows
        if row.period == period and row.is_hidden and row.breakdown["from"] == ANY
    )


def boxes_of(
    column: Column, shares: Mapping[tuple[str, str], float], hidden: frozenset[str] = frozenset()
) -> dict[str, Box]:
    """Return a column's boxes, together as high as the figure; what is hidden is one more, at the bottom.

    Whether anything is hidden is no matter of what is left over: rounded shares add up to 99 or 101 by themselves.
    """
    sizes = {place: shares[ANY, place] for place in column.places if (ANY, place) in shares}
    rest = max(1.0 - sum(sizes.values()), 0.0)
    is_hidden = not hidden.isdisjoint(column.places)
    shares_of_boxes = {**sizes, HIDDEN: rest} if is_hidden else sizes
    room = HEIGHT - GAP * (len(shares_of_boxes) - 1)
    heights = {place: size * room / max(sum(shares_of_boxes.values()), 1e-9) for place, size in shares_of_boxes.items()}
    if is_hidden and heights[HIDDEN] < LOWEST_HIDDEN:
        scale = (room - LOWEST_HIDDEN) / max(room - heights[HIDDEN], 1e-9)
        heights = {place: height * scale for place, height in heights.items()} | {HIDDEN: LOWEST_HIDDEN}
    boxes, top = {}, float(TOP)
    for place, height in heights.items():
        boxes[place] = Box(top, top + height, sizes.get(place))
        top += height + GAP
    return boxes


def draw_bands(
    columns: Sequence[Column],
    boxes: Sequence[Mapping[str, Box]],
    number: int,
    shares: Mapping[tuple[str, str], float],
    language: str,
) -> list[str]:
    """Return the bands from one column to the next, in the order of both, dashed where they come to nothing."""
    before, after = boxes[number], boxes[number + 1]
    left = columns[number].left + columns[number].width
    right = columns[number + 1].left
    used_before: dict[str, float] = defaultdict(float)
    used_after: dict[str, float] = defaultdict(float)
    parts, labels = [], []
    for came_from, start in before.items():
        for came_to, end in after.items():
            share = shares.get((came_from, came_to))
            if share is None or start.share is None or end.share is None:
                continue
            thick = [(box.bottom - box.top) * min(share / max(box.share or share, share), 1.0) for box in (start, end)]
            y1 = min(start.top + used_before[came_from], start.bottom - thick[0])
            y2 = min(end.top + used_after[came_to], end.bottom - thick[1])
            used_before[came_from] += thick[0]
            used_after[came_to] += thick[1]
            parts.append(band((left, y1, thick[0]), (right, y2, thick[1]), came_from, came_to))
            if min(thick) >= THINNEST_NAMED and number > 0:
                y = (y1 + y2 + (thick[0] + thick[1]) / 2) / 2
                labels.append(words((left + right) / 2, y, percent(share, language), anchor="middle", bold=True))
    return parts + labels


def band(start: tuple[float, float, float], end: tuple[float, float, float], came_from: str, came_to: str) -> str:
    """Return one band from (x, top, thickness) to (x, top, thickness)."""
    (x1, y1, t1), (x2, y2, t2) = start, end
    middle = (x1 + x2) / 2
    path = (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}V{y2 + t2:.1f}"
        f"C{middle:.1f} {y2 + t2:.1f} {middle:.1f} {y1 + t1:.1f} {x1:.1f} {y1 + t1:.1f}Z"
    )
    if came_to in NOTHING:
        return f'<path d="{path}" fill="url(#none)" stroke="#454545" stroke-width="0.8" stroke-dasharray="4 3"/>'
    sort = came_to if came_from == ANY else came_from
    colour = COLOURS[sort.partition("_")[2] or sort][0]
    return f'<path d="{path}" fill="{colour}" fill-opacity="0.34" stroke="{colour}" stroke-width="0.6"/>'


def draw_column(column: Column, boxes: Mapping[str, Box], names: Mapping[str, str], language: str) -> list[str]:
    """Return a column's head and boxes, each with its name and share inside; those of thin boxes are moved apart."""
    parts = [words(column.left, TOP - 18, column.head, bold=True, has_rim=False)]
    for place, box in boxes.items():
        colour, paper = COLOURS[place.partition("_")[2] or place]
        size = f'y="{box.top:.1f}" height="{max(box.bottom - box.top, 1.5):.1f}"'
        dashes = ' stroke-dasharray="4 3"' if place in NOTHING or place == HIDDEN else ""
        parts.append(
            f'<rect x="{column.left:.1f}" width="{column.width:.1f}" {size} fill="{paper}" stroke="{colour}"'
            f' stroke-width="1"{dashes}/><rect x="{column.left:.1f}" width="6" {size} fill="{colour}"/>'
        )
    middles = [(box.top + box.bottom) / 2 for box in boxes.values()]
    apart = spread(middles, LABEL_GAP, TOP + LABEL_GAP / 2, TOP + HEIGHT - LABEL_GAP / 2)
    for (place, box), y in zip(boxes.items(), apart, strict=True):
        share = f"\u00a0{percent(box.share, language)}" if box.share is not None and place != ANY else ""
        parts.append(words(column.left + 13, y, names[place], more=share, is_quiet=place == HIDDEN))
    return parts


def words(
    x: float,
    y: float,
    text: str,
    *,
    more: str = "",
    anchor: str = "start",
    bold: bool = False,
    has_rim: bool = True,
    is_quiet: bool = False,
) -> str:
    """Return words at a place, `more` of them bold; a rim of white keeps them readable on bands and edges."""
    rim = ' stroke="#ffffff" stroke-width="3" stroke-opacity="0.75" paint-order="stroke"' if has_rim else ""
    weight = "600" if bold else "400"
    strong = f'<tspan font-weight="600">{escape(more)}</tspan>' if more else ""
    colour = QUIET_INK if is_quiet else INK
    return (
        f'<text x="{x:.1f}" y="{y + 4.5:.1f}" font-size="13" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="{anchor}"{rim}>'
        f"{escape(text)}{strong}</text>"
    )
