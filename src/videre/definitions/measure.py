"""A measure as data: what is asked, of whom, how it is counted, and what must be known before trusting it."""

from datetime import date
from enum import IntEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.definitions.standing import NEVER_MET
from videre.domain.exam import ExamGroup
from videre.domain.figures import Unit
from videre.domain.pathways import PathwayStep
from videre.domain.standing import YouthClass

CLASSES: dict[str, type[IntEnum]] = {
    "YouthClass": YouthClass,
    "ExamGroup": ExamGroup,
    "PathwayStep": PathwayStep,
}


class Population(Strict):
    """Who is counted.

    age_from_years, below_age_years: followed from the one birthday up to, not including, the other; None is open.
    home: whose young people: residents on the day, or those who lived in the municipality when they left school.
    """

    text: Text
    age_from_years: int | None = None
    below_age_years: int | None = None
    home: Literal["on_the_day", "when_leaving_school"]


class PeriodRule(Strict):
    """What a figure's period is: the last day or the whole of a month, the year in which a cohort leaves school, or a
    calendar year in which something happened."""

    kind: Literal["month", "cohort", "year"]
    text: Text


class NamedTest(Strict):
    """The rule that a figure of the measure must name.

    name: the file in `definitions/standing/`, or the measure's own rule; every figure bears it.
    title: what it is called beside a figure.
    """

    name: str
    title: Text
    text: Text


class Law(Strict):
    """A law, rule or publication that the measure rests on."""

    text: Text
    address: str | None = None


class OfficialTwin(Strict):
    """An official figure that counts the same as some of the measure's own, to stand beside them.

    breakdown: which of the measure's figures. indicator: what the register of official figures calls it.
    """

    breakdown: dict[str, str]
    indicator: str


class Headline(Strict):
    """The figure that stands for a measure beside a point: which one, and what it says, in words."""

    breakdown: dict[str, str]
    text: Text


class Horizon(Strict):
    """How far a projection looks. name: as figures write it. years: after the 1 October that follows 9th grade."""

    name: str
    years: int = Field(gt=0)


class Measure(Strict):
    """One measure.

    beside: the measure of a measurement point that this one stands beside; None where it is a point's own.
    label: what it is called in a choice between measures; a measure beside a point has one.
    units: what its figures count; the first is the headline's.
    better: whether more or less is wanted.
    dimensions: what it may be broken down by, in figures' own names.
    classes: the classes of its fold, if it has any; `met` names those that count as met, none where the named test
        decides; `numerator_is` tells whether the headline counts those who meet it, or those who do not.
    followed_months: months since leaving school (completing, being sent on) that are looked at.
    official: official figures that count the same as some of its own.
    headline: the figure that stands for a measure beside a point; None where none does.
    method_version: raised when the same data would give another figure.
    owner: who answers for the definition. next_review: by when it is looked at again.
    """

    name: str
    beside: str | None = None
    label: Text | None = None
    title: Text
    question: Text
    numerator: Text
    denominator: Text
    unknown: Text
    units: tuple[Unit, ...] = Field(min_length=1)
    better: Literal["higher", "lower"]
    population: Population
    period: PeriodRule
    dimensions: tuple[str, ...]
    registers: tuple[str, ...] = Field(min_length=1)
    test: NamedTest
    classes: Literal["YouthClass", "ExamGroup", "PathwayStep"] | None = None
    met: tuple[str, ...] = ()
    numerator_is: Literal["met", "not_met"] = "met"
    followed_months: tuple[int, ...] = ()
    horizons: tuple[Horizon, ...] = ()
    official: tuple[OfficialTwin, ...] = ()
    headline: Headline | None = None
    law: tuple[Law, ...]
    caveats: tuple[Text, ...] = Field(min_length=1)
    method_version: str
    owner: Text
    next_review: date

    @model_validator(mode="after")
    def knows_its_classes(self) -> Self:
        """Refuse a class that the fold has not, and one that may never count as met."""
        known = CLASSES[self.classes].__members__ if self.classes else {}
        for name in self.met:
            if name not in known:
                raise ValueError(f"met: {name} is no class of this measure")
            if self.classes == "YouthClass" and name in NEVER_MET:
                raise ValueError(f"met: {name} cannot count as met")
        return self

    @model_validator(mode="after")
    def has_a_label(self) -> Self:
        """Refuse a measure beside a point without a label to choose it by."""
        if self.beside is not None and self.label is None:
            raise ValueError("label: a measure beside a measurement point needs one")
        return self

    def met_classes(self) -> tuple[int, ...]:
        """Return the numbers of the classes that count as met; none where the named test decides."""
        return tuple(CLASSES[self.classes][name].value for name in self.met) if self.classes else ()
