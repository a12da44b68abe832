"""State files as data: levels, activities, gaps, and what counts as what. The states follow in `state_space.py`."""

from collections.abc import Container, Iterable, Iterator
from itertools import product
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.cells import AreaRule, CellRule
from videre.definitions.files import Strict, Text
from videre.domain.education import EducationKind
from videre.domain.states import BENEFIT_CODE, EMPLOYMENT_CODE

FACT_CODES = {"employment": EMPLOYMENT_CODE, "benefit": BENEFIT_CODE}
Years = Annotated[int, Field(ge=1, le=12)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Completing = str | dict[str, str]


class LookedAt(Strict):
    """When states are looked at: on the first of every so many months, one of them being `month` (1 to 12)."""

    every_months: Annotated[int, Field(ge=1)]
    month: Annotated[int, Field(ge=1, le=12)] = 1


class Breaks(Strict):
    """After how many months away from the same education a break is one, and which grouping says what "same" is."""

    months: Annotated[int, Field(ge=0)]
    level: str


class Place(Strict):
    """A number among municipalities that says that somebody is in none."""

    place: Annotated[int, Field(gt=0)]
    title: Text


class Elsewhere(Strict):
    """How the register of residence says that somebody has left the country, or died."""

    abroad: Place
    dead: Place


class GapSort(Strict):
    """One sort of gap at a level, and how many steps of it are told apart."""

    years: Years
    title: Text | None = None


class StateLevel(Strict):
    """What has been completed.

    kind: the kind of education by which it counts as a youth education, where one does.
    then: the level with which those are counted who begin something more; None: the same.
    """

    title: Text
    gaps: dict[Key, GapSort] = Field(default_factory=dict)
    kind: str | None = None
    then: str | None = None


class Activity(Strict):
    """What somebody can be in.

    kinds: of education; facts: or work, or benefits.
    years: how many steps of it are told apart.
    at: the levels at which it is followed, and the level that completing it gives: one for all kinds, or one a kind.
    left, completed: the sort of gap that follows, where the level has it; None: as before.
    """

    title: Text
    kinds: tuple[str, ...] = ()
    facts: Literal["employment", "benefit"] | None = None
    years: Years
    left: str | None = None
    completed: str | None = None
    at: dict[str, Completing] = Field(min_length=1)

    def codes(self) -> dict[str, int]:
        """Return the numbers of what it is made of, by name."""
        codes = {kind: EducationKind[kind].value for kind in self.kinds if kind in EducationKind.__members__}
        return codes | ({self.facts: FACT_CODES[self.facts]} if self.facts else {})

    def level_completed(self, level: str, name: str) -> str:
        """Return the level that completing one of its kinds gives to somebody of a level."""
        gives = self.at[level]
        return gives if isinstance(gives, str) else gives.get(name, level)

    def levels_given(self, level: str) -> set[str]:
        """Return the levels that completing it gives to somebody of a level; none where it is not followed there."""
        return {self.level_completed(level, name) for name in self.codes()} - {level} if level in self.at else set()


class Count(Strict):
    """A share as the projection tells it: of those who stand at some levels, or who completed some levels first.

    first_completed: levels; whoever went to one of them from the first level counts from then on, also where the level
    that follows has forgotten which it was. shown_without: levels without which the share is told beside.
    """

    title: Text
    levels: tuple[str, ...] = ()
    first_completed: tuple[str, ...] = ()
    shown_without: tuple[str, ...] = ()

    @model_validator(mode="after")
    def counts_something(self) -> Self:
        """Refuse a count of nothing, of two sorts at once, and one told without what it does not count."""
        if bool(self.levels) == bool(self.first_completed):
            raise ValueError("name the levels that count, or the levels that count when completed first: one of them")
        lost = [level for level in self.shown_without if level not in self.levels]
        if lost:
            raise ValueError(f"shown_without: {', '.join(lost)} is not among its levels")
        return self


class StateFile(Strict):
    """A state file; see `definitions/states/youth_education.yaml` for what each part says.

    begins: what the state is called in which everybody is before the first look; None: the first look is the beginning.
    cells: in which cells behaviour is told apart. leans_on: which area's counts it leans on.
    """

    name: Key
    title: Text
    looked_at: LookedAt
    begins: Text | None = None
    breaks: Breaks
    elsewhere: Elsewhere | None = None
    levels: dict[Key, StateLevel] = Field(min_length=1)
    activities: dict[Key, Activity] = Field(min_length=1)
    counts: dict[Key, Count] = Field(default_factory=dict)
    cells: CellRule = CellRule()
    leans_on: AreaRule = AreaRule()

    @model_validator(mode="after")
    def leads_somewhere(self) -> Self:
        """Refuse what names something that there is not, and a move into nowhere."""
        for problem in (*self.unknown_names(), *self.moves_into_nowhere()):
            raise ValueError(problem)
        return self

    def unknown_names(self) -> Iterator[str]:
        """Yield a sentence for each name that stands for nothing, and for what is followed twice."""
        for name, level in self.levels.items():
            yield from not_among(f"levels.{name}.then", "level", [level.then], self.levels)
            yield from not_among(f"levels.{name}.kind", "kind", [level.kind], EducationKind.__members__)
        for name, activity in self.activities.items():
            yield from not_among(f"activities.{name}.kinds", "kind", activity.kinds, EducationKind.__members__)
            yield from not_among(f"activities.{name}.at", "level", activity.at, self.levels)
            if not activity.kinds and activity.facts is None:
                yield f"activities.{name}: say by which kinds, or by which facts, somebody is in it"
        for name, counted in self.counts.items():
            yield from not_among(f"counts.{name}.levels", "level", counted.levels, self.levels)
            given = {
                to for activity in self.activities.values() for to in activity.levels_given(next(iter(self.levels)))
            }
            where = f"counts.{name}.first_completed"
            yield from not_among(where, "activity of the first level that gives", counted.first_completed, given)
        yield from self.followed_twice()

    def followed_twice(self) -> Iterator[str]:
        """Yield a sentence for each kind that two activities follow at one level."""
        seen: dict[tuple[str, str], str] = {}
        for name, activity in self.activities.items():
            for level, kind in product(activity.at, (*activity.kinds, *([activity.facts] if activity.facts else []))):
                other = seen.setdefault((level, kind), name)
                if other != name:
                    yield f"activities.{name}: {kind} at level {level} is followed by {other} already"

    def moves_into_nowhere(self) -> Iterator[str]:
        """Yield a sentence for each move whose end is no state."""
        sorts = {sort for level in self.levels.values() for sort in level.gaps}
        for name, activity in self.activities.items():
            yield from not_among(f"activities.{name}.left", "gap", [activity.left], sorts)
            yield from not_among(f"activities.{name}.completed", "gap", [activity.completed], sorts)
            for level, gives in activity.at.items():
                where = f"activities.{name}.at.{level}"
                yield from not_among(where, "level", [gives] if isinstance(gives, str) else gives.values(), self.levels)
                yield from not_among(where, "kind of it", () if isinstance(gives, str) else gives, activity.kinds)
                for to in {activity.level_completed(level, kind) for kind in activity.codes()} - {level}:
                    if to in self.levels and not self.levels[to].gaps:
                        yield f"{where}: who completes it stands at {to}, which has no gap to be in"


def not_among(where: str, what: str, names: Iterable[str | None], there_are: Container[str]) -> Iterator[str]:
    """Yield a sentence for each name that is not among those that there are; None is no name."""
    yield from (f"{where}: there is no {what} {name}" for name in names if name is not None and name not in there_are)
