"""The page of a measurement point."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.definitions.strategy import MeasurementPoint
from videre.disclosure.released import Released, ReleasedFigure
from videre.reports.projected import Looked
from videre.web.insight.presenters.cards import Card, Fact, Sources, breakdown_of, make_card
from videre.web.insight.presenters.official import OfficialText, describe_official, list_official_rows
from videre.web.insight.presenters.places import ComparedPlaces
from videre.web.insight.presenters.projected import ProjectedPage, make_projected
from videre.web.insight.presenters.revisions import Edition, Revisions, make_revisions
from videre.web.insight.presenters.viewed import View, Viewed, periods_of, values_of
from videre.web.insight.presenters.views import make_view
from videre.web.insight.presenters.words import age_text, count, day_text, name_of_dimension, name_of_value
from videre.web.languages import current_language, told

# What a reader may choose beside a breakdown, by the word in the address.
CHOICES: Mapping[str, str] = {
    "definition": "definition",
    "horisont": "horizon",
    "maaneder": "months",
    "efter": "months_after",
    "aargang": "period",
}
COHORTS_TO_CHOOSE = 8
LOOKS_OF_A_FLOW = 3  # so many columns make a flow


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen, with its stable address."""

    text: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Choice:
    """A choice: its name, and what can be chosen."""

    name: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Law:
    """What a measure rests on; the address is empty where it is none of the web."""

    text: str
    href: str


@dataclass(frozen=True)
class Shown:
    """What a page shows of a released table: the choices, charts and tables, and what protects and dates them."""

    choices: tuple[Choice, ...]
    title: str
    view: View
    sources: tuple[Fact, ...]
    rule: str
    hidden: str
    table_name: str = ""
    revisions: Revisions | None = None


@dataclass(frozen=True)
class MeasurePage:
    """Everything on the page of a measurement point, or of a measure beside it.

    wanted: what the strategy wants of the point; empty for a measure beside it. related: the point's own measure and
    those beside it; none where there is but one. shown: None where nothing has been released.
    """

    title: str
    question: str
    wanted: str
    related: tuple[Option, ...]
    card: Card
    official: tuple[OfficialText, ...]
    definition: tuple[Fact, ...]
    caveats: tuple[str, ...]
    law: tuple[Law, ...]
    shown: Shown | None
    projected: ProjectedPage | None = None
    places: tuple[ComparedPlaces, ...] = ()


def list_choices(
    measure: Measure, table_names: Sequence[str], table: Released, dimension: str | None, only: Mapping[str, str]
) -> tuple[Choice, ...]:
    """Return what a reader may choose: a breakdown that is released, and the values of what the table always holds."""
    return (breakdown_choice(measure, table_names, dimension, only), *value_choices(measure, table, dimension, only))


def breakdown_choice(
    measure: Measure, table_names: Sequence[str], dimension: str | None, only: Mapping[str, str]
) -> Choice:
    """Return the choice of a breakdown, each a released table of its own."""
    prefix = f"{measure.name}_by_"
    found = [name.removeprefix(prefix) for name in table_names if name.startswith(prefix)]
    dimensions = [each for each in measure.dimensions if each in found]
    options = [Option(_("Everybody"), address(measure, None, only), dimension is None)]
    options += [Option(name_of_dimension(each), address(measure, each, only), each == dimension) for each in dimensions]
    return Choice(_("Break down by"), tuple(options))


def value_choices(measure: Measure, table: Released, dimension: str | None, only: Mapping[str, str]) -> list[Choice]:
    """Return the choices of values, one for each that the table always holds."""
    choices = []
    for name, chosen in only.items():
        values = values_to_choose(table, name)
        options = tuple(
            Option(name_of_value(name, value), address(measure, dimension, {**only, name: value}), value == chosen)
            for value in values
        )
        choices.append(Choice(name_of_dimension(name), options))
    return choices


def address(measure: Measure, dimension: str | None, only: Mapping[str, str]) -> str:
    """Return the stable address of a view."""
    path = reverse("insight:measure", args=[measure.name])
    if dimension is not None:
        path = reverse("insight:breakdown", args=[measure.name, dimension])
    words = {word: only[name] for word, name in CHOICES.items() if name in only}
    return f"{path}?{urlencode(words)}" if words else path


