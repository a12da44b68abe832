"""The annex: from which registers, how old, by which method, and how anybody inside can check a figure."""

from collections.abc import Mapping, Sequence
from datetime import date

from videre.definitions.files import Text
from videre.disclosure.released import Released
from videre.reports.content import Annex, Block, Cell, Fact, Facts, Grid, Heading, Line, Paragraph
from videre.reports.headlines import Followed
from videre.reports.sentences import period_named
from videre.reports.wording import Wording


def annex_of(followed: Sequence[Followed], registers: Mapping[str, Text], day: date, wording: Wording) -> Annex:
    """Return the annex."""
    tables = {each.measure.name: each.total for each in followed if each.total is not None}
    blocks: list[Block] = [
        Heading(wording.say("heading.words")),
        Facts(tuple(Fact(wording.say(f"word.{name}"), wording.say(f"word.{name}.means")) for name in WORDS)),
        Heading(wording.say("heading.sources")),
        sources_grid(followed, registers, day, wording),
        Heading(wording.say("heading.method")),
        Facts(versions(list(tables.values()), wording)),
        Heading(wording.say("heading.explain")),
        Paragraph(wording.say("explain.how")),
        figures_grid(followed, wording),
    ]
    return Annex(wording.say("annex.title"), tuple(blocks))


WORDS = ("hidden", "none", "unknown", "interval", "cohort", "way")


def sources_grid(followed: Sequence[Followed], registers: Mapping[str, Text], day: date, wording: Wording) -> Grid:
    """Return for each measure its registers, as of when they are known, and the age of the oldest."""
    lines = []
    for each in followed:
        if each.total is not None:
            names = [wording.told(registers.get(name, Text(da=name, en=name))) for name in each.measure.registers]
            oldest = each.total.oldest_source
            age = f"{wording.day(oldest)} ({wording.age(oldest, day)})" if oldest else ""
            cells = (Cell(", ".join(names)), Cell(wording.day(each.total.as_known_at)), Cell(age))
            lines.append(Line(Cell(f"{each.point.number}. {wording.told(each.measure.title)}"), cells))
    head = tuple(Cell(wording.say(f"sources.{name}")) for name in ("measure", "registers", "known", "oldest"))
    return Grid(wording.say("sources.caption"), head, tuple(lines), holds="words", widths=(3, 5, 1.8, 2.4))


def versions(tables: Sequence[Released], wording: Wording) -> tuple[Fact, ...]:
    """Return the versions of data and method that the figures were computed from."""
    stores = dict.fromkeys(table.store_version for table in tables)
    methods = dict.fromkeys(table.method_version for table in tables)
    return (
        Fact(wording.say("version.store"), ", ".join(stores)),
        Fact(wording.say("version.method"), ", ".join(methods)),
    )


def figures_grid(followed: Sequence[Followed], wording: Wording) -> Grid:
    """Return the identity of each figure on the cards, and of the one that it is compared with."""
    lines = []
    for each in followed:
        for row in (each.headline, each.earlier):
            if row is not None and (row is each.headline or row.period != getattr(each.headline, "period", "")):
                cells = (
                    Cell(period_named(row.period, each, wording)),
                    Cell(wording.value(row, row.value)),
                    Cell(row.figure_id),
                )
                lines.append(Line(Cell(f"{each.point.number}. {wording.told(each.measure.title)}"), cells))
    head = tuple(Cell(wording.say(f"explain.{name}")) for name in ("measure", "period", "value", "figure_id"))
    return Grid(wording.say("explain.caption"), head, tuple(lines), holds="words", widths=(4, 2, 1, 2.5))
