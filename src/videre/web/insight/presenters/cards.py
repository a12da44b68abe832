"""The five cards of the overview: one point each, with everything that is needed to trust its figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from videre.definitions.measure import Measure
from videre.definitions.strategy import MeasurementPoint, Strategy
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.figures import IntervalKind, Unit
from videre.domain.noise import smallest_change_of_value
from videre.reports.charts.lines import draw_sparkline
from videre.reports.charts.points import Series, TargetPoint
from videre.reports.headlines import own_breakdown
from videre.web.figures.points import Moved
from videre.web.insight.presenters.headlines import (
    Verdict,
    find_headline,
    goal_text,
    indicator_of,
    say_verdict,
    trajectory_of,
)
from videre.web.insight.presenters.official import OfficialText, describe_official, list_official_rows
from videre.web.insight.presenters.words import (
    age_text,
    count,
    day_text,
    percentage,
    period_of,
    points,
    value_text,
)
from videre.web.languages import current_language, told

NO_FIGURE: Mapping[str, str] = {"": ""}  # the breakdown of no row


@dataclass(frozen=True)
class Fact:
    """A named line beside a figure."""

    name: str
    text: str


@dataclass(frozen=True)
class Card:
    """A measurement point in short. `value` is empty where the point has no released figure."""

    number: int
    title: str
    href: str
    measure_title: str
    value: str = ""
    is_hidden: bool = False
    of_text: str = ""
    about: str = ""
    verdict: Verdict = field(default_factory=lambda: Verdict("none", ""))
    facts: tuple[Fact, ...] = ()
    official: OfficialText | None = None
    asks_for_official: bool = False
    sparkline: str = ""


@dataclass(frozen=True)
class Sources:
    """What every card is made of: definitions, official figures and the day they are read.

    kind_titles: what each kind of education is called. counted_kinds: those that are youth education.
    flow_places: the groups of education of a flow, in order.
    moves: what each point's figure has done since the last report, and why, by measure; empty where nobody asks.
    """

    strategy: Strategy
    municipality_name: str
    official: Released | None
    kind_titles: Mapping[str, str]
    counted_kinds: frozenset[str]
    flow_places: Sequence[str]
    today: date
    moves: Mapping[str, Moved] = field(default_factory=dict)


def make_card(point: MeasurementPoint, measure: Measure, table: Released | None, sources: Sources) -> Card:
    """Return the card of a measurement point."""
    href = reverse("insight:measure", args=[measure.name])
    bare = Card(number=point.number, title=told(point.title), href=href, measure_title=told(measure.title))
    breakdown = breakdown_of(table, measure, point, sources)
    row = find_headline(table, breakdown) if table is not None else None
    if table is None or row is None:
        return bare
    official = list_official_rows(sources.official, point, sources.strategy, sources.municipality_name)
    is_judged_officially = point.target is not None and point.target.judged_by == "official"
    return Card(
        number=point.number,
        title=told(point.title),
        href=href,
        measure_title=told(measure.title),
        value=value_text(row.value, row.unit),
        is_hidden=row.is_hidden,
        of_text=of_text(row),
        about=about_text(row, point, measure, sources),
        verdict=verdict_of(row, point, official),
        facts=facts_of(row, point, measure, table, sources),
        official=describe_official(official[0]) if official else None,
        asks_for_official=is_judged_officially and not official,
        sparkline=sparkline_of(table, breakdown, told(measure.title), trajectory_of(point, sources.strategy, table)),
    )


def breakdown_of(
    table: Released | None, measure: Measure, point: MeasurementPoint, sources: Sources
) -> Mapping[str, str]:
    """Return which rows of the totals stand for a measure: for one beside a point those its definition names."""
    if measure.beside is not None:
        return measure.headline.breakdown if measure.headline else NO_FIGURE
    return own_breakdown(table, point, sources.strategy, sources.counted_kinds)


def verdict_of(row: ReleasedFigure, point: MeasurementPoint, official: list[ReleasedFigure]) -> Verdict:
    """Return how the point stands: by the official figure where the strategy judges by that, else by ours."""
    if point.target is not None and point.target.judged_by == "official":
        if not official:
            return Verdict("none", _("The goal is judged by the ministry's figure, which has not been delivered."))
        verdict = say_verdict(official[0], point.target)
        return Verdict(verdict.standing, _("By the ministry's figure: %(sentence)s") % {"sentence": verdict.sentence})
    return say_verdict(row, point.target)


def of_text(row: ReleasedFigure) -> str:
    """Return `of 312` for a share, so that no percentage stands alone; nothing where it is hidden."""
    if row.denominator is None or row.unit != Unit.SHARE:
        return ""
    return _("of %(n)s") % {"n": count(row.denominator)}


def about_text(row: ReleasedFigure, point: MeasurementPoint, measure: Measure, sources: Sources) -> str:
    """Return what the figure counts, and its period."""
    period = period_of(row.period, measure.period.kind)
    if measure.headline is not None:
        counted = told(measure.headline.text)
    elif "kind" in row.breakdown:
        kind = sources.kind_titles.get(row.breakdown["kind"], row.breakdown["kind"])
        said = _("Had started %(kind)s %(months)s months after 9th grade")
        counted = said % {"kind": kind, "months": row.breakdown["months"]}
    else:
        indicator = indicator_of(point, sources.strategy)
        counted = told(indicator.title if indicator else measure.title)
    return f"{counted}, {period}"


def facts_of(
    row: ReleasedFigure, point: MeasurementPoint, measure: Measure, table: Released, sources: Sources
) -> tuple[Fact, ...]:
    """Return goal, interval, unknown, what has happened since the last report and why, and the age of the data."""
    facts = []
    if point.target is not None:
        facts.append(Fact(_("Goal"), goal_fact(row, point)))
    if row.interval_low is not None and row.interval_high is not None:
        facts.append(
            Fact(interval_name(row.interval_kind), f"{percentage(row.interval_low)} – {percentage(row.interval_high)}")
        )
    if row.unit == Unit.SHARE and row.interval_low is None and not row.is_hidden:
        facts.append(Fact(_("Unknown"), unknown_text(row)))
    if point.target is not None and (noise := noise_text(row)):
        facts.append(Fact(_("Says nothing"), noise))
    facts.extend(facts_of_moves(sources.moves.get(measure.name)))
    facts.append(Fact(_("The test"), told(measure.test.title)))
    facts.append(Fact(_("Data"), data_text(table, sources.today)))
    return tuple(facts)


def facts_of_moves(moved: Moved | None) -> list[Fact]:
    """Return what has happened since the last report and what moved it, where that is known."""
    said = [] if moved is None else [(_("Since last report"), moved.since), (_("What moved it"), moved.why)]
    return [Fact(name, text) for name, text in said if text]


def noise_text(row: ReleasedFigure) -> str:
    """Return which changes are no more than noise among so few; nothing where none can be told."""
    told_change = smallest_change_of_value(row.unit, row.numerator, row.denominator)
    if told_change is None or row.denominator is None:
        return ""
    change = points(told_change) if row.unit == Unit.SHARE else count(told_change)
    return _("a change under %(change)s among %(n)s people") % {"change": change, "n": count(row.denominator)}


def goal_fact(row: ReleasedFigure, point: MeasurementPoint) -> str:
    """Return the goal, and where the way to it lies in the figure's own period."""
    assert point.target is not None
    goal = goal_text(point.target, row.unit)
    on_the_way = point.target.value_in(row.period)
    if point.target.baseline is None or on_the_way is None or on_the_way == point.target.goal.value:
        return goal
    return _("%(goal)s, on the way %(now)s") % {"goal": goal, "now": value_text(on_the_way, row.unit)}


