"""A what-if as a file: which rates are changed by hand."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.cells import CellDimension
from videre.definitions.files import Strict, Text

Group = dict[CellDimension, str]


class Scale(Strict):
    """Something that happens, made `factor` times as frequent.

    what: begins, completes or leaves. activity: in which activity of the state file; left out: in all.
    group: of whom; left out: of everybody.
    """

    what: Literal["begins", "completes", "leaves"]
    activity: str | None = None
    factor: Annotated[float, Field(ge=0)]
    group: Group = Field(default_factory=dict)


class BehaveAs(Strict):
    """A group that behaves as another: `{group: {sex: M}, other: {sex: K}}`."""

    group: Group = Field(min_length=1)
    other: Group = Field(min_length=1)

    @model_validator(mode="after")
    def names_the_same(self) -> Self:
        """Refuse groups that are not told apart by the same thing."""
        if set(self.group) != set(self.other):
            raise ValueError("group and other must name the same dimensions, e.g. both `sex`")
        return self


class ScenarioChange(Strict):
    """One change: exactly one of its parts is given. close: an activity that nobody may begin any more."""

    scale: Scale | None = None
    behave_as: BehaveAs | None = None
    close: str | None = None

    @model_validator(mode="after")
    def is_one(self) -> Self:
        """Refuse a change that is none, or several."""
        given = [name for name in ("scale", "behave_as", "close") if getattr(self, name) is not None]
        if len(given) != 1:
            raise ValueError("a change is one of scale, behave_as and close")
        return self


class Scenario(Strict):
    """A what-if: changes made in order."""

    title: Text
    changes: tuple[ScenarioChange, ...] = Field(min_length=1)
