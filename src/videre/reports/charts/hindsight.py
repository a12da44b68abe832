"""Was it right before: what would have been said of each earlier cohort, and what happened, a panel a horizon."""

import math
from collections.abc import Sequence
from typing import Any, Final

from videre.disclosure.released import Released
from videre.reports.charts.drawing import COLOURS, INK, WIDTH, Spec, render_svg

HEIGHT: Final = 220
MARGIN, GAP = 66, 14
SAID, HAPPENED = "said", "happened"


def draw_hindsight(
    table: Released,
    definition: str,
    horizons: Sequence[tuple[str, str]],
    names: tuple[str, str],
    description: str,
    language: str,
    width: int = WIDTH,
) -> str:
    """Return forecasts beside what happened as SVG: a filled dot with its interval, and a diamond without filling.

    What is hidden is not drawn.

    Args:
        table: shares by `years` and `said`, of which `said` and `happened` are drawn. definition: which of them.
        horizons: years, and the name of each panel. names: of what was said, and of what happened.
        description: alternative text; language: `da` or `en`. width: of the picture, in pixels.
    """
    values: list[dict[str, Any]] = [
        {
            "years": row.breakdown["years"],
            "cohort": row.period[2:],
            "sort": row.period,
            "value": row.value,
            "low": row.interval_low,
            "high": row.interval_high,
            "what": names[0] if row.breakdown["said"] == SAID else names[1],
        }
        for row in table.rows
        if row.breakdown["definition"] == definition
        and row.breakdown["said"] in (SAID, HAPPENED)
        and row.value is not None
    ]
    numbers = [float(each[end]) for each in values for end in ("value", "low", "high") if each[end] is not None]
    lowest, highest = min(numbers, default=0.0), max(numbers, default=1.0)
    domain = [max(math.floor(lowest * 10 - 0.2) / 10, 0.0), min(math.ceil(highest * 10 + 0.2) / 10, 1.0)]
    n_cohorts = [len({each["cohort"] for each in values if each["years"] == years}) for years, _ in horizons]
    room = width - MARGIN - GAP * (len(horizons) - 1)
    step = room / max(sum(n_cohorts), 1)
    panels = [
        panel([each for each in values if each["years"] == years], name, names, domain, step * n, is_first=at == 0)
        for at, ((years, name), n) in enumerate(zip(horizons, n_cohorts, strict=True))
    ]
    spec = {"hconcat": panels, "spacing": GAP, "resolve": {"scale": {"color": "shared", "shape": "shared"}}}
    return render_svg(spec, description, language)


def panel(
    values: list[dict[str, Any]],
    name: str,
    names: tuple[str, str],
    domain: list[float],
    width: float,
    *,
    is_first: bool,
) -> Spec:
    """Return the panel of one horizon; only the first has the axis of shares."""
    axis: Spec = {"title": None, "format": ".0%", "tickCount": 5, "labels": is_first}
    y = {"field": "value", "type": "quantitative", "scale": {"domain": domain}, "axis": axis}
    x = {
        "field": "cohort",
        "type": "ordinal",
        "sort": {"field": "sort"},
        "axis": {"title": None, "labelAngle": 0, "labelOverlap": False, "labelFontSize": 12, "ticks": False},
    }
    legend = {"title": None, "orient": "top", "direction": "horizontal", "symbolStrokeWidth": 2}
    scale = {"domain": list(names)}
    interval = {
        "transform": [{"filter": "isValid(datum.low)"}],
        "mark": {"type": "rule", "color": COLOURS[0], "strokeWidth": 2},
        "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
    }
    marks = {
        "mark": {"type": "point", "size": 70, "opacity": 1, "strokeWidth": 2},
        "encoding": {
            "x": x,
            "y": y,
            "shape": {
                "field": "what",
                "type": "nominal",
                "scale": {**scale, "range": ["circle", "diamond"]},
                "legend": legend,
            },
            "fill": {"field": "what", "type": "nominal", "scale": {**scale, "range": [COLOURS[0], "#ffffff"]}},
            "stroke": {"field": "what", "type": "nominal", "scale": {**scale, "range": [COLOURS[0], INK]}},
        },
    }
    return {
        "title": {
            "text": name,
            "fontSize": 14,
            "fontWeight": "normal",
            "anchor": "start",
            "frame": "group",
            "color": INK,
        },
        "width": max(width, 30),
        "height": HEIGHT,
        "data": {"values": values},
        "layer": [interval, marks],
    }
