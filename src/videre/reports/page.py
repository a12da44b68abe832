"""A report as HTML: the body for a page of the site, or a file of its own with its style inside."""

import re
from collections.abc import Sequence
from html import escape
from itertools import count
from pathlib import Path
from typing import Final

from videre.disclosure.released import HIDDEN_TEXT
from videre.reports.content import (
    Block,
    Card,
    Cell,
    Fact,
    Facts,
    Grid,
    Heading,
    Items,
    Paragraph,
    Picture,
    Report,
    Section,
    Verdict,
)

NUMBER: Final = "\ufffc"  # where a region's number goes: two with the same caption must be told apart by their names
STYLE: Final = Path(__file__).parent / "style" / "report.css"


def render_html(report: Report) -> bytes:
    """Return a report as an HTML file that needs no other file and asks no network; the same report, the same bytes."""
    style = STYLE.read_text("utf-8")
    return (
        f'<!doctype html>\n<html lang="{report.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<main class="report">\n{render_body(report)}\n</main>\n</body>\n</html>\n'
    ).encode()


def render_body(report: Report) -> str:
    """Return what stands in the report's page: everything escaped but the charts, which are our own SVG."""
    front, labels = report.front, report.labels
    warning = f'<p class="warning"><strong>{escape(front.warning)}</strong></p>' if front.warning else ""
    parts = [(f"part-{place}", part) for place, part in enumerate((*report.first_parts, *report.parts))]
    first, later = parts[: len(report.first_parts)], parts[len(report.first_parts) :]
    links = [("short", labels.short), *((place, part.title) for place, part in first)]
    links += [(name_of(each.number), f"{each.number}. {each.title}") for each in report.sections]
    links += [*((place, part.title) for place, part in later), ("annex", report.annex.title)]
    numbers = count(1)
    body = "\n".join(
        [
            front_of(report),
            facts(front.facts),
            *(f"<p>{escape(note)}</p>" for note in front.notes),
            warning,
            f'<nav aria-label="{escape(front.title)}"><ol class="report-links">'
            + "".join(f'<li><a href="#{place}">{escape(text)}</a></li>' for place, text in links)
            + "</ol></nav>",
            f'<section id="short"><h2>{escape(labels.short)}</h2><p>{escape(labels.short_intro)}</p>',
            *(card(each, report) for each in report.cards),
            "</section>",
            *(part_of(place, each.title, each.blocks) for place, each in first),
            *(section(each, report) for each in report.sections),
            *(part_of(place, each.title, each.blocks) for place, each in later),
            part_of("annex", report.annex.title, report.annex.blocks),
        ]
    )
    return re.sub(NUMBER, lambda _: str(next(numbers)), body)


def front_of(report: Report) -> str:
    """Return whose report it is, about what."""
    front = report.front
    return (
        f'<header class="report-front"><p>{escape(front.municipality)}</p><h1>{escape(front.title)}</h1>'
        f'<p class="report-half">{escape(front.half)}</p>'
        f"<p>{escape(front.strategy)}. {escape(front.vision)}</p></header>"
    )


def name_of(number: int) -> str:
    """Return the name of a point's place in the page."""
    return f"point-{number}"


def card(content: Card, report: Report) -> str:
    """Return a point in short."""
    about = f'<p><strong class="report-value">{signed(content.value)}</strong> {escape(content.about)}</p>'
    official = (Fact(report.labels.official, content.official),) if content.official else ()
    sparkline = f'<div class="report-sparkline">{content.sparkline}</div>' if content.sparkline else ""
    link = f'<a href="#{name_of(content.number)}">{content.number}. {escape(content.title)}</a>'
    return (
        f'<article class="report-card"><h3>{link}</h3>'
        f"{about}{verdict(content.verdict)}{sparkline}{facts((*content.facts, *official))}</article>"
    )


def verdict(content: Verdict) -> str:
    """Return how a point stands, by words: nothing is told by colour alone."""
    return (
        f'<p class="report-verdict {content.standing}"><strong>{escape(content.label)}</strong> '
        f"{escape(content.sentence)}</p>"
    )


def section(content: Section, report: Report) -> str:
    """Return a point in full."""
    blocks = "\n".join(block_of(each) for each in (*content.blocks, *content.background))
    return (
        f'<section id="{name_of(content.number)}"><h2>{content.number}. {escape(content.title)}</h2>'
        f"<p>{escape(report.labels.question)}: {escape(content.question)}</p>"
        f'<p class="report-message">{escape(content.message)}</p>{verdict(content.verdict)}\n{blocks}</section>'
    )


def part_of(place: str, title: str, blocks: Sequence[Block]) -> str:
    """Return what is said across the points."""
    inside = "\n".join(map(block_of, blocks))
    return f'<section id="{place}"><h2>{escape(title)}</h2>\n{inside}</section>'


def block_of(block: Block) -> str:
    """Return one block by its kind."""
    if isinstance(block, Paragraph):
        return f"<p>{escape(block.text)}</p>"
    if isinstance(block, Heading):
        return f"<h3>{escape(block.text)}</h3>"
    if isinstance(block, Items):
        return "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, Facts):
        return facts(block.facts)
    if isinstance(block, Picture):
        caption = escape(block.caption)
        return (
            f'<figure class="report-chart"><figcaption>{caption}</figcaption>'
            f'<div class="report-scroll" role="region" tabindex="0" aria-label="{NUMBER}. {caption}">'
            f"{block.svg}</div></figure>"
        )
    return grid(block)


def facts(content: Sequence[Fact]) -> str:
    """Return named lines; nothing where there is none."""
    lines = "".join(f"<div><dt>{escape(each.name)}</dt><dd>{escape(each.text)}</dd></div>" for each in content)
    return f'<dl class="report-facts">{lines}</dl>' if lines else ""


def grid(content: Grid) -> str:
    """Return a table, scrolled inside its own region where the window is narrow."""
    head = "".join(f'<th scope="col">{written(cell)}</th>' for cell in content.head)
    lines = "".join(
        f'<tr{" class=main" if line.is_main else ""}><th scope="row">{written(line.name)}</th>'
        + "".join(f"<td>{written(cell)}</td>" for cell in line.cells)
        + "</tr>"
        for line in content.lines
    )
    note = f'<p class="report-note">{escape(content.note)}</p>' if content.note else ""
    return (
        f'<div class="report-scroll" role="region" tabindex="0" aria-label="{NUMBER}. {escape(content.caption)}">'
        f'<table class="report-table {content.holds}"><caption>{escape(content.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>{note}"
    )


def written(cell: Cell) -> str:
    """Return a cell with of how many beside it."""
    of = f' <span class="of">{escape(cell.of_text)}</span>' if cell.of_text else ""
    return signed(cell.text) + of


def signed(text: str) -> str:
    """Return a text; the sign of a hidden number is set large enough to be seen."""
    return f'<span class="hidden-sign">{escape(text)}</span>' if text == HIDDEN_TEXT else escape(text)
