"""Where the newest cohort is heading, as parts of the page of completion, in the words of the half-year report."""

from dataclasses import dataclass
from typing import Final

from videre.reports.content import Block, Grid, Picture
from videre.reports.projected import Looked, project_words
from videre.reports.wording import Wording
from videre.web.languages import DANISH, current_language

CHART_WIDTH: Final = 560  # two charts stand beside each other on a wide screen
MOST_LINES: Final = 9  # a longer table, and one that repeats a chart, is opened by whoever wants it


@dataclass(frozen=True)
class Item:
    """A block, and whether it is folded away until it is asked for."""

    block: Block
    is_folded: bool = False


@dataclass(frozen=True)
class Part:
    """One part: the name in its address, its title, and what stands in it."""

    key: str
    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ProjectedPage:
    """The parts of the projection, in order; `pair` stand beside each other where there is room.

    rules: what was done to protect persons. tables: the names of the tables that they show, to be taken along.
    """

    before: tuple[Part, ...]
    pair: tuple[Part, ...]
    after: tuple[Part, ...]
    rules: tuple[str, ...]
    tables: tuple[str, ...]

    @property
    def parts(self) -> tuple[Part, ...]:
        """Return all parts in the order in which they are read."""
        return (*self.before, *self.pair, *self.after)


def make_projected(looked: Looked) -> ProjectedPage | None:
    """Return the parts of the projection of which something is released; None where nothing is."""
    wording = Wording("da" if current_language() == DANISH else "en")
    words = project_words(looked, wording, in_full=True, width=CHART_WIDTH)

    def parts(*keys: str) -> tuple[Part, ...]:
        blocks = {key: getattr(words, key) for key in keys}
        return tuple(
            Part(key, wording.say(f"heading.{key}"), items_of(found)) for key, found in blocks.items() if found
        )

    rules = tuple(dict.fromkeys(table.rule.get(wording.language, "") for table in looked.tables.values()))
    page = ProjectedPage(
        parts("why"), parts("fan", "hindsight"), parts("profile", "beside"), rules, tuple(looked.tables)
    )
    return page if page.parts else None


def items_of(blocks: tuple[Block, ...]) -> tuple[Item, ...]:
    """Return blocks, with long tables and those that repeat the chart before them folded."""
    items: list[Item] = []
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        repeats = isinstance(before, Picture) and isinstance(block, Grid) and before.caption == block.caption
        items.append(Item(block, isinstance(block, Grid) and (repeats or len(block.lines) > MOST_LINES)))
    return tuple(items)
