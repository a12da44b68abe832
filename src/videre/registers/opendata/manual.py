"""The manual's page of open data, made from the definitions by `scripts/manual`; a test finds drift."""

from videre.definitions.catalogue import Definitions
from videre.definitions.opendata import Axis, OpenTable
from videre.registers.opendata.access_keys import WANTS_KEY
from videre.registers.opendata.addresses import DOORS
from videre.registers.opendata.answers import TERMS

PATH = "docs/reference/open-data.md"
PAGE = """# Åbne data · Open data

<!-- Made from src/videre/definitions/opendata/*.yaml by scripts/manual: edit those files, not this one. -->

What `videre fetch` asks for, and which official figures come of it. How to do it:
[fetch open data](../how-to/fetch-open-data.md).

## Kilder · Sources

| source | asked at | key | credit | licence |
| --- | --- | --- | --- | --- |
{sources}

## Steder · Places compared

{places}

Statistics Denmark's number of each is checked against the source's own names each time something is fetched. The
home's own municipality is always among them. A home lays its own `definitions/places/compared.yaml` over this one.

## Tabeller · Tables

{tables}
"""


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page of open data, by its path from the root of the repository."""
    places = definitions.places("compared")
    named = [f"{name} ({number})" for number, name in places.municipalities.items()]
    text = PAGE.format(
        sources="\n".join(source_row(source) for source in DOORS),
        places=f"{places.title.da} · {places.title.en}: {', '.join([places.country, *named])}.",
        tables="\n\n".join(table_section(table) for table in definitions.list_open_tables()),
    )
    return {PATH: text}


def source_row(source: str) -> str:
    """Return a source as a row of the page's table."""
    (door, terms) = next((DOORS[name], TERMS[name]) for name in DOORS if name == source)
    key = "yes" if source in WANTS_KEY else "none"
    credit = terms.credit.format(table="…", day="…")
    return f"| `{source}` | {door.address} | {key} | {credit} | {terms.licence} |"


def table_section(table: OpenTable) -> str:
    """Return a table as a section of the page."""
    groups = [f"`{name}` ({', '.join(words_of(axis))})" for name, axis in table.groups.items()]
    newest = "" if table.time.newest is None else f", the {table.time.newest} newest"
    shares = [f"`{name}` of `{whole}`" for name, whole in table.share_of.items()]
    beside = ", ".join(f"[`{name}`](measures/{name}.md)" for name in table.beside)
    facts = [
        f"`{table.source}`, {table.table}",
        "indicators: " + ", ".join(f"`{name}`" for name in table.indicators),
        f"period: {table.time.form.replace('_', ' ')}{newest}",
        f"places: the source's `{table.area.axis}`",
        "groups: " + ("; ".join(groups) or "none"),
        "shares: " + ("; ".join(shares) or "none"),
        f"shown beside: {beside or 'nothing; they are denominators'}",
    ]
    lines = "\n".join(f"- {fact}" for fact in facts)
    return f"### `{table.name}`\n\n{table.title.da} · {table.title.en}\n\n{table.note.da}\n\n{table.note.en}\n\n{lines}"


def words_of(axis: Axis) -> list[str]:
    """Return our words for the codes of an axis, `all` for all together."""
    return [axis.word(code) or "all" for code in axis.codes]
