"""The record of processing (regulation article 30) as a page, made from definitions and registers."""

from videre.definitions.access import Processed
from videre.definitions.catalogue import Definitions
from videre.definitions.retention import period_of
from videre.registers.catalogue import get_register

PAGE = "docs/reference/record-of-processing.md"


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page by its path from the root."""
    record = definitions.processing_record()
    lines = [
        "# Record of processing (regulation article 30): casework",
        "",
        f"Controller: {record.controller.en}. {record.security.en}",
        "",
        "Recipients: [who may see what](who-may-see-what.md). Made from `definitions/access/record.yaml`; a test holds",
        "it against the tables, so that no field is left out. How long it is kept: [retention](retention.md).",
        "",
        "| table | fields | category | purpose | basis | source | kept |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(row_of(definitions, name, table) for name, table in record.tables.items()),
        "",
        "Tables that are about no young person: "
        + "; ".join(f"{name} ({why.rstrip('.')})" for name, why in record.not_about_persons.items())
        + ".",
        "",
    ]
    return {PAGE: "\n".join(lines)}


def row_of(definitions: Definitions, name: str, table: Processed) -> str:
    """Return a table as a row; what a register or a rule of retention says of itself is taken from there."""
    rule = definitions.retention().find_rule(name)
    kept = period_of(rule, definitions.holding()).en if rule is not None else ""
    said = (table.purpose.en if table.purpose else "", table.basis, table.source, kept)
    if table.register_name:
        register, held = get_register(table.register_name), definitions.holding().registers[table.register_name]
        months = f", {held.months} months back" if held.months else ""
        begins = f"From the {held.from_age}th birthday until" if held.from_age else "Until"
        citation = definitions.access_law().bases[held.basis].citation
        age = f"{begins} the {held.below_age}th birthday{months}. {kept}"
        said = (held.purpose.en, citation, register.source, age)
    return f"| {name} | {', '.join(table.fields)} | {table.category} | {' | '.join(said)} |"
