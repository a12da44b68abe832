"""What the pages of this app read: definitions of the home, and its released tables."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.definitions.parts_of_change import titles_of_parts
from videre.definitions.pathways import Level
from videre.definitions.strategy import MeasurementPoint
from videre.disclosure.released import Released
from videre.pipeline.comparing import indicators_of
from videre.pipeline.fetching import PLACES
from videre.pipeline.projecting import STATES
from videre.pipeline.releasing_compared import COMPARED_PLACES
from videre.registers.catalogue import REGISTERS
from videre.reports.projected import TABLES
from videre.web.figures.points import tell_moves
from videre.web.figures.queries import (
    audience_of,
    find_table,
    find_table_of_edition,
    list_editions,
    list_table_names,
)
from videre.web.insight.presenters.cards import Sources
from videre.web.insight.presenters.official import TABLE as OFFICIAL_FIGURES
from videre.web.insight.presenters.pages import Asked
from videre.web.insight.presenters.places import ComparedPlaces, compare_places
from videre.web.insight.presenters.revisions import Edition
from videre.web.installation import (
    current_day,
    current_definitions,
    current_home,
    current_strategy,
    definitions_over,
)
from videre.web.languages import told

FLOW_LEVEL = "sector"  # the level of what flows are between
MOST_EDITIONS = 13  # a year of months: revisions are yearly, so the last one is among them
WHOLE = "youth_education"  # the level at which all youth education is one


class Followed(NamedTuple):
    """A measurement point with its measure and its released totals, None where they are not released."""

    point: MeasurementPoint
    measure: Measure
    total: Released | None


def get_sources() -> Sources:
    """Return what every card is made of."""
    return Sources(
        strategy=current_strategy(),
        municipality_name=current_home().settings.municipality_name,
        official=find_table(OFFICIAL_FIGURES),
        kind_titles=kind_titles(),
        counted_kinds=counted_kinds(),
        flow_places=tuple(group.key for group in pathway_levels()[FLOW_LEVEL].groups),
        today=current_day(),
        moves=tell_moves(),
    )


def list_followed() -> tuple[Followed, ...]:
    """Return the strategy's measurement points that Videre has a measure for."""
    definitions = current_definitions()
    return tuple(
        Followed(point, definitions.measure(point.measure), find_table(point.measure))
        for point in current_strategy().measurement_points
        if point.measure is not None
    )


def list_measures_of_point(name: str) -> tuple[Measure, ...]:
    """Return a measurement point's own measure, then those that stand beside it."""
    definitions = current_definitions()
    return (definitions.measure(name), *(each for each in definitions.list_measures() if each.beside == name))


def find_followed(name: str) -> Followed | None:
    """Return a measure with the point that it belongs to: its own, or the one that it stands beside; None without.

    The point's target is for the point's own measure, so a measure beside it has none.
    """
    own = {each.measure.name: each for each in list_followed()}
    if name in own:
        return own[name]
    beside = next((each for each in current_definitions().list_measures() if each.name == name), None)
    if beside is None or beside.beside not in own:
        return None
    point = own[beside.beside].point.model_copy(update={"measure": name, "target": None})
    return Followed(point, beside, find_table(name))


def register_titles() -> Mapping[str, str]:
    """Return what each register is called."""
    return {register.name: told(register.title) for register in REGISTERS.values()}


def kind_titles() -> Mapping[str, str]:
    """Return what each kind of education is called, at every level of grouping, and each alternative course."""
    finest_last = reversed(list(pathway_levels().values()))  # `stu` is a kind and a sector: the kind's own title counts
    courses = {each.key: told(each.title) for each in current_definitions().pathway_levels().alternatives}
    return courses | {key: told(title) for level in finest_last for key, title in level.titles().items()}


def counted_kinds() -> frozenset[str]:
    """Return the kinds that are youth education: not 10th grade, and no preparatory course."""
    levels = pathway_levels()
    counted = {kind for group in levels[WHOLE].groups for kind in group.kinds}
    return frozenset(group.key for level in levels.values() for group in level.groups if counted & {*group.kinds})


def pathway_levels() -> Mapping[str, Level]:
    """Return the levels at which kinds of education are grouped."""
    return current_definitions().pathway_levels().levels


def ask_page(name: str, dimension: str | None, words: Mapping[str, str]) -> Asked | None:
    """Return what the page of a measure is made of; None where there is no such measure or breakdown."""
    followed = find_followed(name)
    if followed is None:
        return None
    table = followed.total if dimension is None else find_table(f"{name}_by_{dimension}")
    if dimension is not None and (table is None or dimension not in followed.measure.dimensions):
        return None
    return Asked(
        point=followed.point,
        measure=followed.measure,
        total=followed.total,
        table=table,
        table_names=list_table_names(),
        dimension=dimension,
        words=words,
        measures=list_measures_of_point(followed.measure.beside or name),
        register_titles=register_titles(),
        sources=get_sources(),
        projected={} if dimension is not None else find_projection(name),
        change_parts=titles_of_changes(current_home().paths.definitions) if followed.measure.horizons else {},
        places=list_compared_places(name),
        editions=list_kept_editions(table.name) if table is not None else (),
        is_public=table is not None and audience_of(table.name) == "public",
    )


def list_kept_editions(name: str) -> tuple[Edition, ...]:
    """Return the newest editions of a table, the newest first."""
    days = list_editions(name)[:MOST_EDITIONS]
    found = ((day, find_table_of_edition(name, day)) for day in days)
    return tuple(Edition(day, table) for day, table in found if table is not None)


def find_projection(name: str) -> dict[str, Released]:
    """Return the released tables of the projection that stand beside a measure's own, by name."""
    tables = {table: find_table(table) for table in TABLES if table.startswith(f"{name}_")}
    return {table: found for table, found in tables.items() if found is not None}


@lru_cache(maxsize=8)
def titles_of_changes(overlay: Path) -> Mapping[str, Text]:
    """Return what a change of the projected share may be made of: 40 ms of work, and the same for every reader."""
    return titles_of_parts(definitions_over(overlay).state_space(STATES))


def list_compared_places(measure: str) -> tuple[ComparedPlaces, ...]:
    """Return the country and other municipalities beside a measure, by what others have published of it."""
    definitions, settings = current_definitions(), current_home().settings
    own = {name: told(each.title) for name, each in current_strategy().indicators.items()}
    fetched = {name: told(table.title) for table in definitions.list_open_tables() for name in table.indicators}
    indicators = indicators_of(definitions, measure, settings.strategy)
    places = definitions.places(PLACES).with_own(settings.municipality, settings.municipality_name)
    titles = {name: own.get(name) or fetched.get(name, name) for name in indicators}
    return compare_places(find_table(COMPARED_PLACES), titles, places.names, settings.municipality_name)
