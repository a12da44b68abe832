"""The manual's page of how long what is kept, made from `definitions/retention/`."""

from videre.definitions.catalogue import Definitions
from videre.definitions.manual import page, table
from videre.definitions.plans import PlanForm
from videre.definitions.retention import RetentionRule, period_of

PAGE = "docs/reference/retention.md"


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page by its path from the root."""
    rules = definitions.retention()
    forms = [definitions.plan_form(name) for name in definitions.names("plans")]
    return {
        PAGE: page(
            "retention/",
            "# Opbevaring · Retention",
            f"Owned by {rules.owner.en.lower()}. How it is done: [keep and erase](../how-to/keep-and-erase.md).",
            f"{rules.basis_ends.da} · {rules.basis_ends.en}",
            table(
                ("rule", "dansk", "kept", "then", "law", "read at the source", "tables"),
                (row_of(definitions, name, rule) for name, rule in rules.rules.items()),
            ),
            "## Afsnit af det fælles dokument · Sections of the shared document",
            table(("form", "section", "English", "years"), (row for form in forms for row in section_rows(form))),
            "## Afleveres aldrig · Never archived",
            *(f"- {text.da} · {text.en}" for text in rules.never_archived),
        )
    }


def row_of(definitions: Definitions, name: str, rule: RetentionRule) -> tuple[str, ...]:
    """Return a rule as a row."""
    goes = "archived, then erased" if rule.archived else "erased"
    if rule.not_archived is not None:
        goes = f"{goes}. Not archived: {rule.not_archived.en[0].lower()}{rule.not_archived.en[1:]}"
    kept = period_of(rule, definitions.holding()).en
    if rule.goes_with_the_person:
        kept += " At the latest with the person."
    verified = "yes" if rule.is_verified else "no: ask a lawyer"
    return f"`{name}`", rule.title.da, kept, goes, rule.law, verified, ", ".join(rule.tables)


def section_rows(form: PlanForm) -> list[tuple[str, ...]]:
    """Return the sections of a form with how long each is kept after the document is closed."""
    return [
        (f"`{form.name}`", section.title.da, section.title.en, str(section.keep_years)) for section in form.sections
    ]
