"""The manual's page of the forms of the shared document, Danish beside English."""

from videre.definitions.catalogue import Definitions
from videre.definitions.manual import both, page, table
from videre.definitions.plans import PlanForm, Section

PAGE = "docs/reference/shared-document.md"


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page by its path from the root."""
    forms = [definitions.plan_form(name) for name in reversed(definitions.names("plans"))]
    return {
        PAGE: page(
            "plans/",
            "# Det fælles dokument · The shared document",
            "How it works stands in [its method](../methods/shared-document.md). The newest form stands first.",
            *(part for form in forms for part in render_form(form)),
        )
    }


def render_form(form: PlanForm) -> list[str]:
    """Return the parts of a form."""
    parts = [f"## {form.title.da} · {form.title.en} (`{form.name}`)", f"{form.about.da} · {form.about.en}"]
    for section in form.sections:
        parts += render_section(section)
    parts.append("### Overgange · Transitions")
    for each in form.transitions:
        parts.append(f"{each.title.da} · {each.title.en}: ages {each.ages[0]} to {each.ages[1] - 1}")
        parts.append(both([(str(number), step) for number, step in enumerate(each.steps, start=1)]))
    parts.append("### Andre planer · Other plans")
    rows = [(each.title.da, each.title.en, each.held_by.da, each.held_by.en) for each in form.other_plans]
    parts.append(table(("plan", "English", "hos", "held by"), rows))
    return parts


def render_section(section: Section) -> list[str]:
    """Return a section with its questions."""
    facts = [
        ("name", f"`{section.name}`"),
        ("read by", f"whoever may see `{section.category}` of the person"),
        ("own section of", section.sector or "nobody: it is common"),
        ("written by", ", ".join(section.writers)),
        ("kept after the plan is closed", f"{section.keep_years} years"),
    ]
    asked = [(each.name, each.title.da, each.title.en, each.help.da, each.help.en) for each in section.questions]
    return [
        f"### {section.title.da} · {section.title.en}",
        f"{section.about.da} · {section.about.en}",
        table(("fact", "value"), facts),
        table(("question", "dansk", "English", "hjælp", "help"), asked),
    ]
