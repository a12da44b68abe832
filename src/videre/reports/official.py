"""Official figures, which stand beside ours and are never mixed with them."""

from typing import Final

from videre.disclosure.released import Released, ReleasedFigure
from videre.domain.figures import Unit
from videre.reports.content import Block, Cell, Grid, Heading, Line, Paragraph
from videre.reports.half_years import HalfYear, is_published_in
from videre.reports.headlines import Followed, newest_official_first
from videre.reports.wording import Wording

TABLE: Final = "official_figures"
COUNTRY: Final = "Hele landet"  # as the register of official figures writes the whole country
MOST_ROWS: Final = 8
COLUMNS: Final = ("area", "value", "published", "source")


def official_rows(table: Released | None, indicator: str, area: str, half: HalfYear) -> tuple[ReleasedFigure, ...]:
    """Return the published figures of an indicator and an area that were out by a half-year, newest first.

    Figures of a group of people alone (girls, one origin) are left out.
    """
    return newest_official_first(
        row
        for row in (table.rows if table is not None else ())
        if row.breakdown.get("indicator") == indicator
        and row.breakdown.get("area") == area
        and not row.breakdown.get("group")
        and is_published_in(row, half)
    )


def official_text(followed: Followed, wording: Wording) -> str:
    """Return the newest official figure with its cohort and year of publication, or that the goal waits for one."""
    target = followed.point.target
    if followed.official:
        row = followed.official[0]
        return wording.say(
            "official.short",
            value=official_value(row, followed, wording),
            period=wording.say(f"period.{followed.measure.period.kind}", period=wording.period(row.period)),
            published=row.breakdown["published"],
        )
    if target is not None and target.judged_by == "official":
        return wording.say("official.missing")
    return ""


def official_value(row: ReleasedFigure, followed: Followed, wording: Wording) -> str:
    """Return an official figure as the indicator's unit is written; as many decimals as were published, one at most."""
    assert followed.point.target is not None, "official figures are those of a target's indicator"
    unit = followed.strategy.indicators[followed.point.target.indicator].unit
    if row.value is None or unit is Unit.SHARE:
        return wording.value(row, row.value)
    return wording.count(row.value)


def official_blocks(followed: Followed, wording: Wording) -> list[Block]:
    """Return the official figures of the point's own indicator as a table of their own."""
    target = followed.point.target
    if target is None or not (followed.official or target.judged_by == "official"):
        return []
    title = wording.told(followed.strategy.indicators[target.indicator].title)
    heading = Heading(wording.say("heading.official"))
    if not followed.official:
        return [heading, Paragraph(wording.say("verdict.official_missing"))]
    rows = newest_official_first((*followed.official, *followed.official_elsewhere))[:MOST_ROWS]
    lines = tuple(
        Line(
            Cell(wording.period(row.period)),
            (
                Cell(row.breakdown["area"]),
                Cell(official_value(row, followed, wording)),
                Cell(row.breakdown["published"]),
                Cell(row.breakdown.get("source", "")),
            ),
        )
        for row in rows
    )
    names = (f"grid.{followed.measure.period.kind}", *(f"official.{name}" for name in COLUMNS))
    head = tuple(Cell(wording.say(name)) for name in names)
    key = "official.judged" if target.judged_by == "official" else "official.beside"
    return [heading, Paragraph(wording.say(key)), Grid(title, head, lines, holds="words", widths=(1, 1.5, 1, 1, 5))]
