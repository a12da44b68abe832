"""The one figure that stands for a measurement point in a half-year, the one before it, and how it stands to a target.

In no language: sentences are made of this in `sentences.py`.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from videre.definitions.files import Text
from videre.definitions.measure import Measure
from videre.definitions.strategy import MeasurementPoint, Strategy
from videre.definitions.targets import Indicator, Target, position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.charts.points import TargetPoint
from videre.reports.content import Standing
from videre.reports.half_years import HalfYear, is_known_in
from videre.reports.wording import decimals_of

# Measurement point 5 has no number as its target: its figure is how many had started the largest kind by then, 15
# months after 9th grade, when those who took 10th grade have had their chance too.
MONTHS_TO_START: Final = 15
STARTED: Final = "started"
NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True)
class Followed:
    """A measurement point, and what was released of it that is known up to the end of a half-year.

    total: the measure's totals; None where nothing is released. parts: its tables by dimension.
    official: published figures of the target's own indicator, newest cohort first, the newest publication first;
        `official_elsewhere` is the country's.
    breakdown: which rows of the totals the point is about.
    projected: tables of the projection by name, where the point has them; change_parts: what a change is made of.
    """

    point: MeasurementPoint
    measure: Measure
    strategy: Strategy
    half: HalfYear
    total: Released | None
    parts: Mapping[str, Released]
    official: tuple[ReleasedFigure, ...]
    official_elsewhere: tuple[ReleasedFigure, ...]
    breakdown: Mapping[str, str]
    projected: Mapping[str, Released] = field(default_factory=dict)
    change_parts: Mapping[str, Text] = field(default_factory=dict)

    @property
    def indicator(self) -> Indicator | None:
        """Return the indicator of the target when our figures are of it, else None: no figure is held against it."""
        if self.point.target is None:
            return None
        indicator = self.strategy.indicators[self.point.target.indicator]
        return indicator if indicator.breakdown is not None else None

    @property
    def target(self) -> Target | None:
        """Return the target that our own figures are held against, or None."""
        return self.point.target if self.indicator is not None else None

    def known(self, half: HalfYear) -> list[ReleasedFigure]:
        """Return the point's own figures that are known in a half-year, oldest first."""
        rows = self.total.rows if self.total is not None else ()
        own = [row for row in rows if row.breakdown == self.breakdown]
        known = [row for row in own if is_known_in(row, self.measure.period.kind, half)]
        return sorted(known, key=lambda row: position_of(row.period))

    @property
    def headline(self) -> ReleasedFigure | None:
        """Return the newest figure, hidden or not; None where there is none."""
        return next(reversed(self.known(self.half)), None)

    @property
    def earlier(self) -> ReleasedFigure | None:
        """Return the figure that the report of the half-year before would have shown."""
        return next(reversed(self.known(self.half.previous)), None)


def own_breakdown(
    total: Released | None, point: MeasurementPoint, strategy: Strategy, counted_kinds: Collection[str]
) -> Mapping[str, str]:
    """Return which rows of the totals a point is about.

    Those of its target's indicator; without one, those who had started the largest kind; else the table's first.

    Args:
        total: the totals. point, strategy: the point and its strategy.
        counted_kinds: the kinds of education that the point is about, where it has kinds: youth education, and not
            10th grade.
    """
    indicator = strategy.indicators[point.target.indicator] if point.target else None
    if indicator is not None and indicator.breakdown is not None:
        return indicator.breakdown
    if total is None or not total.rows:
        return NOTHING
    if "kind" in total.dimensions:
        return started_breakdown(total, counted_kinds)
    return total.rows[0].breakdown


def started_breakdown(total: Released, counted_kinds: Collection[str]) -> Mapping[str, str]:
    """Return the breakdown of those who had started the kind that most had, 15 months after 9th grade or before."""
    started = [row for row in total.rows if row.breakdown["step"] == STARTED and row.breakdown["kind"] in counted_kinds]
    months = {int(row.breakdown["months"]) for row in started if row.value is not None}
    reached = [each for each in months if each <= MONTHS_TO_START] or months
    if not reached:
        return NOTHING
    at = [row for row in started if row.breakdown["months"] == str(max(reached)) and row.value is not None]
    newest = max(position_of(row.period) for row in at)
    of_newest = [row for row in at if position_of(row.period) == newest]
    return max(of_newest, key=lambda row: row.value or 0.0).breakdown


class Judged(NamedTuple):
    """How a figure stands to a target.

    wanted: the value on the way to the goal in the figure's period. gap: by how much the figure misses that, never
    negative; both None where nothing can be said.
    """

    standing: Standing
    wanted: float | None = None
    gap: float | None = None


def judge(row: ReleasedFigure | None, target: Target | None) -> Judged:
    """Return how a figure stands: to the goal, else to the way there in its own period.

    Where the way lies inside the figure's interval, the two cannot be told apart. A figure of the baseline's own period
    is where the way begins, and says nothing about it. A gap too small to be seen in the figure as it is told is none.
    """
    if row is None or row.value is None or target is None:
        return Judged("none")
    wanted = target.value_in(row.period)
    if target.is_met_by(row.value):
        return Judged("met", wanted)
    starts = position_of(target.baseline.period) if target.baseline else None
    if wanted is None or position_of(row.period) == starts:
        return Judged("none", wanted)
    low, high = row.interval_low, row.interval_high
    if low is not None and high is not None and low <= wanted <= high:
        return Judged("unsure", wanted)
    miss = wanted - row.value if target.wanted == "at_least" else row.value - wanted
    gap = max(round(miss, 2 + decimals_of(row) if row.unit == Unit.SHARE else 0), 0.0)
    return Judged("behind" if gap > 0 else "on_way", wanted, gap)


def trajectory_of(followed: Followed) -> list[TargetPoint]:
    """Return the way to the target over the periods shown; a target without a baseline holds from the first of them."""
    target, known = followed.target, followed.known(followed.half)
    if target is None or not known:
        return []
    shown = [row.period for row in known]
    ends = [target.baseline.period, target.goal.period] if target.baseline else [shown[0]]
    periods = sorted({*ends, shown[-1]}, key=position_of)
    return [TargetPoint(period, value) for period in periods if (value := target.value_in(period)) is not None]


def newest_official_first(rows: Iterable[ReleasedFigure]) -> tuple[ReleasedFigure, ...]:
    """Return official figures with the newest cohort first, and its newest publication first."""
    return tuple(sorted(rows, key=lambda row: (position_of(row.period), row.breakdown["published"]), reverse=True))
