"""Indicators, figures and targets of a strategy, and the way from where one stood to where one wants to be."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from videre.definitions.files import Strict, Text
from videre.domain.days import month_from_iso, month_number
from videre.domain.figures import Unit

PERIOD = r"^\d{4}(-\d{2}|/\d{2})?$"
Period = Annotated[str, Field(pattern=PERIOD)]
FigureKind = Literal["observed", "projected", "target"]


def position_of(period: str) -> int:
    """Return where a period lies on the axis of months: `2013-12`, `2012` or the school year `2014/15`.

    A year lies at its January and a school year at the January in it, so that periods of one form keep their
    distances; a cohort named 2015 and the school year 2014/15 in which it leaves are one and the same.

    Raises:
        ValueError: the text is no period.
    """
    if len(period) == len("2014/15") and period[4] == "/":
        return month_number(int(period[:4]) + 1, 1)
    return month_from_iso(period) if "-" in period else month_number(int(period), 1)


class Indicator(Strict):
    """One way of counting. Two indicators never share a curve.

    better: whether more is wanted, or less; None where the strategy tells the figure without wanting it moved.
    horizon: for a projection, how far it looks: `25 years` after 9th grade, or `before 25` years of age.
    breakdown: which of a measure's figures are of this indicator: `{}` for totals; None when none of ours is.
    area: whom it is about when not the municipality of the strategy, as `official_figures` writes areas.
    """

    title: Text
    unit: Unit
    source: Text
    better: Literal["higher", "lower"] | None = None
    horizon: str | None = None
    breakdown: dict[str, str] | None = None
    area: str | None = None


class StrategyFigure(Strict):
    """A figure that the strategy tells.

    period: what the figure is about: a cohort by the year in which it leaves 9th grade, a year, or a month.
    kind: observed, projected by a model, or a target.
    set_by: for a target of another plan, which.
    section: where the source says it.
    """

    indicator: str
    period: Period
    period_is: Literal["cohort", "year", "month"]
    kind: FigureKind
    value: float
    set_by: str | None = None
    section: str
    note: Text | None = None

    @property
    def position(self) -> int:
        """Return where the figure lies on the axis of months."""
        return position_of(self.period)


class End(Strict):
    """One end of a trajectory."""

    period: Period
    value: float


class Target(Strict):
    """Where one wants to be, and the way there.

    wanted: whether the goal is a floor or a ceiling.
    baseline: where one stood; None where the goal holds from the first day (all 15-17-year-olds).
    goal: where one wants to be; after its period it goes on to hold.
    judged_by: whether the strategy judges by official figures or by our own.
    judged_on: when it is judged, in words.
    """

    indicator: str
    wanted: Literal["at_least", "at_most"]
    baseline: End | None = None
    goal: End
    judged_by: Literal["official", "own"]
    judged_on: Text

    @model_validator(mode="after")
    def goes_forward(self) -> Self:
        """Refuse a goal that lies before its baseline."""
        if self.baseline is not None and position_of(self.baseline.period) >= position_of(self.goal.period):
            raise ValueError("the goal's period must lie after the baseline's")
        return self

    def value_in(self, period: str) -> float | None:
        """Return the value on the way in a period: a straight line from baseline to goal, then the goal.

        None before the baseline. The strategies give two ends only; that the way between them is straight is our
        reading, and each strategy says so.

        >>> ends = {"baseline": End(period="2013-12", value=426), "goal": End(period="2015-12", value=341)}
        >>> words = Text(da="ved udløb", en="at the end")
        >>> Target(indicator="i", wanted="at_most", judged_by="own", judged_on=words, **ends).value_in("2014-12")
        383.5
        """
        if self.baseline is None:
            return self.goal.value
        start, end, here = (position_of(each) for each in (self.baseline.period, self.goal.period, period))
        if here < start:
            return None
        way = min(1.0, (here - start) / (end - start))
        return self.baseline.value + way * (self.goal.value - self.baseline.value)

    def is_met_by(self, value: float) -> bool:
        """Return whether a value meets the goal; the goal itself does."""
        return value >= self.goal.value if self.wanted == "at_least" else value <= self.goal.value
