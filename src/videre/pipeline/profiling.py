"""The profile figure: what a cohort is expected to begin first, change to, complete and end with.

It is drawn as the ministry draws that of its profile model, and is profilmodel-like as all of the projection is.

A person's way is told apart by a mark that is carried along with the state (`videre.projection.ways`).
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

import numpy as np

from videre.definitions.pathways import Level
from videre.definitions.state_space import State, StateSpace
from videre.domain.days import EDUCATION_YEAR_STARTS_MONTH
from videre.pipeline.behaviour import Behaviour, Counted
from videre.pipeline.projecting import Setting, ask, groups_of
from videre.projection.chain import Floats, Ints, Rates
from videre.projection.ways import project_ways

SECTORS: Final = ("gymnasial", "vocational", "stu")
NONE: Final = "none"
UNSEEN: Final = "unseen"  # begun and left between two looks: nobody saw what it was
HIGHER: Final = ("short", "medium", "bachelor", "long")
ENDS: Final = (*SECTORS, *HIGHER, NONE)
ANY: Final = "any"
PROFILED_COUNT: Final = "a_youth_education"
PROFILED_YEARS: Final = 25  # as the ministry looks


class Way(NamedTuple):
    """What is remembered of somebody's way: sectors by name, `none` where nothing was.

    first: begun first. changed: another was begun before any was completed. completed: completed first.
    higher: whether higher education was begun.
    """

    first: str = NONE
    changed: bool = False
    completed: str = NONE
    higher: bool = False


class Profile(NamedTuple):
    """The shares of a cohort by way and by what it ends with; they sum to 1.

    n_persons: of the cohort. not_placed: of them stood in no state of the file and are left out.
    """

    cohort: int
    n_persons: int
    not_placed: int
    shares: Mapping[tuple[Way, str], float]

    def flows(self) -> dict[tuple[str, str], float]:
        """Return the flows of the figure, each the share of the whole cohort, by where from and where to.

        From `any` to each place: everybody in it. `first_*`, `completed_*` and `ends_*` each sum to 1, and so do the
        flows from one of them to the next; `changed` and `higher` are parts of those they come from.
        """
        found: dict[tuple[str, str], float] = defaultdict(float)
        for (way, end), share in self.shares.items():
            first, completed, ends = f"first_{way.first}", f"completed_{way.completed}", f"ends_{end}"
            for place in (first, completed, ends):
                found[ANY, place] += share
            found[first, completed] += share
            found[completed, ends] += share
            if way.changed:
                found[ANY, "changed"] += share
                found[first, "changed"] += share
            if way.higher:
                found[ANY, "higher"] += share
                found[completed, "higher"] += share
        return dict(found)


class Sectors(NamedTuple):
    """What the states of a file mean for the profile: sector by activity and by level, and which activities are higher.

    sector_of_level: of levels that count as a youth education on the day; end_of_level: what a level is called at the
    end of the way, `none` for all that count as nothing.
    """

    sector_of_activity: Mapping[str, str]
    sector_of_level: Mapping[str, str]
    end_of_level: Mapping[str, str]
    higher: frozenset[str]
    begun_of_gap: Mapping[str, str]


class Profiled(NamedTuple):
    """What a profile is made of: the cohort, its behaviour, and how marks of ways follow from moves."""

    setting: Setting
    cohort: int
    initial: Floats
    not_placed: int
    behaviour: Behaviour
    sectors: Sectors
    ways: list[Way]
    first_mark: Ints
    next_mark: Ints
    clock: Ints


def project_profile(setting: Setting, cohort: int, years: int) -> Profile:
    """Return the profile of a cohort so many years after its first 1 October.

    Raises:
        NoSuchCohort, NoBehaviour, NotObserved.
    """
    profiled = set_up_profile(setting, cohort, years)
    return profile_by(profiled, profiled.behaviour.place.rates)


def set_up_profile(setting: Setting, cohort: int, years: int) -> Profiled:
    """Return what the profile of a cohort is made of; raises as `project_profile`."""
    behaviour = setting.behaviour(cohort)
    ((_, initial),), not_placed = groups_of(setting, cohort, ())
    counted, kinds = setting.counted, setting.gathered.definitions.programme_kinds()
    day = date(cohort, EDUCATION_YEAR_STARTS_MONTH, 1)
    counts = frozenset(counted.space.counted(PROFILED_COUNT, kinds, day))
    sectors = sectors_of(counted.space, setting.gathered.definitions.pathway_groups("sector"), counts)
    clock = ask(initial, (), years).table_of_step
    return Profiled(setting, cohort, initial, not_placed, behaviour, sectors, *marks_of(counted, sectors), clock)


def profile_by(profiled: Profiled, rates: Rates) -> Profile:
    """Return the profile of a cohort by some rates."""
    counted, marks = profiled.setting.counted, (profiled.first_mark, profiled.next_mark)
    shares = project_ways(counted.moves, rates, profiled.initial, profiled.clock, *marks)
    ends = by_end(counted.space, profiled.sectors, profiled.ways, shares)
    return Profile(profiled.cohort, int(profiled.initial.sum()), profiled.not_placed, ends)


def sectors_of(space: StateSpace, level: Level, counts: frozenset[int]) -> Sectors:
    """Return what the states of a file mean, given the numbers of those that count as a youth education."""
    sector_of_kind = {kind: group.key for group in level.groups if group.key in SECTORS for kind in group.kinds}
    activities = space.file.activities.items()
    of_activity = {
        name: sector_of_kind[activity.kinds[0]]
        for name, activity in activities
        if space.first_level in activity.at and activity.kinds and activity.kinds[0] in sector_of_kind
    }
    levels, counted = space.file.levels, {space.states[number].level for number in counts}
    of_level = {name: sector_of_kind[about.kind] for name, about in levels.items() if about.kind in sector_of_kind}
    of_level |= {about.then: of_level[name] for name, about in levels.items() if about.then and name in of_level}
    gaps = {about.completed: of_activity[name] for name, about in activities if about.completed and name in of_activity}
    return Sectors(
        sector_of_activity=of_activity,
        sector_of_level={level: sector for level, sector in of_level.items() if level in counted},
        end_of_level={
            level: of_level.get(level, NONE) if level in of_level and level in counted else higher_end(level)
            for level in levels
        },
        higher=frozenset(name for name, about in activities if any(kind.startswith("HIGHER_") for kind in about.kinds)),
        begun_of_gap=gaps,
    )


def higher_end(level: str) -> str:
    """Return the kind of higher education of a level, with or without a youth education before it; `none` else."""
    return next((kind for kind in HIGHER if level in (kind, f"{kind}_only")), NONE)


def way_after(way: Way, before: State | None, after: State, sectors: Sectors) -> Way:
    """Return what is remembered after a move; `before` is None for where the cohort is seen first."""
    begun = sectors.sector_of_activity.get(after.activity or "", NONE)
    completed = sectors.sector_of_level.get(after.level, NONE)
    if way.completed == NONE and completed != NONE:
        way = having_begun(way, completed)._replace(completed=completed)
    elif way.completed == NONE and begun != NONE:
        way = having_begun(way, begun)
    elif way.first == NONE and after.gap and after.gap in sectors.begun_of_gap:
        way = way._replace(first=sectors.begun_of_gap[after.gap])
    elif way.first == NONE and after.gap == "broke" and (before is None or before.activity not in sectors.higher):
        way = way._replace(first=UNSEEN)
    is_higher = after.activity in sectors.higher or sectors.end_of_level[after.level] in HIGHER
    return way._replace(higher=True) if is_higher else way


def having_begun(way: Way, sector: str) -> Way:
    """Return a way on which a sector was begun before anything was completed."""
    if way.first == NONE:
        return way._replace(first=sector)
    return way if way.first in (sector, UNSEEN) else way._replace(changed=True)


def marks_of(counted: Counted, sectors: Sectors) -> tuple[list[Way], Ints, Ints]:
    """Return all ways that can be, the number of each state's at the first look, (S,), and after each move, (M, E)."""
    states, moves = counted.space.states, counted.moves
    pairs = [(states[a], states[b]) for a, b in zip(moves.origin.tolist(), moves.target.tolist(), strict=True)]
    numbers: dict[Way, int] = {}
    first = [numbers.setdefault(way_after(Way(), None, state, sectors), len(numbers)) for state in states]
    rows: list[list[int]] = []
    while len(rows) < len(numbers):
        way = list(numbers)[len(rows)]
        rows.append(
            [numbers.setdefault(way_after(way, before, after, sectors), len(numbers)) for before, after in pairs]
        )
    return list(numbers), np.array(first, np.int64), np.array(rows, np.int64)


def by_end(space: StateSpace, sectors: Sectors, ways: list[Way], shares: Floats) -> dict[tuple[Way, str], float]:
    """Return shares by way and state, (M, S), as shares by way and what it ends with."""
    found: dict[tuple[Way, str], float] = defaultdict(float)
    for mark, number in np.argwhere(shares > 0).tolist():
        found[ways[mark], sectors.end_of_level[space.states[number].level]] += float(shares[mark, number])
    return dict(found)
