"""Manual pages made from the definitions: a page for each measure and each strategy, Danish beside English."""

from collections.abc import Iterable, Sequence

from videre.definitions.catalogue import Definitions
from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.definitions.strategy import FocusArea, Initiative, MeasurementPoint, Strategy
from videre.definitions.targets import Target
from videre.domain.figures import Unit

BASIS = {
    "said": Text(da="siger teksten", en="the text says so"),
    "implied": Text(da="følger af teksten", en="follows from the text"),
    "our_reading": Text(da="vores læsning", en="our reading"),
}


def list_pages(definitions: Definitions) -> dict[str, str]:
    """Return every page made from the definitions, by its path from the root of the repository."""
    pages = {
        f"docs/reference/measures/{measure.name}.md": render_measure(measure, definitions)
        for measure in definitions.list_measures()
    }
    for strategy in definitions.list_strategies():
        pages[f"docs/reference/strategies/{strategy.name}.md"] = render_strategy(strategy)
    return pages


def render_measure(measure: Measure, definitions: Definitions) -> str:
    """Return the page of a measure."""
    said = [
        ("Question", measure.question),
        ("Numerator", measure.numerator),
        ("Denominator", measure.denominator),
        ("Unknown", measure.unknown),
        ("Who", measure.population.text),
        ("Period", measure.period.text),
        ("Named test", measure.test.text),
        ("Owner", measure.owner),
    ]
    facts = [
        ("name", f"`{measure.name}`"),
        ("stands beside", f"`{measure.beside}`" if measure.beside else "nothing: a measurement point's own"),
        ("units", codes(measure.units)),
        ("wanted", measure.better),
        ("broken down by", codes(measure.dimensions)),
        ("registers needed", codes(measure.registers)),
        ("named test", f"`{measure.test.name}`"),
        ("classes that count as met", codes(met_names(measure, definitions)) or "none: it counts, it does not class"),
        ("headline counts those who", "meet it" if measure.numerator_is == "met" else "do not meet it"),
        ("method version", measure.method_version),
        ("next review", measure.next_review.isoformat()),
    ]
    if measure.followed_months:
        facts.append(("months since leaving school", ", ".join(map(str, measure.followed_months))))
    if measure.horizons:
        facts.append(("horizons", ", ".join(f"{h.name} ({h.years} years after 9th grade)" for h in measure.horizons)))
    return page(
        f"measures/{measure.name}.yaml",
        heading(1, measure.title),
        both(said),
        table(("fact", "value"), facts),
        "## Forbehold · Caveats",
        both([(str(number), caveat) for number, caveat in enumerate(measure.caveats, start=1)]),
        "## Mål · Targets",
        "\n\n".join(targets_of(measure, definitions)) or "No strategy has one.",
        "## Grundlag · Law and sources",
        "\n".join(f"- {law.text.da} · {law.text.en} {law.address or ''}".rstrip() for law in measure.law),
    )


def met_names(measure: Measure, definitions: Definitions) -> tuple[str, ...]:
    """Return the classes that count as met: the measure's own, else those of its named test."""
    if not measure.met and measure.test.name in definitions.names("standing"):
        return definitions.standing_test(measure.test.name).met
    return measure.met


def targets_of(measure: Measure, definitions: Definitions) -> Iterable[str]:
    """Yield a paragraph for each strategy that follows the measure."""
    for strategy in definitions.list_strategies():
        point = strategy.find_point(measure.name)
        if point is not None:
            held = ""
            if point.target is not None and strategy.indicators[point.target.indicator].breakdown is None:
                held = " No figure of ours is of that indicator, so none is held against it."
            link = f"[{strategy.title.da}](../strategies/{strategy.name}.md)"
            yield f"{link}: {way_of(point, strategy)}{held}"


def way_of(point: MeasurementPoint, strategy: Strategy) -> str:
    """Return a measurement point's target and the way there, in a line."""
    target = point.target
    if target is None:
        return f"{point.wanted.da} · {point.wanted.en}"
    unit = strategy.indicators[target.indicator].unit
    start = f"{number(target.baseline.value, unit)} ({target.baseline.period}) → " if target.baseline else ""
    wanted = "≥" if target.wanted == "at_least" else "≤"
    return f"{start}{wanted} {number(target.goal.value, unit)} ({target.goal.period}), {judged(target)}"


def judged(target: Target) -> str:
    """Return by which figures a target is judged."""
    return "judged by official figures" if target.judged_by == "official" else "judged by our own figures"


