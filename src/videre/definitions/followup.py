"""Follow-up lists as data: who stands on each, why, what is due, and by which law."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.access import Category
from videre.definitions.files import Strict, Text
from videre.definitions.measure import Law
from videre.domain.absence import RisingRule
from videre.domain.exam import ExamGroup
from videre.domain.standing import YouthClass


class ClassRule(Strict):
    """Whoever stands in one of some classes."""

    kind: Literal["class"]
    classes: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def knows_its_classes(self) -> Self:
        """Refuse a class that there is not."""
        if not set(self.classes) <= set(YouthClass.__members__) - {"NONE"}:
            raise ValueError(f"classes: are {', '.join(list(YouthClass.__members__)[1:])}")
        return self


class ExamListRule(Strict):
    """Whoever left school in the last years with one of some groups of the exam."""

    kind: Literal["exam"]
    groups: tuple[str, ...] = Field(min_length=1)
    years_looked_back: int = Field(ge=0, le=10)

    @model_validator(mode="after")
    def knows_its_groups(self) -> Self:
        """Refuse a group that there is not."""
        if not set(self.groups) <= set(ExamGroup.__members__):
            raise ValueError(f"groups: are {', '.join(ExamGroup.__members__)}")
        return self


class BrokeOffRule(Strict):
    """Whoever broke off and has begun nothing since."""

    kind: Literal["broke_off"]
    days_looked_back: int = Field(gt=0)


class AtRiskRule(Strict):
    """Whoever an institution says is at risk."""

    kind: Literal["at_risk"]
    days_believed: int = Field(gt=0)


class UnansweredRule(Strict):
    """Whoever is at risk, and nobody has acted on it for so many days."""

    kind: Literal["risk_unanswered"]
    days_believed: int = Field(gt=0)
    days_to_act: int = Field(ge=0)


class BenefitRule(Strict):
    """Whoever is on a benefit of a union, and in no activity or course by plan."""

    kind: Literal["benefit_without_plan"]
    union: str


class RisingAbsenceRule(Strict):
    """Whoever's absence rises; the numbers are those of `signals.absence.RisingRule`."""

    kind: Literal["absence_rising"]
    recent_months: int = Field(gt=0)
    past_months: int = Field(gt=0)
    least_percent: int = Field(gt=0, le=100)
    above_past_points: int = Field(gt=0, le=100)
    above_class_points: int = Field(gt=0, le=100)
    least_days: int = Field(gt=0)

    def rule(self) -> RisingRule:
        """Return the rule as the signal takes it."""
        return RisingRule(**self.model_dump(exclude={"kind"}))


class UnlawfulAbsenceRule(Strict):
    """Whoever's unlawful absence has reached a share in a quarter, and not a higher one that has its own list."""

    kind: Literal["absence_unlawful"]
    percent: int = Field(gt=0, le=100)
    below_percent: int | None = Field(default=None, gt=0, le=100)


class LapseRule(Strict):
    """Whoever's status lapses unconfirmed within so many days."""

    kind: Literal["about_to_lapse"]
    within_days: int = Field(gt=0)


class TurningRule(Strict):
    """Whoever turns 18 within so many days."""

    kind: Literal["turning_18"]
    within_days: int = Field(gt=0)


class MovedInRule(Strict):
    """Whoever moved to the municipality in the last so many days."""

    kind: Literal["moved_in"]
    days_looked_back: int = Field(gt=0)


ListRule = Annotated[
    ClassRule
    | ExamListRule
    | BrokeOffRule
    | AtRiskRule
    | UnansweredRule
    | BenefitRule
    | RisingAbsenceRule
    | UnlawfulAbsenceRule
    | LapseRule
    | TurningRule
    | MovedInRule,
    Field(discriminator="kind"),
]


class DueRule(Strict):
    """By when something must be done.

    clock: `duty`: contact and then an activity, as the law has it; `working_days` and `days`: so many after the entry
    is known; `event`: on the day that the entry is about (a lapse, a birthday, the last day to apply); `none`: nothing
    is due.
    """

    clock: Literal["duty", "working_days", "days", "event", "none"]
    days: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def counts_where_it_must(self) -> Self:
        """Refuse a number of days where none is counted, and none where they are."""
        if (self.days > 0) != (self.clock in {"working_days", "days"}):
            raise ValueError("due.days: belongs to the clocks working_days and days, and to no other")
        return self


class Counted(Strict):
    """The figure that a list is the people of: their numbers are one, by the same fold."""

    measure: str
    part: str


class FollowUpList(Strict):
    """One list.

    order: where it stands among the lists. chapter: under which heading.
    title, explanation: what it is called, and who stands on it and why. due: what is to be done, and by when.
    first_step: what comes before the municipality does anything, where somebody else is first (the parents).
    category: what of a person the list tells: whoever may not see that, does not see the list.
    ages: from the first birthday up to, not including, the second.
    is_work: whether somebody must act; the others are there so that everybody is somewhere.
    figure: the figure that has its length; None where no figure counts the same.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    order: int
    chapter: Literal["duty", "young_adults", "exam", "breaks", "benefits", "absence", "coming", "placed"]
    title: Text
    explanation: Text
    due: Text
    first_step: Text | None = None
    category: Category
    ages: tuple[int, int]
    rule: ListRule
    deadline: DueRule
    is_work: bool = True
    figure: Counted | None = None
    law: tuple[Law, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def is_about_somebody(self) -> Self:
        """Refuse ages that hold nobody, and those that the law keeps out of casework."""
        if not 0 <= self.ages[0] < self.ages[1] <= MOST_AGE_YEARS:
            raise ValueError(f"ages: must rise, up to {MOST_AGE_YEARS}")
        return self


MOST_AGE_YEARS = 30  # the shared data base ends there (lov om kommunal indsats for unge under 25 år, section 15 d)

CHAPTERS = {
    "duty": Text(da="Pligten for de 15-17-årige", en="The duty of the 15-17-year-olds"),
    "young_adults": Text(da="De 18-24-årige", en="The 18-24-year-olds"),
    "breaks": Text(da="Afbrud og risiko", en="Breaks and risk"),
    "benefits": Text(da="Forsørgelse", en="Benefits"),
    "exam": Text(da="Afgangselever uden prøve", en="Leavers without exam"),
    "absence": Text(da="Fravær", en="Absence"),
    "coming": Text(da="Det, der kommer", en="What is coming"),
    "placed": Text(da="I gang: de øvrige 15-17-årige", en="Under way: the other 15-17-year-olds"),
}
