"""Official definitions of being outside education and work, as data."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.definitions.programmes import ProgrammeKinds
from videre.domain.education import N_EDUCATION_KINDS, EducationKind
from videre.domain.outside import OutsideRules
from videre.domain.work import EmploymentTest


class OutsideDefinition(Strict):
    """One official definition, with the people it is about.

    used_by: who counts this way, on whom and when. differs: where our count cannot follow it.
    age_from_years, below_age_years: from the first birthday up to, not including, the second.
    months: months of the year in which it is counted. day: the first or the last day of the month.
    hours_per_month_x100: hours a month from which work counts, in hundredths.
    """

    name: str
    title: Text
    used_by: Text
    differs: Text
    age_from_years: int
    below_age_years: int
    months: tuple[int, ...] = Field(min_length=1)
    day: Literal["first", "last"]
    hours_per_month_x100: int = Field(gt=0)
    leaves_out_completed: bool
    counts_activities: bool
    source: str

    @model_validator(mode="after")
    def holds_together(self) -> Self:
        """Refuse ages that hold nobody, and a month that there is not."""
        if self.below_age_years <= self.age_from_years:
            raise ValueError("below_age_years: must lie above age_from_years")
        if not set(self.months) <= set(range(1, 13)):
            raise ValueError("months: are numbers from 1 to 12")
        return self

    def rules(self, kinds: ProgrammeKinds, as_of: date) -> OutsideRules:
        """Return the definition as the fold takes it, with what completes a youth education then."""
        is_education, completes = [0] * N_EDUCATION_KINDS, [0] * N_EDUCATION_KINDS
        for kind in EducationKind:
            is_education[kind] = int(kinds.get(kind).standing != "UNKNOWN")
            completes[kind] = int(kinds.get(kind).counts_on(as_of))
        test = EmploymentTest(self.hours_per_month_x100)
        return OutsideRules(
            tuple(is_education), tuple(completes), self.leaves_out_completed, self.counts_activities, test
        )
