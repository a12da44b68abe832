"""The strategy's measurement points with what is released of them, as a report of today's half-year would have it."""

from collections.abc import Mapping
from typing import NamedTuple

from videre.definitions.pathways import PathwayGroups
from videre.pipeline.telling_why import find_reasons
from videre.registers.catalogue import REGISTERS
from videre.reports.half_year import Material, follow, kind_titles
from videre.reports.half_years import HalfYear
from videre.reports.headlines import Followed
from videre.reports.official import TABLE as OFFICIAL
from videre.reports.reasons import GROUPS, why_it_moved
from videre.reports.sentences import since_last
from videre.reports.wording import Wording
from videre.web.figures.queries import find_table
from videre.web.installation import current_day, current_definitions, current_home, current_strategy
from videre.web.languages import current_language


class Moved(NamedTuple):
    """What a point's figure has done since the last report, and why, each in one sentence; empty where unknown."""

    since: str
    why: str


def list_points() -> list[Followed]:
    """Return the points that Videre has a measure for, in the strategy's order. `earlier` is what the report of the
    half-year before shows."""
    definitions, strategy, day = current_definitions(), current_strategy(), current_day()
    points = [point for point in strategy.measurement_points if point.measure is not None]
    names = [point.measure for point in points if point.measure]
    wanted = [*names, *(f"{name}_by_{GROUPS[name]}" for name in names if name in GROUPS), OFFICIAL]
    tables = {name: table for name in wanted if (table := find_table(name)) is not None}
    material = Material(
        tables=tables,
        strategy=strategy,
        measures={point.measure: definitions.measure(point.measure) for point in points if point.measure},
        groups=groups(),
        registers={name: register.title for name, register in REGISTERS.items()},
        municipality_name=current_home().settings.municipality_name,
        half=HalfYear(day.year, 1 if day.month <= 6 else 2),
        day=day,
    )
    return [follow(point, material, material.measures[point.measure]) for point in points if point.measure]


def tell_moves() -> Mapping[str, Moved]:
    """Return what each point's figure has done since the last report, by measure, in the reader's language."""
    home, wording = current_home(), wording_of_reader()
    return {
        followed.measure.name: Moved(
            since=since_last(followed, wording),
            why=why_it_moved(followed, find_reasons(home, followed.measure.name), wording),
        )
        for followed in list_points()
    }


def groups() -> PathwayGroups:
    """Return how kinds of education are grouped."""
    return current_definitions().definition("programmes", "groups", PathwayGroups)


def wording_of_reader() -> Wording:
    """Return the words of a report in the reader's language."""
    return wording_in(current_language(), groups())


def wording_in(language: str, kinds: PathwayGroups) -> Wording:
    """Return the words of a report in a language."""
    return Wording("en" if language == "en" else "da", kind_titles(kinds))
