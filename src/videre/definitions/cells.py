"""In which cells behaviour is told apart, and what it leans on: rules as data, in a state file."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict

CellDimension = Literal["sex", "origin", "parents_education"]
Area = Literal["region", "country"]


class CellRule(Strict):
    """By what people are divided, and which cells are merged because too few are in them.

    by: dimensions. fewest_person_years: a cell of fewer, in the behaviour that is leaned on, is merged with others.
    merge: in which order the dimensions give way: cells that differ in the first alone are merged first.
    """

    by: tuple[CellDimension, ...] = ()
    fewest_person_years: Annotated[int, Field(ge=0)] = 0
    merge: tuple[CellDimension, ...] = ()

    @model_validator(mode="after")
    def merges_what_it_divides(self) -> Self:
        """Refuse dimensions that are divided by and never merged, or the other way round."""
        if sorted(self.by) != sorted(set(self.merge)) or len(self.by) != len(self.merge):
            raise ValueError("cells.merge: name each dimension of cells.by once, the first to give way first")
        return self


class AreaRule(Strict):
    """Which area's counts are leaned on where a file gives several: the first of `order` that bears it.

    fewest_person_years: a year's counts of an area must be of so many person-years, else the next is taken.
    """

    order: tuple[Area, ...] = Field(default=("region", "country"), min_length=1)
    fewest_person_years: Annotated[int, Field(ge=0)] = 0
