"""What if: a scenario file's changes made to a year's behaviour, and the share that follows."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from itertools import product
from pathlib import Path

import numpy as np

from videre.definitions.files import InvalidDefinition, Text, read_definition
from videre.definitions.happenings import Happening
from videre.definitions.scenario import Group, Scale, Scenario, ScenarioChange
from videre.pipeline.behaviour import Counted
from videre.pipeline.projecting import LEVEL
from videre.pipeline.setting import Setting, groups_of
from videre.projection.scenario import Borrowed, Change, Scaled, compare
from videre.projection.uncertainty import normal_quantile

CAVEAT = Text(
    da="Det er regning og ikke virkning: tallet siger, hvad andelen ville være, hvis netop dette ændrede sig og alt "
    "andet blev, som det er.",
    en="This is arithmetic, not effect: the figure says what the share would be if exactly this changed and all else "
    "stayed as it is.",
)


@dataclass(frozen=True)
class WhatIf:
    """A share without and with a scenario, and the difference with its interval."""

    title: Text
    cohort: int
    count: str
    horizon: str
    before: float
    after: float
    difference: float
    difference_low: float
    difference_high: float

    def as_dict(self) -> dict[str, object]:
        """Return it with the keys of the documented JSON."""
        said = {"title": self.title.model_dump(), "caveat": CAVEAT.model_dump()}
        return {**asdict(self), **said}


def ask_what_if(
    setting: Setting, path: Path, cohort: int, counts: tuple[str, ...], horizons: Mapping[str, int]
) -> list[WhatIf]:
    """Return what a scenario file makes of a cohort's shares.

    Raises:
        InvalidDefinition: the file names an activity or a group that there is not.
        WrongRates: the change is impossible.
        NoSuchCohort, NoBehaviour.
    """
    scenario = read_definition(path, Scenario)
    changes = [each for change in scenario.changes for each in changes_of(setting.counted, change, path)]
    behaviour = setting.behaviour(cohort)
    ((_, initial),), _ = groups_of(setting, cohort, ())
    found = []
    for (horizon, years), count in product(horizons.items(), counts):
        asked = setting.ask(initial, count, cohort, years)
        difference = compare(behaviour.place, asked, changes)
        half = normal_quantile((1 + LEVEL) / 2) * difference.standard_error
        moved = difference.after - difference.before
        found.append(
            WhatIf(
                title=scenario.title,
                cohort=cohort,
                count=count,
                horizon=horizon,
                before=difference.before,
                after=difference.after,
                difference=moved,
                difference_low=moved - half,
                difference_high=moved + half,
            )
        )
    return found


def changes_of(counted: Counted, change: ScenarioChange, path: Path) -> Iterator[Change]:
    """Yield a change of a file as changes of rates."""
    if change.scale is not None:
        yield scaling(counted, change.scale, path)
    elif change.close is not None:
        check_activity(counted, change.close, path)
        states = counted.space.states
        begun = np.array([state.activity == change.close and state.year == 1 for state in states])
        elsewhere = np.array([state.activity != change.close for state in states])
        is_move = begun[counted.moves.target] & elsewhere[counted.moves.origin]
        yield Scaled(is_move, np.ones(len(counted.labels), bool), 0.0)
    elif change.behave_as is not None:
        group, other = by_name(change.behave_as.group), by_name(change.behave_as.other)
        every_state = np.ones(len(counted.space.states), bool)
        for cell in np.flatnonzero(cells_in(counted, group, path)):
            yield Borrowed(int(cell), cell_as(counted, int(cell), other, path), every_state)


def scaling(counted: Counted, scale: Scale, path: Path) -> Scaled:
    """Return a scaling of a file as one of rates."""
    if scale.activity is not None:
        check_activity(counted, scale.activity, path)
    happening = Happening[scale.what.upper()]
    is_move = np.array(
        [
            meaning.happening == happening and (scale.activity is None or meaning.activity == scale.activity)
            for meaning in counted.meanings
        ]
    )
    return Scaled(is_move, cells_in(counted, by_name(scale.group), path), scale.factor)


def check_activity(counted: Counted, activity: str, path: Path) -> None:
    """Raise InvalidDefinition for an activity that the state file does not have."""
    there_are = counted.space.file.activities
    if activity not in there_are:
        raise InvalidDefinition(f"{path}: there is no activity {activity!r}. There are: {', '.join(there_are)}.")


def by_name(group: Group) -> dict[str, str]:
    """Return a group of a file with plain names."""
    return {str(name): value for name, value in group.items()}


def cells_in(counted: Counted, group: Mapping[str, str], path: Path) -> np.ndarray:
    """Return which cells belong to a group.

    Raises:
        InvalidDefinition: nobody is in the group, or it is counted together with others, since it is too small.
    """
    strange = sorted(set(group) - set(counted.cells.fine[0]))
    if strange:
        raise InvalidDefinition(
            f"{path}: behaviour is not told apart by {strange[0]}, since what is leaned on is not. "
            f"It is by: {', '.join(counted.cells.fine[0])}."
        )
    of_group = [[group.items() <= label.items() for label in parts] for parts in counted.cells.parts]
    inside = np.array([any(each) for each in of_group])
    if not inside.any():
        raise InvalidDefinition(f"{path}: nobody here is {dict(group)}. There are: {list(counted.labels)}.")
    mixed = [label for label, each in zip(counted.labels, of_group, strict=True) if any(each) and not all(each)]
    if mixed:
        raise InvalidDefinition(
            f"{path}: {dict(group)} is too small for behaviour of its own and is counted together with others, as "
            f"{mixed[0]}. Ask of a greater group, or of all of that one. There are: {list(counted.labels)}."
        )
    return inside


def cell_as(counted: Counted, cell: int, other: Mapping[str, str], path: Path) -> int:
    """Return the cell of people as those of a cell but for what is other; where they are in several, of most of them.

    Raises:
        InvalidDefinition: nobody here is so.
    """
    observed: dict[int, float] = defaultdict(float)
    for label in counted.cells.parts[cell]:
        wanted = {**label, **other}
        there = counted.cells.cell_of(wanted)
        if there >= 0:
            observed[there] += float(counted.cells.n_observed[counted.cells.fine.index(wanted)])
    if not observed:
        raise InvalidDefinition(f"{path}: behave_as.other: nobody here is {dict(counted.labels[cell], **other)}")
    return max(observed, key=lambda there: (observed[there], -there))
