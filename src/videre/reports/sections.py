"""A measurement point in full: charts, the same numbers as tables, how they are counted, and what is hidden."""

from videre.definitions.targets import position_of
from videre.disclosure.released import Released
from videre.reports.content import Block, Fact, Facts, Grid, Heading, Items, Paragraph, Section
from videre.reports.grids import COLUMNS_OF_COHORTS, PARTS_OF_A_WHOLE, course_grid, groups_grid, or_sentence, pivot_grid
from videre.reports.headlines import Followed
from videre.reports.official import official_blocks
from videre.reports.pathways import pathways_blocks, pathways_parts
from videre.reports.pictures import FOLLOWED, MOST_LINES, course_picture, followed_picture, parts_picture
from videre.reports.projected import Looked, project_words
from videre.reports.sentences import message_of, since_a_year, since_last, unknown_text, verdict_of
from videre.reports.wording import Wording


def section_of(followed: Followed, wording: Wording) -> Section:
    """Return the section of a measurement point."""
    return Section(
        number=followed.point.number,
        title=wording.told(followed.point.title),
        question=wording.told(followed.measure.question),
        message=message_of(followed, wording),
        verdict=verdict_of(followed, wording),
        blocks=(
            *change_blocks(followed, wording),
            *main_blocks(followed, wording),
            *projected_blocks(followed, wording),
            *official_blocks(followed, wording),
            *part_blocks(followed, wording),
        ),
        background=(*definition_blocks(followed, wording), *hidden_blocks(followed, wording)),
    )


def change_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return what changed since the last report, and how many are unknown."""
    row = followed.headline
    if row is None:
        return []
    said = [("fact.since", since_last(followed, wording))]
    if followed.measure.period.kind == "month":
        said += [("fact.year", since_a_year(followed, wording)), ("fact.unknown", unknown_text(row, wording))]
    return [Facts(tuple(Fact(wording.say(key), text) for key, text in said if text))]


def main_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return the point's own chart and the same numbers as a table."""
    if followed.total is None or followed.headline is None:
        return []
    if "kind" in followed.total.dimensions:
        return pathways_blocks(followed, followed.total, wording)
    picture = course_picture(followed, wording)
    return [
        *([picture] if picture else []),
        course_grid(followed, wording),
        *other_ways(followed, followed.total, wording),
    ]


def projected_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return where the cohort is heading, whether that was right before, its profile figure, and why it moved."""
    horizons = {each.name: each.years for each in followed.measure.horizons}
    horizon = followed.breakdown.get("horizon", "")
    if not followed.projected or horizon not in horizons:
        return []
    target = followed.target
    looked = Looked(
        tables=followed.projected,
        parts=followed.change_parts,
        definition=followed.breakdown["definition"],
        horizon=horizon,
        years=horizons[horizon],
        goal=target.goal.value if target is not None else None,
        total=followed.total,
        official=followed.official[0] if followed.official else None,
        judged=followed.breakdown if followed.indicator is not None else None,
    )
    parts = project_words(looked, wording, in_full=False)
    blocks: list[Block] = []
    for name in ("why", "fan", "hindsight", "profile", "beside"):
        found = getattr(parts, name)
        blocks += [Heading(wording.say(f"heading.{name}")), *found] if found else []
    return blocks


def other_ways(followed: Followed, total: Released, wording: Wording) -> list[Block]:
    """Return the other figures of a measure that counts in several ways, by cohort; nothing where it counts in one."""
    ways = {wording.names(row.breakdown): row.breakdown for row in total.rows}
    if len(ways) == 1:
        return []
    periods = [row.period for row in followed.known(followed.half)][::-1][:COLUMNS_OF_COHORTS]
    grid = pivot_grid(
        total,
        ways,
        {wording.period(period): {"period": period} for period in periods},
        wording.told(followed.measure.title),
        wording.say("grid.way_of_counting"),
        wording,
    )
    return [Heading(wording.say("heading.other_ways")), or_sentence(grid, wording)]


def part_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return every breakdown that is released: those with a chart of their own, then groups of people."""
    blocks: list[Block] = []
    groups: list[Grid] = []
    for dimension, table in followed.parts.items():
        if not table.rows or is_other_level(table):
            continue
        if "kind" in table.dimensions:
            groups.append(pathways_parts(followed, table, dimension, wording))
        elif dimension == FOLLOWED:
            blocks.append(Heading(wording.say("heading.followed")))
            blocks.append(followed_picture(table, followed, wording))
            blocks.append(or_sentence(months_grid(followed, table, wording), wording))
        elif dimension in PARTS_OF_A_WHOLE:
            blocks.append(Heading(wording.say("heading.by", dimension=wording.dimension(dimension).lower())))
            blocks.append(parts_picture(table, dimension, followed, wording))
            blocks.append(or_sentence(groups_grid(table, dimension, followed, wording), wording))
        else:
            groups.append(groups_grid(table, dimension, followed, wording))
    if groups:
        blocks.append(Heading(wording.say("heading.groups")))
        blocks += [or_sentence(grid, wording) for grid in groups]
    return blocks


def is_other_level(table: Released) -> bool:
    """Return whether a table groups educations in another way than by kind: pages show those."""
    return "step" in table.dimensions and "kind" not in table.dimensions


def months_grid(followed: Followed, table: Released, wording: Wording) -> Grid:
    """Return the newest cohorts, a row each, by months since leaving."""
    cohorts = sorted({row.period for row in table.rows}, key=position_of, reverse=True)[:MOST_LINES]
    months = sorted({int(row.breakdown[FOLLOWED]) for row in table.rows})
    return pivot_grid(
        table,
        {wording.period(period): {"period": period} for period in cohorts},
        {str(month): {FOLLOWED: str(month)} for month in months},
        wording.say("grid.followed", title=wording.told(followed.measure.title)),
        wording.say("grid.cohort"),
        wording,
        of="row",
    )


def definition_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return how the measure is counted, by which test, and what must be known before trusting it."""
    measure = followed.measure
    said = (
        ("definition.counted", measure.numerator),
        ("definition.out_of", measure.denominator),
        ("definition.unknown", measure.unknown),
        ("definition.who", measure.population.text),
        ("definition.period", measure.period.text),
        ("definition.test", measure.test.text),
        ("definition.owner", measure.owner),
    )
    return [
        Heading(wording.say("heading.definition")),
        Facts(tuple(Fact(wording.say(key), wording.told(text)) for key, text in said)),
        Heading(wording.say("heading.caveats")),
        Items(tuple(wording.told(caveat) for caveat in measure.caveats)),
    ]


def hidden_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return how many of the point's numbers are hidden, and the rule that hid them, in its own words."""
    tables = [table for table in (followed.total, *followed.parts.values()) if table is not None]
    tables += followed.projected.values()
    n_hidden, n_rows = sum(table.n_hidden for table in tables), sum(len(table.rows) for table in tables)
    if not n_rows:
        return []
    rules = dict.fromkeys(table.rule.get(wording.language, "") for table in tables)
    counted = wording.say(
        "hidden.some" if n_hidden else "hidden.none", n=wording.count(n_hidden), total=wording.count(n_rows)
    )
    return [Heading(wording.say("heading.hidden")), Paragraph(counted), *(Paragraph(rule) for rule in rules if rule)]
