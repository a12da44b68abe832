"""A report as plain text, so that a person can read what the golden files hold."""

from collections.abc import Iterator

from videre.reports.content import Block, Cell, Facts, Grid, Items, Picture, Report


def as_text(report: Report) -> str:
    """Return what a report says, without its charts and without how each measure is counted.

    That is in the words of the definitions, which may be mended without anybody looking here.
    """
    return "\n".join(lines_of(report)).replace("\u00a0", " ") + "\n"


def lines_of(report: Report) -> Iterator[str]:
    front = report.front
    yield f"# {report.title}"
    yield from (front.municipality, front.half, front.strategy, front.vision, front.warning)
    yield from (f"{fact.name}: {fact.text}" for fact in front.facts)
    yield from front.notes
    for card in report.cards:
        yield f"\n[{card.number}] {card.title}: {card.value} {card.about}"
        yield f"{card.verdict.label} ({card.verdict.standing}). {card.verdict.sentence}"
        yield from (f"{fact.name}: {fact.text}" for fact in card.facts)
        yield f"{report.labels.official}: {card.official or '-'}"
    for part in report.first_parts:
        yield f"\n## {part.title}"
        for block in part.blocks:
            yield from lines_of_block(block)
    for section in report.sections:
        yield from (f"\n## {section.number}. {section.title}", section.question, section.message)
        yield f"{section.verdict.label}. {section.verdict.sentence}"
        for block in section.blocks:
            yield from lines_of_block(block)
    for part in report.parts:
        if part is not report.parts[1]:  # caveats, in the words of the definitions
            yield f"\n## {part.title}"
            for block in part.blocks:
                yield from lines_of_block(block)
    yield f"\n## {report.annex.title}"
    for block in report.annex.blocks:
        yield from lines_of_block(block)


def lines_of_block(block: Block) -> Iterator[str]:
    if isinstance(block, Facts):
        yield from (f"{fact.name}: {fact.text}" for fact in block.facts)
    elif isinstance(block, Items):
        yield from (f"* {item}" for item in block.items)
    elif isinstance(block, Picture):
        yield f"<{block.caption} / {block.alternative}>"
    elif isinstance(block, Grid):
        yield f"[{block.caption}]"
        yield " | ".join(map(written, block.head))
        yield from (" | ".join(map(written, (line.name, *line.cells))) for line in block.lines)
        if block.note:
            yield block.note
    else:
        yield f"\n### {block.text}" if block.kind == "heading" else block.text


def written(cell: Cell) -> str:
    return f"{cell.text} {cell.of_text}".strip()
