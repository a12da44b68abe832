"""Named tests of being in education or work, as data."""

from typing import Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.definitions.programmes import ProgrammeKinds
from videre.domain.standing import StandingRules, YouthClass
from videre.domain.work import EmploymentTest

NEVER_MET = frozenset({"NONE", "EXEMPTED", "OFF_PLAN", "UNKNOWN"})


class StandingTest(Strict):
    """A named test. A figure of measurement point 3 never appears without its name.

    hours_per_month_x100: hours a month from which work counts, in hundredths; a weekly threshold times 52 / 12.
    notice_days: for how long a notice of interruption is believed without being confirmed.
    met: the classes that count as met. Exempted, off plan and unknown never do.
    used_by: who uses this test, on which people and when.
    """

    name: str
    title: Text
    used_by: Text
    hours_per_month_x100: int = Field(gt=0)
    notice_days: int = Field(gt=0)
    met: tuple[str, ...]
    source: str

    @model_validator(mode="after")
    def knows_its_classes(self) -> Self:
        """Refuse a class that there is not, and one that may never count as met."""
        for name in self.met:
            if name not in YouthClass.__members__ or name in NEVER_MET:
                raise ValueError(f"met: {name} cannot count as met")
        return self

    def rules(self, kinds: ProgrammeKinds) -> StandingRules:
        """Return the rules as the fold takes them."""
        return StandingRules(kinds.class_of_kind(), EmploymentTest(self.hours_per_month_x100), self.notice_days)

    def met_classes(self) -> tuple[YouthClass, ...]:
        """Return the classes that count as met."""
        return tuple(YouthClass[name] for name in self.met)
