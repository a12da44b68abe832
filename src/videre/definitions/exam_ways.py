"""Ways to take what is missing of the exam, as data: summer camp, 10th grade, resits, with their days."""

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.domain.days import OPEN_ENDED, day_of_date
from videre.domain.exam import ExamGroup
from videre.domain.exam_ways import WayToTake


class ExamWay(Strict):
    """One way, once a year.

    begins: the day of the year on which it begins, as MM-DD. apply_days_before: how long before one must apply.
    groups: whom it helps. since, until: the days between which it is to be had; without them, always.
    our_reading: whether the days are chosen by us, and must be set by the municipality.
    """

    title: Text
    begins: str = Field(pattern=r"^\d\d-\d\d$")
    apply_days_before: int = Field(ge=0)
    groups: tuple[str, ...] = Field(min_length=1)
    since: date | None = None
    until: date | None = None
    our_reading: bool = True

    @model_validator(mode="after")
    def holds_together(self) -> Self:
        """Refuse a group that there is not, and a day that there is not in every year."""
        if not set(self.groups) <= set(ExamGroup.__members__):
            raise ValueError(f"groups: are {', '.join(ExamGroup.__members__)}")
        date(2015, int(self.begins[:2]), int(self.begins[3:]))
        return self


class ExamWays(Strict):
    """All of exam_ways/ways.yaml."""

    name: str
    ways: dict[str, ExamWay]

    def rules(self) -> tuple[WayToTake, ...]:
        """Return the ways as the signal takes them."""
        return tuple(
            WayToTake(
                name,
                int(way.begins[:2]),
                int(way.begins[3:]),
                way.apply_days_before,
                tuple(ExamGroup[group].value for group in way.groups),
                -OPEN_ENDED if way.since is None else day_of_date(way.since),
                OPEN_ENDED if way.until is None else day_of_date(way.until),
            )
            for name, way in self.ways.items()
        )
