"""Official figures, which stand beside ours and are never mixed with them."""

from dataclasses import dataclass

from videre.definitions.strategy import MeasurementPoint, Strategy
from videre.disclosure.released import Released, ReleasedFigure
from videre.reports.headlines import newest_official_first
from videre.web.insight.presenters.headlines import indicator_of
from videre.web.insight.presenters.words import period_of, value_text

TABLE = "official_figures"


@dataclass(frozen=True)
class OfficialText:
    """A published figure in words."""

    value: str
    period: str
    published: str
    source: str


def list_official_rows(
    table: Released | None, point: MeasurementPoint, strategy: Strategy, municipality_name: str
) -> list[ReleasedFigure]:
    """Return the official figures of a point's own indicator, newest cohort first, its newest publication first.

    Figures of a group of people alone (girls, one origin) are left out.
    """
    indicator = indicator_of(point, strategy)
    if table is None or indicator is None or point.target is None:
        return []
    area = indicator.area or municipality_name
    rows = [
        row
        for row in table.rows
        if row.breakdown["indicator"] == point.target.indicator
        and row.breakdown["area"] == area
        and not row.breakdown.get("group")
    ]
    return list(newest_official_first(rows))


def describe_official(row: ReleasedFigure) -> OfficialText:
    """Return an official figure in words."""
    return OfficialText(
        value=value_text(row.value, row.unit),
        period=period_of(row.period, "month" if "-" in row.period else "cohort"),
        published=row.breakdown.get("published", ""),
        source=row.breakdown.get("source", ""),
    )
