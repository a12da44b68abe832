"""The one figure that stands for a measurement point, and what it says against its target, in words.

Which figure that is, and how it stands, is decided where the report decides it (`videre.reports.headlines`), so that a
page and a report never say two things.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from videre.definitions.strategy import MeasurementPoint, Strategy
from videre.definitions.targets import Indicator, Target, position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.charts.points import TargetPoint
from videre.reports.headlines import judge
from videre.web.insight.presenters.words import count, percentage, points, value_text


@dataclass(frozen=True)
class Verdict:
    """How a figure stands against its target, in one sentence: `met`, `on_way`, `behind`, `unsure` or `none`."""

    standing: str
    sentence: str


def find_headline(table: Released, breakdown: Mapping[str, str]) -> ReleasedFigure | None:
    """Return the newest figure with a breakdown, hidden or not; None without one."""
    rows = [row for row in table.rows if row.breakdown == breakdown]
    return max(rows, key=lambda row: position_of(row.period), default=None)


def indicator_of(point: MeasurementPoint, strategy: Strategy) -> Indicator | None:
    """Return the indicator of the point's target, or None where it has no target."""
    return strategy.indicators[point.target.indicator] if point.target else None


def trajectory_of(point: MeasurementPoint, strategy: Strategy, table: Released) -> list[TargetPoint]:
    """Return the way to the target over the table's periods, where the table's rows are of the target's indicator.

    A target without a baseline holds from the first period that is shown.
    """
    target, indicator = point.target, indicator_of(point, strategy)
    if target is None or indicator is None or indicator.breakdown is None:
        return []
    shown = sorted({row.period for row in table.rows}, key=position_of)
    ends = [target.baseline.period, target.goal.period] if target.baseline else shown[:1]
    periods = sorted({*ends, *shown[-1:]}, key=position_of)
    return [TargetPoint(period, value) for period in periods if (value := target.value_in(period)) is not None]


def say_verdict(row: ReleasedFigure, target: Target | None) -> Verdict:
    """Return how a figure stands, with its sentence; a hidden figure is not judged."""
    if target is None:
        return Verdict("none", _("The strategy sets no number for this point."))
    judged = judge(row, target)
    if judged.standing == "met":
        return Verdict("met", _("The goal is reached."))
    if judged.standing == "unsure":
        return Verdict("unsure", _("Cannot be told apart from the way to the goal."))
    if judged.standing == "on_way":
        return Verdict("on_way", _("On the way to the goal."))
    if judged.standing == "behind":
        assert row.value is not None
        assert judged.wanted is not None
        is_goal = judged.wanted == target.goal.value
        return Verdict("behind", distance_text(row.value - judged.wanted, row.unit, is_goal=is_goal))
    return Verdict("none", _("The figure is from where the way to the goal begins.") if row.value is not None else "")


def distance_text(difference: float, unit: str, *, is_goal: bool) -> str:
    """Return how far a figure is above or below the goal, or the way there."""
    if is_goal:
        form = _("%(distance)s above the goal.") if difference > 0 else _("%(distance)s below the goal.")
    elif difference > 0:
        form = _("%(distance)s above the way to the goal.")
    else:
        form = _("%(distance)s below the way to the goal.")
    return form % {"distance": points(difference) if unit == Unit.SHARE else count(abs(difference))}


def goal_text(target: Target, unit: str) -> str:
    """Return a target in words: `at least 95 %`; everybody and nobody need no `at least`."""
    if unit == Unit.SHARE and target.goal.value in (0.0, 1.0):
        return percentage(target.goal.value)
    form = _("at least %(value)s") if target.wanted == "at_least" else _("at most %(value)s")
    return form % {"value": value_text(target.goal.value, unit)}