def definition_of(measure: Measure) -> tuple[Fact, ...]:
    """Return how the measure is counted."""
    said = (
        (_("Counted"), measure.numerator),
        (_("Out of"), measure.denominator),
        (_("Unknown"), measure.unknown),
        (_("Who"), measure.population.text),
        (_("Period"), measure.period.text),
        (_("The test"), measure.test.text),
        (_("Owner"), measure.owner),
    )
    facts = [Fact(name, told(text)) for name, text in said]
    return (*facts, Fact(_("Looked at again by"), day_text(measure.next_review.isoformat())))


def law_of(measure: Measure) -> tuple[Law, ...]:
    """Return what the measure rests on."""
    return tuple(
        Law(told(law.text), law.address if law.address and law.address.startswith("http") else "")
        for law in measure.law
    )


def sources_of(measure: Measure, table: Released, register_titles: Mapping[str, str], today: date) -> tuple[Fact, ...]:
    """Return what a table was computed from, and how old it is."""
    oldest = ""
    if table.oldest_source:
        oldest = f"{day_text(table.oldest_source)} ({age_text(table.oldest_source, today)})"
    facts = (
        Fact(_("Registers"), ", ".join(register_titles.get(name, name) for name in measure.registers)),
        Fact(_("As known on"), day_text(table.as_known_at)),
        Fact(_("Oldest source"), oldest),
        Fact(_("Version of the data"), table.store_version),
        Fact(_("Version of the method"), table.method_version),
    )
    return tuple(fact for fact in facts if fact.text)


def rule_of(table: Released) -> str:
    """Return what was done to protect persons."""
    return table.rule.get(current_language(), "")


def hidden_of(table: Released) -> str:
    """Return how many of the table's numbers are hidden."""
    if not table.n_hidden:
        return _("Nothing is hidden in this table.")
    numbers = {"n": count(table.n_hidden), "total": count(len(table.rows))}
    return _("%(n)s of this table's %(total)s numbers are hidden, so that nobody can be recognised.") % numbers


def is_chosen(table: Released, name: str) -> bool:
    """Return whether a value of a dimension is held fixed: a flow shows all its months, and one cohort at a time."""
    is_flow = "from" in table.dimensions
    return (name in table.dimensions or (is_flow and name == "period")) and not (is_flow and name == "months")


def values_to_choose(table: Released, name: str) -> list[str]:
    """Return what can be chosen, in order: months from the fewest, cohorts from the newest."""
    if name == "period":
        return periods_of(table)[::-1][:COHORTS_TO_CHOOSE]
    values = values_of(table, name)
    return sorted(values, key=int) if name in ("months", "months_after") else values


def usual_cohort(table: Released) -> str:
    """Return the newest cohort of a flow that has been looked at often enough to flow; the oldest shown without one."""
    cohorts = periods_of(table)[::-1][:COHORTS_TO_CHOOSE]
    for cohort in cohorts:
        if len({row.breakdown["months"] for row in table.rows if row.period == cohort}) >= LOOKS_OF_A_FLOW:
            return cohort
    return cohorts[-1] if cohorts else ""


class NoSuchChoice(LookupError):
    """An address asks for a value that the table does not have."""


def chosen_values(
    table: Released, dimension: str | None, default: Mapping[str, str], words: Mapping[str, str]
) -> dict[str, str]:
    """Return the values that a view holds fixed: those of the address, else the point's own, else the first.

    Args:
        table: the released table; dimension: what it is broken down by, which is never held fixed.
        default: the breakdown of the point's figure.
        words: the words and values of the address.

    Raises:
        NoSuchChoice: the table has no such value.
    """
    chosen = {}
    for word, name in CHOICES.items():
        if is_chosen(table, name) and name != dimension:
            values = values_to_choose(table, name)
            usual = usual_cohort(table) if name == "period" else default.get(name, values[0] if values else "")
            chosen[name] = words.get(word, usual)
            if chosen[name] not in values:
                raise NoSuchChoice(f"{table.name} has no {name} {chosen[name]!r}.")
    return chosen