def render_strategy(strategy: Strategy) -> str:
    """Return the page of a strategy."""
    return page(
        f"strategies/{strategy.name}.yaml",
        heading(1, strategy.title),
        f"{strategy.source.da} · {strategy.source.en}",
        f"{strategy.first_day.isoformat()} – {strategy.last_day.isoformat()}",
        both(
            [
                ("Vision", strategy.vision.text),
                ("Target group", strategy.target_group.text),
                *(
                    [("Umbrella", strategy.umbrella.text), ("Its test", strategy.umbrella.test)]
                    if strategy.umbrella
                    else []
                ),
                *((f"Principle {p.number}: {p.label.en}", p.text) for p in strategy.principles),
                *((f"Foundation: {each.label.en}", each.text) for each in strategy.foundation),
            ]
        ),
        "## Målepunkter · Measurement points",
        table(
            ("point", "dansk", "English", "measure", "target"),
            [
                (p.number, p.wanted.da, p.wanted.en, f"`{p.measure}`" if p.measure else "none", way_of(p, strategy))
                for p in strategy.measurement_points
            ],
        ),
        "## Tal · Figures",
        "A figure belongs to one indicator. No curve runs from one into another.",
        *(figures_of(strategy, name) for name in strategy.indicators),
        *(render_area(area, strategy) for area in strategy.focus_areas),
        *render_organisation(strategy),
        "## Læsninger · Readings",
        both([(f"{reading.about} ({reading.section})", reading.text) for reading in strategy.readings]),
    )


def figures_of(strategy: Strategy, indicator: str) -> str:
    """Return the figures of one indicator as a table under its title."""
    about = strategy.indicators[indicator]
    rows = [
        (f.period, f.period_is, f.kind, number(f.value, about.unit), f.set_by or "", f.note.en if f.note else "")
        for f in strategy.list_figures(indicator)
    ]
    return f"### `{indicator}`\n\n{about.title.da} · {about.title.en}\n\n" + table(
        ("period", "is a", "kind", "value", "set by", "note"), rows
    )


def render_area(area: FocusArea, strategy: Strategy) -> str:
    """Return a focus area with its initiatives."""
    return "\n\n".join(
        [
            f"## {area.number}. {area.label.da} · {area.label.en}",
            f"{area.text.da} · {area.text.en}",
            *(render_initiative(initiative, strategy) for initiative in area.initiatives),
        ]
    )


def render_initiative(initiative: Initiative, strategy: Strategy) -> str:
    """Return an initiative: who, what, when, which principle it serves and which point it should move."""
    rows = [("Text", initiative.text)]
    rows += [("To do", action) for action in initiative.actions]
    rows += [(f"Milestone {milestone.due}", milestone.title) for milestone in initiative.milestones]
    rows += [("Does it", strategy.actors[actor].name) for actor in initiative.actors]
    rows += [("Takes part", strategy.actors[actor].name) for actor in initiative.partners]
    rows += [(f"Serves principle {service.principle}", BASIS[service.basis]) for service in initiative.serves]
    rows += [(f"Should move point {effect.point}", BASIS[effect.basis]) for effect in initiative.moves]
    return f"### {initiative.number} {initiative.title.da} · {initiative.title.en}\n\n{both(rows)}"


def render_organisation(strategy: Strategy) -> Iterable[str]:
    """Yield who leads and reports, and the plans around the strategy, as far as it says."""
    if strategy.organisation is not None:
        yield "## Organisering · Organisation"
        chair = {True: " (chairs)", False: ""}
        rows = [
            (f"Steering group{chair[m.chairs]}: {m.role.en}", strategy.actors[m.actor].name)
            for m in strategy.organisation.steering_group
        ]
        rows += [("Project lead, shared", strategy.actors[actor].name) for actor in strategy.organisation.project_lead]
        rows += [("Task", task) for task in strategy.organisation.tasks]
        rows += [
            ("May be joined by", strategy.organisation.may_be_joined_by),
            ("Responsibility", strategy.organisation.responsibility),
            ("Took part", strategy.organisation.took_part),
        ]
        rows += [("Reporting", strategy.reporting.text)] if strategy.reporting else []
        yield both(rows)
    if strategy.plans:
        yield "## Planer · Plans"
        yield both([(plan.relation.replace("_", " "), plan.title) for plan in strategy.plans.values()])


def page(source: str, *parts: str) -> str:
    """Return a page that says what it is made from."""
    title, *rest = parts
    made = f"<!-- Made from src/videre/definitions/{source} by scripts/manual: edit that file, not this one. -->"
    return "\n\n".join([title, made, *rest]) + "\n"


def heading(level: int, text: Text) -> str:
    """Return a heading in both languages."""
    return f"{'#' * level} {text.da} · {text.en}"


def both(rows: Sequence[tuple[str, Text]]) -> str:
    """Return a table with Danish and English side by side."""
    return table(("", "dansk", "English"), [(name, text.da, text.en) for name, text in rows])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in line) + " |" for line in lines)


def codes(names: Iterable[str]) -> str:
    """Return names as code, with commas between."""
    return ", ".join(f"`{name}`" for name in names)


def number(value: float, unit: Unit) -> str:
    """Return a value as people write it: a share as a percentage, persons as they are."""
    return f"{value * 100:g} %" if unit is Unit.SHARE else f"{value:g}"
