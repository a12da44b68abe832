"""The manual page of the rules of disclosure, made from the definitions: Danish beside English."""

from videre.definitions.catalogue import Definitions
from videre.definitions.counting import Counting, Countings
from videre.definitions.release import ReleaseCatalogue, ReleaseRule


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return the page by its path from the root of the repository."""
    catalogue = definitions.definition("disclosure", "catalogue", ReleaseCatalogue)
    countings = definitions.definition("disclosure", "countings", Countings)
    lines = [
        "# Regler for offentliggørelse · Rules of disclosure",
        "",
        "Made from `src/videre/definitions/disclosure/` by `scripts/manual`; change the files, not this page. How the",
        "rules are kept, and proved to be: [methods/disclosure.md](../methods/disclosure.md).",
        "",
    ]
    for rule in catalogue.rules:
        lines += rule_lines(catalogue, rule)
    lines += [
        "## When there is no proof",
        "",
        f"Tables are given up by dimension, in this order: {', '.join(catalogue.coarser)}.",
        "",
        f"> {catalogue.coarser_text.da}",
        ">",
        f"> {catalogue.coarser_text.en}",
        "",
        "Years are then told as one, in blocks of so many: "
        + "; ".join(f"`{table.name}`, {table.years}" for table in catalogue.tables if table.years > 1)
        + ".",
        "",
        f"> {catalogue.merged_text.da}",
        ">",
        f"> {catalogue.merged_text.en}",
        "",
        "## When later deliveries change what was published",
        "",
        f"Published anew (`videre release --revise`) at most once in {catalogue.revision.months_between} months.",
        "",
        f"> {catalogue.revision.text.da}",
        ">",
        f"> {catalogue.revision.text.en}",
        "",
        "## What is sensitive, and what everybody knows",
        "",
        f"Harmless by themselves: {', '.join(countings.harmless)}.",
        "",
    ]
    for counting in countings.countings:
        lines += counting_lines(counting)
    return {"docs/reference/disclosure-rules.md": "\n".join(lines).rstrip() + "\n"}


def rule_lines(catalogue: ReleaseCatalogue, rule: ReleaseRule) -> list[str]:
    """Return the lines of an audience's rule."""
    text = catalogue.text_for(rule)
    far, anew = rule.believable, rule.corrected
    return [
        f"## `{rule.audience}`",
        "",
        f"> {text['da']}",
        ">",
        f"> {text['en']}",
        "",
        "| rule | value |",
        "| --- | --- |",
        f"| a number of persons is hidden under | {rule.smallest_count} |",
        f"| nothing further is told of fewer persons than | {rule.smallest_group} |",
        f"| persons who may put together that they are there | {rule.coalition} |",
        f"| protected from both sides | {'yes' if rule.two_sided else 'no'} |",
        f"| a witness may exceed the truth by | {far.share:.0%} of the group, or {far.persons} persons |",
        f"| so many more may have been corrected one way | {anew.share:.0%} of the group, or {anew.persons} persons |",
        f"| a sum is hidden when so many give so much of it | {rule.dominance[0]} persons, {rule.dominance[1]:.0%} |",
        f"| and when the second greatest giver can tell the greatest to within | {rule.estimable:.0%} |",
        f"| an expected number is told of at least | {rule.estimates.smallest_group} persons |",
        f"| and of at least so many expected in it, and outside it | {rule.estimates.smallest_count} |",
        f"| solver nodes for one period | {rule.n_nodes:,}, and {rule.n_nodes_again:,} to tell again |",
        "",
    ]


def counting_lines(counting: Counting) -> list[str]:
    """Return the lines of some measures' counting."""
    facts = [
        ("sensitive of a whole group", counting.sensitive),
        ("parts that add up to the whole", counting.parts),
        ("outcomes of which everybody has one", counting.outcomes),
        ("changes who is counted", counting.population),
        ("made safe together with", [counting.together_with] if counting.together_with else []),
    ]
    return [
        f"### {', '.join(f'`{name}`' for name in counting.measures)}",
        "",
        f"{counting.reason.da} · {counting.reason.en}",
        "",
        *[f"- {name}: {', '.join(f'`{value}`' for value in values)}" for name, values in facts if values],
        "",
    ]
