"""The manual's page of all rules, made from the rules themselves; `scripts/manual` writes it."""

from collections.abc import Iterable

from videre.definitions.catalogue import Definitions
from videre.definitions.files import Text
from videre.registers.catalogue import REGISTERS
from videre.registers.quality.catalogue import QUALITY_RULES
from videre.registers.quality.feeds import usual_rhythm
from videre.registers.rules.catalogue import OWN_RULES, RULES

PATH = "docs/reference/data-quality-rules.md"


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the text of the page by its path from the root of the repository."""
    n_import = len(RULES) + sum(len(rules) for rules in OWN_RULES.values())
    return {
        PATH: PAGE.format(
            n_store=len(QUALITY_RULES),
            n_import=n_import,
            store="\n".join(row(rule.code, rule.severity, rule.registers, rule.explanation) for rule in QUALITY_RULES),
            at_import="\n".join(import_rows()),
            rhythms="\n".join(rhythm_rows(definitions)),
            registers="\n".join(register_rows(definitions)),
        )
    }


PAGE = """# Rules of data quality

Made by `scripts/manual` from `src/videre/registers`; do not edit. How to use them:
[Check the data](../how-to/check-the-data.md).

- `set_aside`: the row is not taken; its sender mends it and sends it again.
- `wrong`: the row is taken, and cannot be true, or leaves somebody out of a figure, or in it.
- `doubtful`: the row is taken, and may be right; whoever knows should look.

‹column› is the column as the sender's file calls it.

## Asked of the store by `videre check` ({n_store})

Within a register and across registers, of what counts on a day.

| code | severity | registers | what is wrong and how to mend it |
|---|---|---|---|
{store}

## Asked of each row when a file is imported ({n_import})

| code | severity | registers | what is wrong and how to mend it |
|---|---|---|---|
{at_import}

## When a delivery is late

From `definitions/feeds/rhythms.yaml`; a municipality lays its own file over it. A delivery is late from the day after
the longest time between two and the grace have passed since the last one.

| rhythm | longest time between two (days) | grace (days) |
|---|---|---|
{rhythms}

| register | expected | nothing more from |
|---|---|---|
{registers}
"""


def row(code: str, severity: str, registers: Iterable[str], explanation: Text) -> str:
    """Return a rule as a row of the page's table."""
    words = {name: f"‹{name}›" for name in ("column", "register", "refers_to", "key")}
    said = f"{explanation.da.format(**words)}<br>{explanation.en.format(**words)}"
    return f"| `{code}` | {severity} | {', '.join(registers)} | {said} |"


def import_rows() -> list[str]:
    """Return the rules of the import: those for every register, then each register's own."""
    every = [row(rule.code, rule.severity, ["every"], rule.explanation) for rule in RULES]
    return every + [
        row(rule.code, rule.severity, [register], rule.explanation)
        for register, rules in OWN_RULES.items()
        for rule in rules
    ]


def rhythm_rows(definitions: Definitions) -> list[str]:
    """Return what each rhythm means."""
    rhythms = definitions.feeds().rhythms
    return [f"| {name} | {rhythm.days} | {rhythm.grace_days} |" for name, rhythm in rhythms.items()]


def register_rows(definitions: Definitions) -> list[str]:
    """Return how often each register is expected."""
    ends = definitions.feeds().ends
    return [f"| `{name}` | {usual_rhythm(register)} | {ends.get(name, '')} |" for name, register in REGISTERS.items()]