@dataclass(frozen=True)
class Asked:
    """What a page is made of.

    table: the released table that is looked at; None where it has not been released.
    total: the measure's totals. table_names: all released tables. words: the words and values of the address.
    measures: those of the point: its own, then those that stand beside it.
    projected: released tables of the projection, where the measure has them; change_parts: what a change is made of.
    editions: of the table, the newest first. is_public: whether anybody may fetch them.
    """

    point: MeasurementPoint
    measure: Measure
    total: Released | None
    table: Released | None
    table_names: Sequence[str]
    dimension: str | None
    words: Mapping[str, str]
    measures: Sequence[Measure]
    register_titles: Mapping[str, str]
    sources: Sources
    projected: Mapping[str, Released] = field(default_factory=dict)
    change_parts: Mapping[str, Text] = field(default_factory=dict)
    places: tuple[ComparedPlaces, ...] = ()
    editions: tuple[Edition, ...] = ()
    is_public: bool = False


def make_page(asked: Asked) -> MeasurePage:
    """Return the page of a measurement point; raises NoSuchChoice for an address with a value that is not there."""
    measure, sources = asked.measure, asked.sources
    official = list_official_rows(sources.official, asked.point, sources.strategy, sources.municipality_name)
    is_shown = asked.table is not None and asked.total is not None
    return MeasurePage(
        title=told(measure.title),
        question=told(measure.question),
        wanted="" if measure.beside else told(asked.point.wanted),
        related=related_of(asked),
        card=make_card(asked.point, measure, asked.total, sources),
        official=tuple(map(describe_official, official)),
        definition=definition_of(measure),
        caveats=tuple(map(told, measure.caveats)),
        law=law_of(measure),
        shown=show(asked, asked.table, asked.total) if asked.table is not None and asked.total is not None else None,
        projected=show_projected(asked, official[0] if official else None) if is_shown and asked.projected else None,
        places=asked.places,
    )


def show_projected(asked: Asked, official: ReleasedFigure | None) -> ProjectedPage | None:
    """Return what the page shows of the projection, for the definition and horizon that are chosen."""
    assert asked.total is not None
    default = breakdown_of(asked.total, asked.measure, asked.point, asked.sources)
    only = chosen_values(asked.total, None, default, asked.words)
    target = asked.point.target
    judged = asked.sources.strategy.indicators[target.indicator].breakdown if target is not None else None
    looked = Looked(
        tables=asked.projected,
        parts=asked.change_parts,
        definition=only["definition"],
        horizon=only["horizon"],
        years=next(each.years for each in asked.measure.horizons if each.name == only["horizon"]),
        goal=target.goal.value if target is not None and judged == only else None,
        total=asked.total,
        official=official,
        judged=judged,
    )
    return make_projected(looked)


def related_of(asked: Asked) -> tuple[Option, ...]:
    """Return the measures of the point, its own first, each with its address; none where there is but one."""
    if len(asked.measures) == 1:
        return ()
    return tuple(
        Option(told(each.label or each.title), address_of(each.name), each.name == asked.measure.name)
        for each in asked.measures
    )


def address_of(name: str) -> str:
    """Return the address of a measure's page."""
    return reverse("insight:measure", args=[name])


def show(asked: Asked, table: Released, total: Released) -> Shown:
    """Return what the page shows of a released table."""
    measure, sources = asked.measure, asked.sources
    default = breakdown_of(total, measure, asked.point, sources)
    only = chosen_values(table, asked.dimension, default, asked.words)
    viewed = Viewed(
        table=table,
        total=total,
        measure=measure,
        point=asked.point,
        strategy=sources.strategy,
        dimension=asked.dimension,
        only=only,
        kinds=sources.kind_titles,
        places=sources.flow_places,
        units={name: told(actor.name) for name, actor in sources.strategy.actors.items()},
        official=sources.official,
        area=sources.municipality_name,
    )
    return Shown(
        choices=list_choices(measure, asked.table_names, table, asked.dimension, only),
        title=viewed.title,
        view=make_view(viewed),
        sources=sources_of(measure, table, asked.register_titles, sources.today),
        rule=rule_of(table),
        hidden=hidden_of(table),
        table_name=table.name,
        revisions=make_revisions(asked.editions, only, sources.kind_titles, is_public=asked.is_public),
    )