def interval_name(kind: str) -> str:
    """Return what an interval is called."""
    if kind == IntervalKind.PREDICTION:
        return _("95% prediction interval")
    return _("95% interval")


def unknown_text(row: ReleasedFigure) -> str:
    """Return how many are unknown, and what the figure would be if all of them were in."""
    if row.unknown is None:
        return _("too few to be shown")
    if not row.unknown or not row.denominator:
        return _("nobody")
    share = percentage(row.unknown / row.denominator)
    if row.bounds_high is None:
        return share
    return _("%(share)s; with all of them %(high)s") % {"share": share, "high": percentage(row.bounds_high)}


def data_text(table: Released, today: date) -> str:
    """Return how old the oldest source of a table is, and as of when it is known."""
    if not table.oldest_source:
        return _("as known on %(day)s") % {"day": day_text(table.as_known_at)}
    day = day_text(table.oldest_source)
    return _("oldest source %(day)s, %(age)s") % {"day": day, "age": age_text(table.oldest_source, today)}


def sparkline_of(table: Released, breakdown: Mapping[str, str], title: str, trajectory: Sequence[TargetPoint]) -> str:
    """Return the course of the point's own figures as a small line."""
    description = _("The course of %(title)s; the numbers stand on its page.") % {"title": title}
    return draw_sparkline(table, Series("", breakdown), description, current_language(), trajectory)
