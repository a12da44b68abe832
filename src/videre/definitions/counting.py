"""How the numbers of a measure hang together, and which of them tell something sensitive, as data."""

from typing import Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text

OfStep = dict[str, tuple[str, ...]]  # a dimension to some of its values


class Levels(Strict):
    """Groupings of education of which one is finer than the next.

    fine, coarse: dimensions. adds_up: rows for which the coarse number is the sum of the fine ones (a person is counted
    in one of them only); for `holds`, it is at least each and at most their sum.
    """

    fine: str
    coarse: str
    adds_up: OfStep = Field(default_factory=dict)
    holds: OfStep = Field(default_factory=dict)
    each_within: bool = True


class Counting(Strict):
    """What anybody may take for granted of the numbers of some measures, and what in them is sensitive.

    measures: the measures. together_with: a measure whose numbers are of the same persons, made safe with these.
    estimated: the numbers are expected, not counted; see `estimates` in the rules.
    parts: dimensions whose values divide everybody: the parts add up to the whole.
    whole: a value that is the whole itself: {school: any}.
    outcomes: dimensions whose values together say one thing of everybody: being in one class, coming from and to.
    dividing: the values of an outcome that divide everybody, where others stand beside; empty for all.
    unknown: how a row tells of those of whom nothing is known: it has none, they stand beside every outcome, or they
        are an outcome of their own, called `unknown`.
    population: dimensions that change who is counted. All others look at the same persons again.
    groupings: dimensions of which one at a time groups the same events; each counts its own persons.
    same_always: rows that tell the same whatever the dimension says: {months: {step: [chosen]}}.
    sums: a value of a dimension to the sets of values that each add up to it.
    grows: rows that can only grow along a dimension: {months: {step: [started]}}.
    once: rows that each person is in at most once over all values of a dimension: {kind: {step: [chosen]}}.
    no_more_than: a value to the one that it never exceeds, by dimension; `*`: all others, together no less.
    levels: groupings, finer and coarser.
    moves: (from, to, along): who came to a place is who is next seen going from it.
    begins_as: {dimension: value}: who first goes from a place is who is told of it there: {step: chosen}.
    only_if_somebody: a row of nobody is left out, so a row that is hidden says that there is somebody.
    sensitive: what it would betray a whole group to know of everybody in it: `persons` (those counted), `rest` (those
        not), or values of an outcome or step.
    reason: why these.
    """

    measures: tuple[str, ...] = Field(min_length=1)
    together_with: str | None = None
    estimated: bool = False
    parts: tuple[str, ...] = ()
    whole: dict[str, str] = Field(default_factory=dict)
    outcomes: tuple[str, ...] = ()
    dividing: tuple[str, ...] = ()
    unknown: Literal["none", "beside", "outcome"] = "none"
    population: tuple[str, ...] = ()
    groupings: tuple[str, ...] = ()
    same_always: dict[str, OfStep] = Field(default_factory=dict)
    sums: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = Field(default_factory=dict)
    grows: dict[str, OfStep] = Field(default_factory=dict)
    once: dict[str, OfStep] = Field(default_factory=dict)
    no_more_than: dict[str, dict[str, str]] = Field(default_factory=dict)
    levels: tuple[Levels, ...] = ()
    moves: tuple[str, str, str] | None = None
    begins_as: dict[str, str] = Field(default_factory=dict)
    only_if_somebody: bool = False
    sensitive: tuple[str, ...] = ()
    reason: Text

    @model_validator(mode="after")
    def divides_in_one_way(self) -> Self:
        """Refuse a dimension that both divides everybody into parts and says what they do."""
        for name in {*self.parts} & {*self.outcomes}:
            raise ValueError(f"{name}: a dimension divides persons, or says what they do, not both")
        return self


class Countings(Strict):
    """How the numbers of every measure hang together. Owned by the data-protection officer.

    harmless: groupings that need no protection by themselves: how many there are of a sex or an age is known to all.
    """

    harmless: tuple[str, ...]
    countings: tuple[Counting, ...] = Field(min_length=1)

    def find(self, measure: str) -> Counting | None:
        """Return how a measure is counted; None where nobody has said, and then nothing of it is told."""
        return next((counting for counting in self.countings if measure in counting.measures), None)
