"""Drawing a Vega-Lite specification as an SVG that may stand inside a page: no style, no script, no clashing names."""

import hashlib
import json
import re
from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any, Final, Literal

import vl_convert

# On white each has a contrast of at least 4.5:1, and neighbours differ in lightness too.
COLOURS: Final = ("#08519c", "#a63603", "#3f007d", "#006d2c", "#ae017e", "#454545", "#0b6a78", "#7f2704")
INK: Final = "#1a1a1a"
QUIET_INK: Final = "#5a5a5a"
GRID: Final = "#dcdcdc"
BAND: Final = "#c6dbef"
FONT: Final = "IBM Plex Sans, system-ui, sans-serif"
FONT_SIZE: Final = 14

# The frame of every chart with axes, in pixels: so charts under each other line up, and labels have their room.
WIDTH: Final = 760
LEFT, RIGHT, TOP, BOTTOM = 64, 196, 36, 52

Spec = dict[str, Any]

NUMBERS: Final[Mapping[str, Mapping[str, Any]]] = {
    "da": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."], "percent": "\u00a0%"},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["DKK ", ""], "percent": "%"},
}
TIMES: Final[Mapping[str, Literal["da-DK", "en-GB"]]] = {"da": "da-DK", "en": "en-GB"}

LOOK: Final[Spec] = {
    "background": None,
    "font": FONT,
    "aria": False,
    "view": {"stroke": None},
    "axis": {
        "labelFontSize": FONT_SIZE,
        "labelColor": QUIET_INK,
        "labelPadding": 8,
        "titleFontSize": FONT_SIZE,
        "titleFontWeight": "normal",
        "titleColor": QUIET_INK,
        "gridColor": GRID,
        "domainColor": "#8e8e8e",
        "tickColor": "#8e8e8e",
    },
    "axisY": {"domain": False, "ticks": False},
    "axisX": {"grid": False, "labelFlush": False, "titlePadding": 10},
    "text": {"fontSize": FONT_SIZE, "fill": INK},
    "legend": {"labelFontSize": FONT_SIZE, "labelColor": INK, "labelLimit": 260, "symbolSize": 160},
}


def frame(height: int, left: int = LEFT, right: int = RIGHT, top: int = TOP, width: int = WIDTH) -> Spec:
    """Return the size of a chart: `height` for the marks, beside it the room for axes and labels."""
    return {
        "autosize": "none",
        "width": width - left - right,
        "height": height,
        "padding": {"left": left, "right": right, "top": top, "bottom": BOTTOM},
    }


def render_svg(spec: Spec, description: str, language: str) -> str:
    """Return a specification drawn as SVG, with a description as its alternative text.

    Drawn once for each content and language (0.6 s for the first of a process, 0.05 s for the next, nothing when drawn
    before), since the pages of a month show the same charts to everybody.

    Args:
        spec: a Vega-Lite specification with its data inside; nothing is fetched.
        description: what the chart shows, in one sentence.
        language: `da` or `en`; decides the form of numbers and months.
    """
    content = json.dumps({"config": LOOK, **spec}, ensure_ascii=False, sort_keys=True)
    return draw(content, language).replace("<svg ", f'<svg role="img" aria-label="{escape(description)}" ', 1)


@lru_cache(maxsize=512)
def draw(content: str, language: str) -> str:
    """Return the SVG of a specification written as JSON."""
    svg = vl_convert.vegalite_to_svg(
        content,
        allowed_base_urls=[],
        format_locale=dict(NUMBERS[language]),
        time_format_locale=TIMES[language],
    )
    return tidy(svg, hashlib.sha256((language + content).encode()).hexdigest()[:8])


def tidy(svg: str, prefix: str) -> str:
    """Return an SVG as one picture: its parts have no roles of their own, and its names clash with no other chart's."""
    svg = re.sub(r' (role|aria-[a-z]+)="[^"]*"', "", svg)
    svg = re.sub(r'\bid="([^"]+)"', rf'id="{prefix}-\1"', svg)
    return re.sub(r"url\(#([^)]+)\)", rf"url(#{prefix}-\1)", svg)
