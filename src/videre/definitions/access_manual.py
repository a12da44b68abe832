"""The page of the manual that lists who may see what, by which law, and what each role may do."""

from videre.definitions.access import NO_AGE_LIMIT, Law, Rule
from videre.definitions.catalogue import Definitions
from videre.definitions.roles import Role

PAGE = "docs/reference/who-may-see-what.md"


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page by its path from the root."""
    law = definitions.access_law()
    lines = [
        "# Who may see what",
        "",
        "Made from `definitions/access/` and `definitions/roles/`, which the data-protection officer owns. What stands",
        "in no row is denied. How it is decided stands in [the law of access](../law/access.md).",
        "",
        "## What passes to whom",
        "",
        "| recipient | age | what | basis | only with consent |",
        "| --- | --- | --- | --- | --- |",
        *(row_of(law, rule) for rule in law.rules),
        "",
        "A protected address is shown to nobody. Of somebody whose name and address are protected this is closed, too,",
        "since it may tell where that person is:",
        "",
        *protected_rows(law),
        "",
        "## Legal bases",
        "",
        "| basis | allows | stands in | read at the source |",
        "| --- | --- | --- | --- |",
        *(
            f"| {name} | {basis.text.en} | {basis.citation} | {'yes' if basis.is_verified else 'no: ask a lawyer'} |"
            for name, basis in law.bases.items()
        ),
        "",
        "## Categories",
        "",
        "| category | dansk | holds |",
        "| --- | --- | --- |",
        *(f"| {name} | {text.title.da} | {text.holds.en} |" for name, text in law.categories.items()),
        "",
        "## What casework holds",
        "",
        "| register | birthdays | how far back | basis | for |",
        "| --- | --- | --- | --- | --- |",
        *held_rows(definitions),
        "",
        "## Units and legal entities",
        "",
        "| unit | English | recipient | belongs to |",
        "| --- | --- | --- | --- |",
        *unit_rows(definitions),
        "",
        "## Roles",
        "",
        "| role | dansk | task | may | is to the law |",
        "| --- | --- | --- | --- | --- |",
        *role_rows(definitions),
        "",
    ]
    return {PAGE: "\n".join(lines)}


def row_of(law: Law, rule: Rule) -> str:
    """Return a rule as a row."""
    ages = f"{rule.from_age}-{rule.below_age - 1}" if rule.below_age != NO_AGE_LIMIT else f"{rule.from_age}-"
    names = ", ".join(law.categories[category].title.en.lower() for category in rule.categories)
    recipient = law.recipients[rule.recipient].title.en
    return f"| {recipient} | {ages} | {names} | {rule.basis} | {'yes' if rule.needs_consent else ''} |"


def protected_rows(law: Law) -> list[str]:
    """Return what is closed to whom of somebody protected, and to whom the name is."""
    rows = []
    for recipient in law.recipients.values():
        closed = [law.categories[category].title.en.lower() for category in recipient.closed_when_protected]
        closed += ["the name"] if recipient.is_private else []
        if closed:
            rows.append(f"- {recipient.title.en}: {', '.join(closed)}")
    return rows


def held_rows(definitions: Definitions) -> list[str]:
    """Return what casework holds of each register."""
    rows = []
    for name, held in definitions.holding().registers.items():
        ages = f"{held.from_age}th to {held.below_age}th" if held.from_age else f"up to the {held.below_age}th"
        months = f"{held.months} months" if held.months else "all"
        rows.append(f"| {name} | {ages} | {months} | {held.basis} | {held.purpose.en} |")
    return rows


def unit_rows(definitions: Definitions) -> list[str]:
    """Return the units with the entities they belong to."""
    units = definitions.units()
    rows = []
    for name, unit in units.units.items():
        belongs = "; ".join(
            f"{units.entities[each.entity].title.en}"
            + (f" from {each.since}" if each.since else "")
            + (f" until {each.until}" if each.until else "")
            for each in unit.belongs_to
        )
        rows.append(f"| {name} | {unit.title.en} | {unit.recipient} | {belongs} |")
    return rows


def role_rows(definitions: Definitions) -> list[str]:
    """Return the roles with their tasks and permissions."""
    rows = []
    for name in definitions.names("roles"):
        role = definitions.definition("roles", name, Role)
        seen = f"{role.recipient}{'' if role.by_unit else ', own people only'}" if role.recipient else "sees nobody"
        rows.append(f"| {name} | {role.title.da} | {role.description.en} | {', '.join(role.permissions)} | {seen} |")
    return rows
