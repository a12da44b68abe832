"""What a report says, in no form yet: plain values that a PDF, a page or a Word file can be made of.

Everything is text in the reader's language or a finished SVG. No number stands here that was not in a released table.
"""

from dataclasses import dataclass
from typing import Literal

Standing = Literal["met", "on_way", "behind", "unsure", "none"]


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Heading:
    """A heading inside a section."""

    text: str
    kind: Literal["heading"] = "heading"


@dataclass(frozen=True)
class Items:
    """Sentences that belong beside each other, in no order."""

    items: tuple[str, ...]
    kind: Literal["items"] = "items"


@dataclass(frozen=True)
class Fact:
    """A named line."""

    name: str
    text: str


@dataclass(frozen=True)
class Facts:
    """Named lines under each other."""

    facts: tuple[Fact, ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Picture:
    """A chart: SVG, a caption that says what it shows, and the text that stands in for it.

    `is_main` marks the one that a section is about.
    """

    caption: str
    svg: str
    alternative: str
    is_main: bool = False
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True)
class Cell:
    """A number as it is written, and of how many."""

    text: str
    of_text: str = ""


@dataclass(frozen=True)
class Line:
    """A row of a table: its name and its numbers. `is_main` marks the row that the section is about."""

    name: Cell
    cells: tuple[Cell, ...]
    is_main: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: its caption, the names of its columns (the first is that of the rows' names), its rows, and a note.

    Shares of the same persons say of how many once: in the head of their column, or with the name of their row.
    `holds` tells whether cells are numbers, set to the right, or words; `widths` how wide columns are to each other.
    """

    caption: str
    head: tuple[Cell, ...]
    lines: tuple[Line, ...]
    note: str = ""
    holds: Literal["numbers", "words"] = "numbers"
    widths: tuple[float, ...] = ()
    kind: Literal["grid"] = "grid"


Block = Paragraph | Heading | Items | Facts | Picture | Grid


@dataclass(frozen=True)
class Verdict:
    """How a point stands against its target: a word or two, and the sentence that says it whole."""

    standing: Standing
    label: str
    sentence: str


@dataclass(frozen=True)
class Card:
    """A measurement point in short. `value` is empty where nothing has been released."""

    number: int
    title: str
    value: str
    about: str
    verdict: Verdict
    facts: tuple[Fact, ...]
    official: str = ""
    sparkline: str = ""
    sparkline_alternative: str = ""


@dataclass(frozen=True)
class Section:
    """A measurement point in full: its question, its message in a sentence, and what there is to show.

    `background` is how it is counted, what to beware of, and what is hidden: for whoever looks closer.
    """

    number: int
    title: str
    question: str
    message: str
    verdict: Verdict
    blocks: tuple[Block, ...]
    background: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Annex:
    """What stands behind the figures."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Part:
    """What is said across the points: what moved, the initiatives, decisions, what to trust, further measures."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Front:
    """The front page. `warning` is empty, or says that the people are made up."""

    municipality: str
    title: str
    half: str
    strategy: str
    vision: str
    facts: tuple[Fact, ...]
    notes: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True)
class Labels:
    """The words of the frame: page numbers, and what refers to another page."""

    page: str
    of_pages: str
    see_page: str
    question: str
    official: str
    short: str
    short_intro: str
    figure: str
    table: str
    leaflet_title: str
    leaflet_intro: str
    leaflet_more: str


@dataclass(frozen=True)
class Report:
    """A half-year report. `day` is the ISO date on which it was written.

    first_parts stand between the cards and the sections, parts between the sections and the annex.
    """

    language: Literal["da", "en"]
    title: str
    author: str
    day: str
    front: Front
    cards: tuple[Card, ...]
    sections: tuple[Section, ...]
    annex: Annex
    labels: Labels
    first_parts: tuple[Part, ...] = ()
    parts: tuple[Part, ...] = ()
