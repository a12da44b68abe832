"""The table of who answers for whom, as data."""

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.domain.days import OPEN_ENDED, day_of_date
from videre.domain.responsibility import CLASSES, Row
from videre.domain.standing import YouthClass


class AnsweringUnit(Strict):
    """A unit that answers for young people, under its code in `access/units.yaml`.

    place: `one` unit of the municipality, or the `institution` at which the young person is.
    """

    title: Text
    place: Literal["one", "institution"] = "one"


class AnsweringRow(Strict):
    """A block of young people and the unit that answers for them.

    ages: from the first birthday up to, not including, the second. classes: of measurement point 3; left out, all.
    on_benefit: left out, whether or not. since, until: from a day up to, not including, another.
    because: the rule or the decision behind it.
    """

    unit: str
    ages: tuple[int, int]
    classes: tuple[str, ...] = ()
    on_benefit: bool | None = None
    since: date | None = None
    until: date | None = None
    because: Text

    def row(self) -> Row:
        """Return the row as the domain takes it."""
        return Row(
            unit=self.unit,
            ages=self.ages,
            classes=tuple(YouthClass[name].value for name in self.classes) or CLASSES,
            benefit=(0, 1) if self.on_benefit is None else (int(self.on_benefit),),
            since=-OPEN_ENDED if self.since is None else day_of_date(self.since),
            until=OPEN_ENDED if self.until is None else day_of_date(self.until),
        )


class ResponsibilityTable(Strict):
    """All of responsibility/table.yaml. `ages`: those whom somebody must answer for."""

    name: str
    title: Text
    ages: tuple[int, int]
    units: dict[str, AnsweringUnit] = Field(min_length=1)
    rows: tuple[AnsweringRow, ...]

    @model_validator(mode="after")
    def names_units_and_classes(self) -> Self:
        """Refuse a row of a unit or class that there is not."""
        for row in self.rows:
            if row.unit not in self.units:
                raise ValueError(f"rows: there is no unit {row.unit}; there are {', '.join(self.units)}")
            if not set(row.classes) <= set(YouthClass.__members__) - {"NONE"}:
                raise ValueError(f"rows: classes are {', '.join(list(YouthClass.__members__)[1:])}")
        return self

    def table(self) -> tuple[Row, ...]:
        """Return the table as the domain takes it."""
        return tuple(row.row() for row in self.rows)
