"""The manual's pages of registers and rules, made from the schemas by `scripts/manual`; a test finds drift."""

from videre.registers.catalogue import REGISTERS
from videre.registers.quality.catalogue import QUALITY_RULES
from videre.registers.rules.catalogue import OWN_RULES, RULES
from videre.registers.rules.rule import Rule
from videre.registers.schema import Column, Delivery, Privacy, Register, ValueType
from videre.registers.stored import HASHED, stored_name

FOLDER = "docs/reference/registers"
WRITTEN = {
    ValueType.CPR: "ten digits, hyphen allowed",
    ValueType.CPR_LIST: "CPR numbers with a space between",
    ValueType.COMPANY: "eight digits",
    ValueType.OPAQUE: "the sender's own number",
    ValueType.TEXT: "text",
    ValueType.CODE: "a code",
    ValueType.DATE: "`2014-01-31`",
    ValueType.MONTH: "`2014-01`",
    ValueType.SCHOOL_YEAR: "`2013/14`",
    ValueType.INTEGER: "a whole number",
    ValueType.IDENTIFIER: "a public number, zeros in front or not",
    ValueType.DECIMAL: "a number, `37.5`",
    ValueType.BOOLEAN: "`true` or `false`",
}
DELIVERED = {
    Delivery.SNAPSHOT: "The file is everything that its sender knows (snapshot).",
    Delivery.INCREMENT: "The file is what is new, changed or confirmed (increment).",
    Delivery.EVENT: "Events, as they happen.",
}


def list_pages() -> dict[str, str]:
    """Return the text of each page by its path from the root of the repository."""
    pages = {f"{FOLDER}/{name}.md": register_page(register) for name, register in REGISTERS.items()}
    return {f"{FOLDER}/README.md": overview_page(), **pages}


def overview_page() -> str:
    """Return the page that lists all registers, and the rules that are asked of each."""
    rows = [
        f"| [`{name}`]({name}.md) | {register.title.da} · {register.title.en} | {register.row_is.en} | "
        f"{register.delivery} | {register.rhythm.name.lower()} |"
        for name, register in REGISTERS.items()
    ]
    return OVERVIEW.format(rows="\n".join(rows), rules="\n".join(rule_lines(RULES)))


OVERVIEW = """# Registers

Made by `scripts/manual` from `src/videre/registers`; do not edit. In the order in which a home is best filled.

| register | | one row is | delivery | rhythm |
|---|---|---|---|---|
{rows}

Every file may also say `reported` (the day on which the sender said so; else `--reported` says it for the whole file)
and `withdrawn` (`true`: the row takes back its key).

## Rules asked of every register

{rules}
"""


def register_page(register: Register) -> str:
    """Return the page of one register."""
    return REGISTER.format(
        name=register.name,
        title=f"{register.title.da} · {register.title.en}",
        row_is=f"{register.row_is.en} ({register.row_is.da})",
        key=", ".join(f"`{column.name}`" for column in register.key),
        delivery=f"{DELIVERED[register.delivery]} Expected {register.rhythm.name.lower()}.",
        correction=register.correction.en,
        source=register.source,
        legal_basis=register.legal_basis,
        columns="\n".join(column_row(column, register.privacy) for column in register.columns),
        codes="\n".join(code_lines(register)),
        rules="\n".join([*rule_lines(OWN_RULES.get(register.name, ())), RULES_FOR_ALL, store_rules_line(register)]),
    )


RULES_FOR_ALL = "- Those [for every register](README.md#rules-asked-of-every-register)."
REGISTER = """# `{name}`: {title}

Made by `scripts/manual` from `src/videre/registers/{name}/schema.py`; do not edit. In words for the data manager:
[README](../../../src/videre/registers/{name}/README.md).

- One row is: {row_is}.
- Natural key: {key}.
- {delivery}
- {correction}
- Source: {source}.
- Legal basis: {legal_basis}. This is our reading, and needs a lawyer's word before it is relied on.

| column | says | written | required | in the store | about a person |
|---|---|---|---|---|---|
{columns}

## Codes

{codes}

## Rules

{rules}
"""


def column_row(column: Column, privacy: Privacy) -> str:
    """Return a column as a row of the page's table."""
    written = WRITTEN[column.type] + (f", {column.unit}" if column.unit else "")
    if column.refers_to is not None:
        written += f", of [`{column.refers_to}`]({column.refers_to}.md)"
    required = ["yes"] * column.required + ["key"] * column.is_key
    own = "; ".join(text for text in (column.source, column.legal_basis) if text is not None)
    about = str(column.privacy or privacy) + (f" ({own})" if own else "")
    cells = (f"`{column.name}`", f"{column.title.da} · {column.title.en}", written, ", ".join(required))
    return "| " + " | ".join((*cells, kept_as(column), about)) + " |"


def kept_as(column: Column) -> str:
    """Return what the store keeps of a column."""
    if not column.is_kept:
        return "no"
    return f"hash, as `{stored_name(column)}`" if column.type in HASHED else "yes"


def code_lines(register: Register) -> list[str]:
    """Return the code lists of a register."""
    lists = [column for column in register.columns if column.codes]
    return [f"- `{column.name}`: " + ", ".join(f"`{code}`" for code in column.codes) for column in lists] or ["None."]


def store_rules_line(register: Register) -> str:
    """Return the rules that `videre check` asks of a register's rows, by their codes."""
    codes = ", ".join(f"`{rule.code}`" for rule in QUALITY_RULES if register.name in rule.registers)
    return f"- Asked of the store by `videre check` ([what they say](../data-quality-rules.md)): {codes}."


def rule_lines(rules: tuple[Rule, ...]) -> list[str]:
    """Return rules as a list: code, what becomes of the row, and how to mend it in both languages."""
    words = {name: f"‹{name}›" for name in ("column", "register", "refers_to", "key")}
    said = [(rule, rule.explanation.da.format(**words), rule.explanation.en.format(**words)) for rule in rules]
    return [f"- `{rule.code}` ({rule.severity}): {da} · {en}" for rule, da, en in said]
