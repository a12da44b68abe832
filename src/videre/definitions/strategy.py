"""A strategy as data: what is wanted, by when, by whom, and how one will know.

A figure belongs to exactly one indicator, and a target starts and ends in one indicator, so that no curve can run from
one way of counting into another. Where the source is silent or says two things, the file says which reading was taken.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.definitions.organisation import Actor, Organisation, Plan, Reporting, Umbrella
from videre.definitions.targets import Indicator, StrategyFigure, Target
from videre.domain.figures import Unit

LONGEST_LABEL = 60  # characters: fits one pillar of the drawn strategy in two lines, on a phone too

NO_BREAKDOWN: Mapping[str, str] = MappingProxyType({})

Label = Annotated[str, Field(max_length=LONGEST_LABEL)]
Basis = Literal["said", "implied", "our_reading"]


class ShortText(Text):
    """A text short enough to be drawn."""

    da: Label
    en: Label


class Statement(Strict):
    """Something the strategy holds, with a label to draw and a text to read."""

    label: ShortText
    text: Text


class TargetGroup(Strict):
    """Whom the strategy is for: everybody younger than `under_age_years`."""

    under_age_years: int
    text: Text


class Principle(Statement):
    """A principle that holds for every unit and every initiative."""

    number: int


class Service(Strict):
    """An initiative serves a principle. `basis` tells whether the source says so, implies it, or it is our reading."""

    principle: int
    basis: Basis


class Effect(Strict):
    """An initiative should move a measurement point; `basis` as in `Service`."""

    point: int
    basis: Basis


class Milestone(Strict):
    """Something that the strategy says will be there by a date: `due` is a year, a month or a day, as precise as it is
    said."""

    title: Text
    due: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}){0,2}$")]


class Initiative(Strict):
    """One of the strategy's initiatives.

    number: as the strategy numbers it, e.g. `5.1a`.
    actors: units that the strategy names as doing it. Empty where it names none, which the steering group must settle.
    partners: those it names as taking part.
    actions: what will be done, each a task of its own.
    """

    number: str
    title: ShortText
    text: Text
    actors: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    actions: tuple[Text, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    serves: tuple[Service, ...] = ()
    moves: tuple[Effect, ...] = ()


class FocusArea(Statement):
    """A focus area, which is also an ambition, with its initiatives."""

    number: int
    initiatives: tuple[Initiative, ...] = ()


class MeasurementPoint(Strict):
    """One of the things by which the strategy is followed.

    measure: the name of a file in `definitions/measures/`; None where Videre has no measure for it.
    frequency: how often the strategy asks for it.
    source: who measures it, as the strategy has it.
    target: None where the strategy names a direction and no number; `wanted` says it in words.
    """

    number: int
    title: ShortText
    wanted: Text
    measure: str | None
    frequency: Literal["month", "year"]
    source: Text
    target: Target | None = None


class Reading(Strict):
    """A place where the source is silent or says two things, and how it was read."""

    about: Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
    section: str
    text: Text


class Strategy(Strict):
    """A youth strategy, whole. `first_day` and `last_day` are both inside the period in which it holds."""

    name: str
    title: Text
    source: Text
    municipality: int | None
    first_day: date
    last_day: date
    vision: Statement
    background: tuple[Text, ...]
    target_group: TargetGroup
    umbrella: Umbrella | None = None
    plans: dict[str, Plan] = Field(default_factory=dict)
    principles: tuple[Principle, ...] = ()
    focus_areas: tuple[FocusArea, ...]
    foundation: tuple[Statement, ...] = ()
    indicators: dict[str, Indicator]
    figures: tuple[StrategyFigure, ...]
    measurement_points: tuple[MeasurementPoint, ...]
    actors: dict[str, Actor] = Field(default_factory=dict)
    organisation: Organisation | None = None
    reporting: Reporting | None = None
    readings: tuple[Reading, ...] = ()

    def list_initiatives(self) -> tuple[Initiative, ...]:
        """Return all initiatives, in the strategy's order."""
        return tuple(initiative for area in self.focus_areas for initiative in area.initiatives)

    def list_figures(self, indicator: str) -> tuple[StrategyFigure, ...]:
        """Return the figures of one indicator, in order of period: all that may be drawn on one axis as one thing."""
        return tuple(sorted((f for f in self.figures if f.indicator == indicator), key=lambda f: f.position))

    def find_point(self, measure: str) -> MeasurementPoint | None:
        """Return the measurement point that a measure answers, or None."""
        return next((point for point in self.measurement_points if point.measure == measure), None)

    def find_target(self, measure: str, unit: Unit, breakdown: Mapping[str, str] = NO_BREAKDOWN) -> Target | None:
        """Return the target that a measure's figures of a unit and breakdown are held against, or None.

        A figure is held against a target of its own indicator only: persons never against a share, and a projection of
        "a youth education" never against the target for "at least one".
        """
        point = self.find_point(measure)
        if point is None or point.target is None:
            return None
        indicator = self.indicators[point.target.indicator]
        return point.target if indicator.unit is unit and indicator.breakdown == breakdown else None

    @model_validator(mode="after")
    def holds_together(self) -> Self:
        """Refuse a name that is used and not given, a target without its figures, and a period that ends too soon."""
        if self.last_day < self.first_day:
            raise ValueError("last_day: the strategy ends before it begins")
        known: dict[str, set[str] | set[int]] = {
            "actor": set(self.actors),
            "indicator": set(self.indicators),
            "plan": set(self.plans),
            "principle": {principle.number for principle in self.principles},
            "measurement point": {point.number for point in self.measurement_points},
        }
        for what, used, where in self._names_used():
            if used not in known[what]:
                raise ValueError(f"{where}: there is no {what} {used!r} in this strategy")
        for point in self.measurement_points:
            if point.target is not None:
                self._check_target(point.number, point.target)
        return self

    def _names_used(self) -> list[tuple[str, str | int, str]]:
        """Return (what, name, where) for each name that must be given elsewhere in the file."""
        used: list[tuple[str, str | int, str]] = []
        for initiative in self.list_initiatives():
            where = f"initiative {initiative.number}"
            used += [("actor", actor, where) for actor in (*initiative.actors, *initiative.partners)]
            used += [("principle", service.principle, where) for service in initiative.serves]
            used += [("measurement point", effect.point, where) for effect in initiative.moves]
        used += [("indicator", figure.indicator, f"figure of {figure.period}") for figure in self.figures]
        used += [("plan", figure.set_by, f"figure of {figure.period}") for figure in self.figures if figure.set_by]
        if self.organisation is not None:
            used += [("actor", actor, "organisation") for actor in self.organisation.list_actors()]
        if self.reporting is not None:
            used += [("actor", actor, "reporting") for actor in self.reporting.to]
        return used

    def _check_target(self, number: int, target: Target) -> None:
        """Refuse a target whose ends are not among the strategy's own figures of the same indicator."""
        if target.indicator not in self.indicators:
            raise ValueError(f"measurement point {number}: there is no indicator {target.indicator!r}")
        for end, may_be in ((target.baseline, {"observed", "projected"}), (target.goal, {"target"})):
            if end is not None and not any(
                figure.indicator == target.indicator
                and figure.period == end.period
                and figure.value == end.value
                and figure.kind in may_be
                for figure in self.figures
            ):
                raise ValueError(f"measurement point {number}: {end.period} is not among the strategy's figures")
