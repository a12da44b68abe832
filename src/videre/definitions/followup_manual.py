"""Manual pages of the follow-up lists and of who answers for whom, Danish beside English."""

from videre.definitions.catalogue import Definitions
from videre.definitions.followup import CHAPTERS, FollowUpList
from videre.definitions.manual import both, codes, page, table
from videre.definitions.responsibility import AnsweringRow, ResponsibilityTable
from videre.domain.days import OPEN_ENDED
from videre.domain.responsibility import list_faults

LISTS = "docs/reference/follow-up-lists.md"
RESPONSIBILITY = "docs/reference/responsibility.md"
DEADLINES = {
    "duty": "contact, then an activity, by the deadlines below",
    "working_days": "{} working days after the municipality knew",
    "days": "{} days after the municipality knew",
    "event": "the day that the entry is about",
    "none": "nothing is due",
}


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return both pages, by their paths from the root of the repository."""
    return {LISTS: render_lists(definitions), RESPONSIBILITY: render_table(definitions.responsibility())}


def render_lists(definitions: Definitions) -> str:
    """Return the page of all lists, their deadlines, and the ways to take what is missing of the exam."""
    lists, clocks = definitions.list_follow_up(), definitions.youth_clocks()
    parts = ["One file a list in `src/videre/definitions/followup/`; a municipality lays its own over them."]
    for key, title in CHAPTERS.items():
        parts.append(f"## {title.da} · {title.en}")
        parts += [render_list(each) for each in lists if each.chapter == key]
    said = [("contact, working days", str(clocks.contact_working_days))]
    said += [("new activity, calendar days after contact", str(clocks.activity_calendar_days))]
    said += [("also closed on", ", ".join(clocks.closed) or "no day but weekends and holidays")]
    parts += ["## Frister · Deadlines", table(("what", "value"), said)]
    parts.append(both([(str(number), caveat) for number, caveat in enumerate(clocks.caveats, start=1)]))
    parts.append("\n".join(f"- {law.text.da} · {law.text.en} {law.address or ''}".rstrip() for law in clocks.law))
    ways = definitions.exam_ways().ways
    parts += [
        "## Når prøven kan tages · When the exam can be taken",
        table(
            ("way", "dansk", "English", "begins", "apply, days before", "helps"),
            [
                (f"`{name}`", way.title.da, way.title.en, way.begins, way.apply_days_before, codes(way.groups))
                for name, way in ways.items()
            ],
        ),
        "The days are our reading; each municipality sets its own.",
    ]
    return page("followup/, clocks/youth.yaml and exam_ways/ways.yaml", "# Opfølgningslister · Follow-up lists", *parts)


def render_list(each: FollowUpList) -> str:
    """Return the section of one list."""
    said = [("Who, and why", each.explanation), ("What is due", each.due)]
    said += [("First", each.first_step)] if each.first_step else []
    rule = ", ".join(f"{key} {value}" for key, value in each.rule.model_dump().items() if key != "kind")
    facts = [
        ("name", f"`{each.name}`"),
        ("who may see it", f"whoever may see `{each.category}` of the person"),
        ("ages", f"{each.ages[0]} to {each.ages[1] - 1}"),
        ("rule", f"`{each.rule.kind}`: {rule}"),
        ("due", DEADLINES[each.deadline.clock].format(each.deadline.days)),
        ("somebody must act", "yes" if each.is_work else "no"),
        ("its length is the figure", f"`{each.figure.measure}`, {each.figure.part}" if each.figure else "no figure"),
    ]
    law = "\n".join(f"- {law.text.da} · {law.text.en} {law.address or ''}".rstrip() for law in each.law)
    parts = [f"### {each.title.da} · {each.title.en}", both(said), table(("fact", "value"), facts), law]
    return "\n\n".join(parts)


def render_table(answers: ResponsibilityTable) -> str:
    """Return the page of who answers for whom, with the faults that the table has."""
    faults = list_faults(answers.table(), answers.ages, -OPEN_ENDED, OPEN_ENDED)
    told = "No age, standing or benefit is without a unit, and none has two, on any day."
    if faults:
        told = f"{len(faults)} kinds of young people have no unit, or several, on some day."
    units = [(f"`{key}`", unit.title.da, unit.title.en, unit.place) for key, unit in answers.units.items()]
    return page(
        "responsibility/table.yaml",
        f"# {answers.title.da} · {answers.title.en}",
        f"Aged {answers.ages[0]} to {answers.ages[1] - 1}. {told} Computed over every age, class and benefit.",
        table(("unit", "dansk", "English", "where"), units),
        table(("unit", "who", "because (dansk)", "because (English)"), [row_of(row) for row in answers.rows]),
    )


def row_of(row: AnsweringRow) -> tuple[str, str, str, str]:
    """Return one row of the table in words."""
    who = [f"{row.ages[0]} to {row.ages[1] - 1}", codes(row.classes) or "every class"]
    who += [] if row.on_benefit is None else ["on a benefit" if row.on_benefit else "on no benefit"]
    who += [f"from {row.since}"] if row.since else []
    who += [f"until {row.until}"] if row.until else []
    return f"`{row.unit}`", "; ".join(who), row.because.da, row.because.en
