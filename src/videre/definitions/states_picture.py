"""A state file as a picture: a box a level, in it gaps and activities with their years, and what completing leads to.

Within a box one goes from anything to anything: on to the next year, into another activity, or out of it. Lines lead
from an activity to the level that completing it gives, so only what changes the level is drawn.
"""

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from videre.definitions.state_space import StateSpace, steps

BOX_WIDTH, COLUMN_WIDTH, ROW, MARGIN, CELL = 340, 460, 20, 20, 16
INK, QUIET, PAPER, GAP, COURSE, LINES = "#1a1a1a", "#8e8e8e", "#f4f4f4", "#dcdcdc", "#c6dbef", ("#08519c", "#a63603")
FONT = 'font-family="IBM Plex Sans, system-ui, sans-serif"'


class Row(NamedTuple):
    """One line of a box: what it is called, how many years it has, its colour, and to which levels it leads."""

    text: str
    n_years: int
    colour: str
    leads_to: tuple[str, ...]


class Box(NamedTuple):
    """One level: its title, where its upper left corner lies, its lines, and its level for those who go on."""

    title: str
    x: int
    y: int
    rows: tuple[Row, ...]
    then: str | None

    @property
    def height(self) -> int:
        return (len(self.rows) + 1) * ROW + 10

    def y_of(self, place: int) -> int:
        """Return the middle of a line, the title being line -1."""
        return self.y + (place + 1) * ROW + ROW // 2 + 3


def draw_states(space: StateSpace) -> str:
    """Return the picture of a state file as SVG, in Danish; the page beside it has the same as a table."""
    boxes = lay_out(space)
    width = max(box.x for box in boxes.values()) + BOX_WIDTH + 4 * MARGIN
    height = max(box.y + box.height for box in boxes.values()) + MARGIN
    title = escape(space.file.title.da)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" aria-label="{title}">',
        f"<title>{title}</title>",
        *(line for box in boxes.values() for line in draw_lines(box, boxes)),
        *(part for box in boxes.values() for part in draw_box(box)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def lay_out(space: StateSpace) -> dict[str, Box]:
    """Return a box a level: further right the more must be completed to stand there, under each other within that."""
    depths = depths_of(space)
    below = dict.fromkeys(depths.values(), MARGIN)
    boxes = {}
    for level, about in space.file.levels.items():
        column = depths[level]
        box = Box(
            about.title.da, MARGIN + column * COLUMN_WIDTH, below[column], tuple(rows_of(space, level)), about.then
        )
        boxes[level] = box
        below[column] += box.height + MARGIN
    return boxes


def depths_of(space: StateSpace) -> dict[str, int]:
    """Return how many completions each level lies from the first."""
    depths = {space.first_level: 0}
    waiting = [space.first_level]
    while waiting:
        level = waiting.pop(0)
        about = space.file.levels[level]
        further = [(about.then, depths[level])] if about.then else []
        for activity in space.file.activities.values():
            if level in activity.at:
                further += [(activity.level_completed(level, kind), depths[level] + 1) for kind in activity.codes()]
        for to, depth in further:
            if to not in depths:
                depths[to] = depth
                waiting.append(to)
    return depths


def rows_of(space: StateSpace, level: str) -> Iterator[Row]:
    """Yield the lines of a level's box: its gaps, then its activities."""
    for sort, gap in space.file.levels[level].gaps.items():
        first = next(steps(level, None, sort, gap.years))
        yield Row(space.title(first).da.partition(", 1. år")[0] if gap.title else "Ikke i gang", gap.years, GAP, ())
    for activity in space.file.activities.values():
        if level in activity.at:
            gives = {activity.level_completed(level, kind) for kind in activity.codes()} - {level}
            yield Row(activity.title.da, activity.years, COURSE, tuple(sorted(gives)))


def draw_box(box: Box) -> Iterator[str]:
    """Yield the parts of a box."""
    size = f'width="{BOX_WIDTH}" height="{box.height}"'
    yield f'<rect x="{box.x}" y="{box.y}" {size} rx="4" fill="{PAPER}" stroke="{QUIET}"/>'
    yield text(box.x + 8, box.y_of(-1), box.title, 'font-weight="600"')
    for place, row in enumerate(box.rows):
        yield text(box.x + 8, box.y_of(place), row.text)
        for year in range(row.n_years):
            x = box.x + BOX_WIDTH - (row.n_years - year) * (CELL + 2) - 6
            y = box.y_of(place) - CELL // 2 - 3
            yield f'<rect x="{x}" y="{y}" width="{CELL}" height="{CELL}" rx="2" fill="{row.colour}"/>'
            sign = f"{year + 1}+" if year == row.n_years - 1 and row.n_years > 1 else str(year + 1)
            yield text(x + CELL // 2, box.y_of(place), sign, 'text-anchor="middle"', size=9)


def text(x: int, y: int, words: str, more: str = "", size: int = 12) -> str:
    """Return words at a place."""
    return f'<text x="{x}" y="{y}" {FONT} font-size="{size}" fill="{INK}" {more}>{escape(words)}</text>'.replace(
        " >", ">"
    )


def draw_lines(box: Box, boxes: dict[str, Box]) -> Iterator[str]:
    """Yield a curve from each activity to the levels that it gives, and a dashed one to where one goes on."""
    for place, row in enumerate(box.rows):
        for to in row.leads_to:
            yield curve(box.x + BOX_WIDTH, box.y_of(place) - 4, boxes[to], LINES[0], "")
    if box.then:
        yield curve(box.x + BOX_WIDTH, box.y_of(-1) - 4, boxes[box.then], LINES[1], ' stroke-dasharray="4 3"')


def curve(x: int, y: int, to: Box, colour: str, dashes: str) -> str:
    """Return a curve from a point to a box: to its left side from a column before, to its right side within one."""
    end_y = to.y_of(-1) - 4
    is_beside = to.x < x
    end_x, bend = (to.x + BOX_WIDTH, x + 60) if is_beside else (to.x, (x + to.x) // 2)
    path = f"M{x} {y} C{bend} {y} {bend} {end_y} {end_x} {end_y}"
    return f'<path d="{path}" fill="none" stroke="{colour}" stroke-opacity="0.6"{dashes}/>'
