"""What a view of a released table is made of, and what every view says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from videre.definitions.measure import Measure
from videre.definitions.strategy import MeasurementPoint, Strategy
from videre.definitions.targets import position_of
from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.charts.lines import Axis
from videre.reports.charts.points import Series
from videre.web.insight.presenters.grids import Grid, newest_first
from videre.web.insight.presenters.words import name_of_dimension, name_of_value, period_text, value_text
from videre.web.languages import current_language, told

FOLLOWED: Final = "months"


@dataclass(frozen=True)
class Picture:
    """A chart with its title; the title is empty where the page has only one."""

    title: str
    svg: str


@dataclass(frozen=True)
class View:
    """Charts and tables of one released table, and what is to be known of them."""

    pictures: tuple[Picture, ...]
    grids: tuple[Grid, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Viewed:
    """What a view is made of.

    table: the released table; total: the measure's totals, for the line of everybody.
    dimension: what it is broken down by; None for totals.
    only: the values of the choices that are open (horizon, months since leaving, the cohort of a flow).
    kinds: what each kind of education, grouping and alternative course is called. places: a flow's groups, in order.
    units: what units are called, as far as the strategy names them.
    official: the released official figures; area: what they call the municipality.
    """

    table: Released
    total: Released
    measure: Measure
    point: MeasurementPoint | None
    strategy: Strategy
    dimension: str | None
    only: Mapping[str, str]
    kinds: Mapping[str, str]
    places: Sequence[str] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    official: Released | None = None
    area: str = ""

    @property
    def title(self) -> str:
        """Return what the view is called."""
        name = told(self.measure.title)
        if self.dimension is None:
            return name
        return _("%(title)s by %(dimension)s") % {"title": name, "dimension": name_of_dimension(self.dimension).lower()}

    @property
    def caption(self) -> str:
        """Return the title with the named test: no figure is shown without it."""
        return _("%(title)s (%(test)s)") % {"title": self.title, "test": told(self.measure.test.title)}

    @property
    def period_name(self) -> str:
        """Return what a period of the measure is called."""
        names = {"month": _("Month"), "cohort": _("Cohort"), "year": _("Year")}
        return names[self.measure.period.kind]


def series_by_value(viewed: Viewed) -> list[Series]:
    """Return a series for each value of the dimension, in the table's order."""
    assert viewed.dimension is not None
    return [
        Series(name_of_value(viewed.dimension, value), {**viewed.only, viewed.dimension: value})
        for value in values_of(viewed.table, viewed.dimension)
    ]


def values_of(table: Released, dimension: str) -> list[str]:
    """Return the values of a dimension, in the table's order, the unknown last."""
    found = dict.fromkeys(row.breakdown[dimension] for row in table.rows)
    return sorted(found, key=lambda value: value == "unknown")


def periods_of(table: Released) -> list[str]:
    """Return the periods of a table, oldest first."""
    return sorted({row.period for row in table.rows}, key=position_of)


def axis_of(viewed: Viewed, rows: Sequence[ReleasedFigure]) -> Axis:
    """Return what the axes are called: counts name their unit, cohorts and months since leaving theirs."""
    value = "" if any(row.unit == Unit.SHARE for row in rows) else _("Persons")
    along = name_of_dimension(FOLLOWED) if viewed.dimension == FOLLOWED else ""
    if not along and viewed.measure.period.kind == "cohort":
        along = viewed.period_name
    return Axis(value, along, current_language())


def description_of(viewed: Viewed, rows: Sequence[ReleasedFigure]) -> str:
    """Return the alternative text of a chart: what it shows, from where to where, and where the numbers stand."""
    shown = newest_first([row for row in rows if row.value is not None])
    if viewed.dimension is None and shown:
        return _("%(title)s: from %(first)s in %(begin)s to %(last)s in %(end)s. The table below has all numbers.") % {
            "title": viewed.title,
            "first": value_text(shown[-1].value, shown[-1].unit),
            "begin": period_text(shown[-1].period),
            "last": value_text(shown[0].value, shown[0].unit),
            "end": period_text(shown[0].period),
        }
    return _("%(title)s. The table below has all numbers.") % {"title": viewed.title}
