"""Where the newest cohort is heading, for the page of completion and the half-year report alike.

The fan, whether it was right before, the profile figure, why the figure moved, and the ministry's figure beside ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.definitions.targets import position_of
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH, month_number
from videre.reports.backtested import hindsight_blocks
from videre.reports.charts.drawing import WIDTH
from videre.reports.charts.fan import Band, Fan, draw_fan, rows_of_fan
from videre.reports.charts.lines import Axis
from videre.reports.charts.points import TargetPoint
from videre.reports.content import Block, Cell, Fact, Facts, Grid, Items, Line, Paragraph, Picture
from videre.reports.half_years import HalfYear
from videre.reports.profiled import profile_blocks
from videre.reports.wording import Wording

FAN, UNCERTAINTY, BACKTEST, PROFILE, WHY = (
    f"completion_{name}" for name in ("fan", "uncertainty", "backtest", "profile", "why")
)
TABLES: Final = (FAN, UNCERTAINTY, BACKTEST, PROFILE, WHY)
LEVELS: Final = ("95", "80", "50")
SOURCES: Final = ("estimation", "drift", "chance")
CHANGE, REST, MAKE_UP = "change", "rest", "make_up"
TOLD_IN_WORDS: Final = 3
MOST_PARTS: Final = 10  # rows of the table of why; the smaller ones are told together
SMALLEST_TOLD: Final = 0.001  # a tenth of a point: the sentence names no smaller part


@dataclass(frozen=True)
class Looked:
    """What is looked at of the projection.

    tables: the released tables by name, those that there are. parts: what a change may be made of, by key.
    definition, horizon: which of the figures; years: the horizon's. goal: of the same figure, None without one.
    total: the measure's own figures. official: the ministry's newest published figure of the municipality, and judged:
    which of our figures counts the same.
    """

    tables: Mapping[str, Released]
    parts: Mapping[str, Text]
    definition: str
    horizon: str
    years: int
    goal: float | None
    total: Released | None
    official: ReleasedFigure | None
    judged: Mapping[str, str] | None


@dataclass(frozen=True)
class Projected:
    """The projection in blocks, a part each; a part of which nothing is released is empty."""

    why: tuple[Block, ...] = ()
    fan: tuple[Block, ...] = ()
    hindsight: tuple[Block, ...] = ()
    profile: tuple[Block, ...] = ()
    beside: tuple[Block, ...] = field(default=())


def project_words(looked: Looked, wording: Wording, *, in_full: bool, width: int = WIDTH) -> Projected:
    """Return the projection in words, pictures and tables.

    `in_full` with every single forecast and flow, and with what a report shows elsewhere; `width` of charts in pixels.
    """
    tables = looked.tables
    return Projected(
        why=tuple(why_blocks(looked, wording)) if WHY in tables else (),
        fan=tuple(fan_blocks(looked, wording, in_full=in_full, width=width)) if FAN in tables else (),
        hindsight=tuple(hindsight_blocks(tables[BACKTEST], wording, in_full=in_full, width=width))
        if BACKTEST in tables
        else (),
        profile=tuple(profile_blocks(tables[PROFILE], wording, in_full=in_full)) if PROFILE in tables else (),
        beside=tuple(beside_blocks(looked, wording)),
    )


def known_projection(tables: Mapping[str, Released], measure: Measure, half: HalfYear) -> dict[str, Released]:
    """Return the projection's tables of a measure, without what was not known by the end of a half-year.

    What happened to a cohort so many years after its first 1 October is known from that 1 October on.
    """

    def is_known(row: ReleasedFigure) -> bool:
        years = int(row.breakdown.get("years", 0)) if "said" in row.breakdown else 0
        looked_at = month_number(position_of(row.period) // 12 + years, EDUCATION_YEAR_STARTS_MONTH)
        return looked_at <= half.last_month

    own = {name: tables[name] for name in TABLES if name in tables and tables[name].measure == measure.name}
    known = {name: table.part(is_known) for name, table in own.items()}
    return {name: table for name, table in known.items() if table.rows}


def newest_period(table: Released) -> str:
    """Return the newest cohort of a table; empty in a table without rows."""
    return max({row.period for row in table.rows}, key=position_of, default="")


def share_text(row: ReleasedFigure | None, wording: Wording) -> str:
    """Return an estimated share as it is told, or the sign for a hidden one."""
    return HIDDEN_TEXT if row is None or row.value is None else wording.percentage(row.value, 0)


def points_text(share: float, wording: Wording, *, signed: bool = False) -> str:
    """Return a share as percentage points with one decimal."""
    number = wording.number(abs(share) * 100, 1)
    sign = "" if not signed or abs(share) < SMALLEST_TOLD / 2 else "+" if share > 0 else "\u2212"
    return f"{sign}{number}"


def fan_blocks(looked: Looked, wording: Wording, *, in_full: bool, width: int) -> list[Block]:
    """Return the fan of the newest cohort by years and, in full, of all cohorts at the horizon, each with its table."""
    table = looked.tables[FAN]
    newest = newest_period(table)
    only = {"definition": looked.definition}
    way = wording.value_name("definition", looked.definition)
    by_years, by_cohort = Fan(only, period=newest), Fan(only, years=str(looked.years))
    title = wording.say("fan.years", definition=way.lower(), period=newest)
    horizon = wording.value_name("horizon", looked.horizon)
    over = wording.say("fan.cohorts", definition=way.lower(), horizon=horizon.lower())
    blocks: list[Block] = [Paragraph(wording.say("fan.what"))]
    for caption, fan in ((title, by_years), (over, by_cohort)) if in_full else ((title, by_years),):
        is_over_cohorts = fan is by_cohort
        rows = [row for row in rows_of_fan(table, fan, LEVELS[0]) if row.value is not None]
        if rows:
            goal = TargetPoint(newest, looked.goal) if looked.goal is not None and is_over_cohorts else None
            blocks.append(fan_picture(table, fan, (caption, width), rows, goal, wording))
        blocks.append(fan_grid(table, fan, caption, wording))
    if UNCERTAINTY in looked.tables:
        blocks.append(uncertainty_grid(looked, newest, wording))
    return blocks


def fan_picture(
    table: Released,
    fan: Fan,
    looks: tuple[str, int],
    rows: Sequence[ReleasedFigure],
    goal: TargetPoint | None,
    wording: Wording,
) -> Picture:
    """Return a fan as a picture with a caption and a width; its text says the first and the last share."""
    caption, width = looks
    bands = [Band(level, wording.say("fan.band", level=level)) for level in LEVELS]
    goal_name = wording.say("fan.goal", value=wording.percentage(goal.value, 0)) if goal else ""
    key = "fan.after" if fan.period else "grid.cohort"
    axis = Axis("", wording.say(key), wording.language)
    first, last = rows[0], rows[-1]
    alternative = wording.say(
        "fan.alternative",
        title=caption,
        first=share_text(first, wording),
        begin=place_of_fan(first, fan, wording),
        last=share_text(last, wording),
        end=place_of_fan(last, fan, wording),
    )
    svg = draw_fan(table, fan, bands, (wording.say("fan.expected"), goal_name), alternative, axis, goal, width)
    return Picture(caption, svg, alternative, is_main=bool(fan.period))


def place_of_fan(row: ReleasedFigure, fan: Fan, wording: Wording) -> str:
    """Return where on its axis a share lies: so many years after, or in a cohort."""
    return wording.say("fan.n_years", n=row.breakdown["years"]) if fan.period else row.period


def fan_grid(table: Released, fan: Fan, caption: str, wording: Wording) -> Grid:
    """Return a fan as a table: a row a year or a cohort, the share, and its intervals."""
    by_level = {level: rows_of_fan(table, fan, level) for level in LEVELS[::-1]}
    lines = []
    for place, row in enumerate(by_level[LEVELS[0]]):
        cells = [Cell(share_text(row, wording))]
        for rows in by_level.values():
            low, high = rows[place].interval_low, rows[place].interval_high
            cells.append(Cell(HIDDEN_TEXT if low is None or high is None else wording.interval(low, high)))
        lines.append(Line(Cell(place_of_fan(row, fan, wording)), tuple(cells)))
    if not fan.period:
        lines.reverse()
    corner = wording.say("fan.after_head" if fan.period else "grid.cohort")
    head = (corner, wording.say("fan.expected"), *(wording.say("fan.interval", level=level) for level in by_level))
    return Grid(caption, tuple(map(Cell, head)), tuple(lines))


def uncertainty_grid(looked: Looked, period: str, wording: Wording) -> Grid:
    """Return how far each of the three uncertainties reaches alone, by years."""
    rows = {
        (int(row.breakdown["years"]), row.breakdown["source"]): row
        for row in looked.tables[UNCERTAINTY].rows
        if row.period == period and row.breakdown["definition"] == looked.definition
    }
    lines = []
    for years in sorted({years for years, _ in rows}):
        found = [rows.get((years, source)) for source in SOURCES]
        said = [
            HIDDEN_TEXT if row is None or row.value is None else f"±\u00a0{points_text(row.value, wording)}"
            for row in found
        ]
        lines.append(Line(Cell(wording.say("fan.n_years", n=years)), tuple(map(Cell, said))))
    head = (wording.say("fan.after_head"), *(wording.say(f"uncertainty.{source}") for source in SOURCES))
    caption = wording.say("uncertainty.caption", period=period)
    return Grid(caption, tuple(map(Cell, head)), tuple(lines), wording.say("uncertainty.note"))


def why_blocks(looked: Looked, wording: Wording) -> list[Block]:
    """Return what the change from the cohort before is made of, in a sentence and as a table that sums."""
    table = looked.tables[WHY]
    period = newest_period(table)
    own = [
        row
        for row in table.rows
        if row.period == period
        and row.breakdown["definition"] == looked.definition
        and row.breakdown["horizon"] == looked.horizon
    ]
    points = {row.breakdown["part"]: row.value for row in own if row.value is not None}
    if CHANGE not in points:
        return [Paragraph(wording.say("why.hidden"))] if own else []
    change = points.pop(CHANGE)
    rest = points.pop(REST, 0.0)
    ordered = sorted(points, key=lambda part: -abs(points[part]))
    told = ordered[:MOST_PARTS]
    rest += sum(points[part] for part in ordered[MOST_PARTS:])
    earlier = str(int(period) - 1)
    lines = [
        *(
            Line(Cell(part_name(part, looked, wording)), (Cell(points_text(points[part], wording, signed=True)),))
            for part in told
        ),
        Line(Cell(wording.say("why.rest")), (Cell(points_text(rest, wording, signed=True)),)),
        Line(Cell(wording.say("why.sum")), (Cell(points_text(change, wording, signed=True)),), is_main=True),
    ]
    head = (Cell(wording.say("why.part")), Cell(wording.say("why.points")))
    return [
        Paragraph(why_sentence(change, points, period, looked, wording)),
        Paragraph(wording.say("why.arithmetic")),
        Grid(wording.say("why.caption", earlier=earlier, later=period), head, tuple(lines), widths=(3, 1)),
    ]


def part_name(part: str, looked: Looked, wording: Wording) -> str:
    """Return what a part of a change is called; as it is in a table of definitions that are no more."""
    name = (
        wording.say("why.make_up") if part == MAKE_UP else wording.told(looked.parts.get(part, Text(da=part, en=part)))
    )
    return name[:1].upper() + name[1:]


def why_sentence(change: float, points: Mapping[str, float], period: str, looked: Looked, wording: Wording) -> str:
    """Return the change in words with its greatest parts: of the 1.8 points, 1.1 come from fewer breaks in GF2."""
    size = points_text(change, wording)
    earlier = str(int(period) - 1)
    if abs(change) < SMALLEST_TOLD:
        sentence = wording.say("why.same", earlier=earlier, later=period)
    else:
        sentence = wording.say("why.up" if change > 0 else "why.down", points=size, earlier=earlier, later=period)
    ordered = sorted(points, key=lambda part: -abs(points[part]))
    told = [part for part in ordered if abs(points[part]) >= SMALLEST_TOLD]
    own_way = [part for part in told if points[part] * change > 0][:TOLD_IN_WORDS]
    against = [part for part in told if points[part] * change < 0][:1]

    def named(part: str) -> str:
        name = part_name(part, looked, wording)
        return wording.say("why.of", points=points_text(points[part], wording), name=name[:1].lower() + name[1:])

    if own_way and abs(change) >= SMALLEST_TOLD:
        sentence += " " + wording.say("why.come", points=size, parts="; ".join(map(named, own_way)))
    if against:
        sentence += " " + wording.say("why.against", part=named(against[0]))
    return sentence


def beside_blocks(looked: Looked, wording: Wording) -> list[Block]:
    """Return the ministry's newest figure, on which the target is judged, with ours beside it and why they differ."""
    newest = looked.official
    if newest is None or looked.total is None or looked.judged is None:
        return []
    ours = [row for row in looked.total.rows if row.breakdown == looked.judged]
    same = next((row for row in ours if row.period == newest.period), None)
    latest = max(ours, key=lambda row: position_of(row.period), default=None)
    published = newest.breakdown.get("published", "")
    facts = [
        Fact(
            wording.say("beside.official"),
            wording.say(
                "beside.published",
                value=wording.value(newest, newest.value),
                period=newest.period,
                published=published,
                source=newest.breakdown.get("source", ""),
            ),
        )
    ]
    for key, row in (("beside.same", same), ("beside.newest", latest)):
        if row is not None and not (key == "beside.newest" and row is same):
            facts.append(Fact(wording.say(key), own_text(row, wording)))
    reasons = Items(wording.reasons_for_difference(published))
    return [Paragraph(wording.say("beside.judged")), Facts(tuple(facts)), Paragraph(wording.say("beside.why")), reasons]


def own_text(row: ReleasedFigure, wording: Wording) -> str:
    """Return one of our own figures with its interval and cohort."""
    if row.value is None or row.interval_low is None or row.interval_high is None:
        return wording.say("beside.hidden", period=row.period)
    return wording.say(
        "beside.own",
        value=wording.percentage(row.value, 0),
        interval=wording.interval(row.interval_low, row.interval_high),
        period=row.period,
    )
