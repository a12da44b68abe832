"""The strategy's measurement points with what is released of them, as a report of today's half-year would have it."""

import os
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from videre.definitions.pathways import PathwayGroups
from videre.disclosure.reasons import ReleasedReasons, read_reasons
from videre.registers.catalogue import REGISTERS
from videre.reports.content import Verdict
from videre.reports.half_year import Material, follow, kind_titles
from videre.reports.half_years import HalfYear
from videre.reports.headlines import Followed
from videre.reports.official import TABLE as OFFICIAL
from videre.reports.reasons import GROUPS, why_it_moved
from videre.reports.sentences import since_last, verdict_of
from videre.reports.wording import Wording
from videre.web.figures.queries import find_table
from videre.web.installation import current_day, current_definitions, current_home, current_strategy
from videre.web.languages import current_language


class Moved(NamedTuple):
    """What a point's figure has done since the last report, and why, each in one sentence; empty where unknown."""

    since: str
    why: str


class Stamp(NamedTuple):
    """What the points are made of: the home, its day, and when each file was written. Same stamp, same points."""

    root: Path
    day: date
    files: tuple[tuple[str, int, int], ...]


def list_points() -> tuple[Followed, ...]:
    """Return the points that Videre has a measure for, in the strategy's order. `earlier` is what the report of the
    half-year before shows."""
    return points_at(current_stamp())


def tell_moves() -> Mapping[str, Moved]:
    """Return what each point's figure has done since the last report, by measure, in the reader's language."""
    return moves_at(current_stamp(), current_language())


def tell_verdicts() -> Mapping[int, Verdict]:
    """Return how each point stands to its target, by its number, in the reader's language."""
    return verdicts_at(current_stamp(), current_language())


def current_stamp() -> Stamp:
    """Return what the points are made of now."""
    home, names = current_home(), wanted_tables()
    paths = [home.paths.released / f"{name}.json" for name in names]
    paths += [home.paths.reasons / f"{name}.json" for name in names]
    files = [(str(path), written.st_mtime_ns, written.st_size) for path in paths if (written := stat_of(path))]
    return Stamp(home.paths.root, current_day(), tuple(files))


def stat_of(path: Path) -> os.stat_result | None:
    """Return when a file was written and how long it is; None where it is not there."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def wanted_tables() -> list[str]:
    """Return the tables that the points are made of."""
    names = [point.measure for point in current_strategy().measurement_points if point.measure]
    return [*names, *(f"{name}_by_{GROUPS[name]}" for name in names if name in GROUPS), OFFICIAL]


@lru_cache(maxsize=4)
def points_at(stamp: Stamp) -> tuple[Followed, ...]:
    """Return the points as made of what a stamp names: computed once for each."""
    definitions, strategy, day = current_definitions(), current_strategy(), stamp.day
    points = [point for point in strategy.measurement_points if point.measure is not None]
    material = Material(
        tables={name: table for name in wanted_tables() if (table := find_table(name)) is not None},
        strategy=strategy,
        measures={point.measure: definitions.measure(point.measure) for point in points if point.measure},
        groups=groups(),
        registers={name: register.title for name, register in REGISTERS.items()},
        municipality_name=current_home().settings.municipality_name,
        half=HalfYear(day.year, 1 if day.month <= 6 else 2),
        day=day,
    )
    return tuple(follow(point, material, material.measures[point.measure]) for point in points if point.measure)


@lru_cache(maxsize=8)
def moves_at(stamp: Stamp, language: str) -> Mapping[str, Moved]:
    """Return what the points of a stamp have done, in a language."""
    wording = wording_in(language, groups())
    return {
        followed.measure.name: Moved(
            since=since_last(followed, wording),
            why=why_it_moved(followed, find_reasons(followed.measure.name), wording),
        )
        for followed in points_at(stamp)
    }


@lru_cache(maxsize=8)
def verdicts_at(stamp: Stamp, language: str) -> Mapping[int, Verdict]:
    """Return how the points of a stamp stand, in a language."""
    wording = wording_in(language, groups())
    return {followed.point.number: verdict_of(followed, wording) for followed in points_at(stamp)}


def find_reasons(measure: str) -> ReleasedReasons | None:
    """Return why a measure's figure moved, as released; None where nothing has been."""
    path = current_home().paths.reasons / f"{measure}.json"
    return read_reasons(path.read_text("utf-8")) if path.exists() else None


def groups() -> PathwayGroups:
    """Return how kinds of education are grouped."""
    return current_definitions().definition("programmes", "groups", PathwayGroups)


def wording_of_reader() -> Wording:
    """Return the words of a report in the reader's language."""
    return wording_in(current_language(), groups())


def wording_in(language: str, kinds: PathwayGroups) -> Wording:
    """Return the words of a report in a language."""
    return Wording("en" if language == "en" else "da", kind_titles(kinds))
