"""The strategy as its temple: vision, principles, focus areas and foundation, in the reader's language."""

from dataclasses import dataclass

from django.urls import reverse

from videre.definitions.strategy import FocusArea, Statement, Strategy
from videre.web.languages import told


@dataclass(frozen=True)
class Link:
    """An initiative, and the page that says how it stands."""

    text: str
    href: str


@dataclass(frozen=True)
class Stone:
    """One part of the temple: what is drawn, and what is read."""

    label: str
    text: str
    number: int = 0
    initiatives: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Temple:
    """A strategy, drawn from the roof down."""

    vision: Stone
    principles: tuple[Stone, ...]
    focus_areas: tuple[Stone, ...]
    foundation: tuple[Stone, ...]


def make_temple(strategy: Strategy) -> Temple:
    """Return a strategy as a temple."""
    return Temple(
        vision=stone(strategy.vision),
        principles=tuple(stone(each, each.number) for each in strategy.principles),
        focus_areas=tuple(pillar(each) for each in strategy.focus_areas),
        foundation=tuple(stone(each) for each in strategy.foundation),
    )


def stone(statement: Statement, number: int = 0) -> Stone:
    """Return a statement as a stone."""
    return Stone(told(statement.label), told(statement.text), number)


def pillar(area: FocusArea) -> Stone:
    """Return a focus area with its initiatives."""
    initiatives = tuple(
        Link(f"{each.number} {told(each.title)}", reverse("steering:initiative", args=[each.number]))
        for each in area.initiatives
    )
    return Stone(told(area.label), told(area.text), area.number, initiatives)
