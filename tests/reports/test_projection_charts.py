"""The charts of the projection: they hold for few and for many, without colours, and stand safely inside a page."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from tests.projected import FAN_YEARS, backtest, fan, profile

from videre.disclosure.released import Released
from videre.reports.charts.fan import EDGES, SHADES, Band, Fan, draw_fan, rows_of_fan
from videre.reports.charts.hindsight import draw_hindsight
from videre.reports.charts.lines import Axis
from videre.reports.charts.points import TargetPoint
from videre.reports.charts.profile import (
    ANY,
    HEIGHT,
    HIDDEN,
    PLACES,
    TOP,
    Column,
    boxes_of,
    draw_profile,
    hidden_places,
    shares_of,
)

SVG = "{http://www.w3.org/2000/svg}"
BANDS = [Band(level, f"{level} af 100 gange") for level in ("95", "80", "50")]
AXIS = Axis("", "År efter 9. klasse", "da")
NAMES = {place: f"Navn på {place}" for _, _, places in PLACES for place in places} | {HIDDEN: "Skjult", ANY: "Alle"}
HEADS = ("Årgang", "Begynder", "Fuldfører", "Ender")
SIZES = (5, 60, 500)


def elements(svg: str, name: str) -> Iterator[ET.Element]:
    yield from ET.fromstring(svg).iter(f"{SVG}{name}")  # noqa: S314 - our own SVG, made a moment ago


def fan_of(table: Released, **which: str) -> str:
    only = Fan({"definition": "at_least_one"}, **which)
    return draw_fan(table, only, BANDS, ("Ventet", "Mål"), "En <vifte> & dens tal", AXIS, TargetPoint("2015", 0.95))


def hindsight_of(table: Released) -> str:
    panels = [("3", "3 år"), ("6", "6 år"), ("9", "9 år")]
    return draw_hindsight(table, "at_least_one", panels, ("Sagt", "Skete"), "Sagt og sket", "da")


def profile_of(table: Released) -> str:
    return draw_profile(table, "2015", HEADS, NAMES, "Årgangens vej", "da")


def pictures(n_persons: int) -> list[str]:
    fans = [fan_of(fan(n_persons), period="2015"), fan_of(fan(n_persons), years="25")]
    return [*fans, hindsight_of(backtest(n_persons)), profile_of(profile(n_persons))]


@pytest.mark.parametrize("n_persons", SIZES)
def test_each_picture_is_one_picture_without_style_script_or_anything_fetched(n_persons: int) -> None:
    for svg in pictures(n_persons):
        root = ET.fromstring(svg)  # noqa: S314 - our own
        assert root.get("role") == "img"
        assert root.get("aria-label")
        assert not re.search(r"style=|<style|<script|(?:href|src)=\"|NaN|Infinity", svg)


def test_no_name_of_one_picture_clashes_with_another_on_the_page() -> None:
    named = [set(re.findall(r'id="([^"]+)"', svg)) for n_persons in SIZES for svg in pictures(n_persons)]
    every = [name for names in named for name in names]
    assert len(every) == len(set(every))


def test_a_fan_has_three_bands_told_apart_by_lightness_and_by_their_edges() -> None:
    svg = fan_of(fan(300), period="2015")
    for shade in SHADES:
        assert f'fill="{shade}"' in svg
    assert {",".join(map(str, edge)) for edge in EDGES} <= set(re.findall(r'stroke-dasharray="([\d,]+)"', svg))
    lightness = [sum(int(shade[at : at + 2], 16) for at in (1, 3, 5)) / 3 for shade in SHADES]
    assert all(one - other > 25 for one, other in pairwise(lightness))


def test_a_fan_holds_the_rows_of_its_cohort_or_of_its_horizon() -> None:
    table = fan(300)
    only = {"definition": "at_least_one"}
    along = rows_of_fan(table, Fan(only, period="2015"), "95")
    assert [int(row.breakdown["years"]) for row in along] == list(FAN_YEARS)
    across = rows_of_fan(table, Fan(only, years="25"), "95")
    assert [row.period for row in across] == ["2012", "2013", "2014", "2015"]


def test_what_is_hidden_is_not_drawn() -> None:
    def n_points(svg: str) -> int:
        return sum(1 for _ in re.findall(r'<path transform="translate', svg))

    assert n_points(fan_of(fan(300), period="2015")) > n_points(fan_of(fan(30), period="2015"))
    assert n_points(hindsight_of(backtest(300))) > n_points(hindsight_of(backtest(5)))


@pytest.mark.parametrize("n_persons", SIZES)
def test_each_column_of_the_profile_figure_fills_the_figure_whatever_is_hidden(n_persons: int) -> None:
    table = profile(n_persons)
    shares, hidden = shares_of(table, "2015"), hidden_places(table, "2015")
    for left, width, places in PLACES:
        boxes = list(boxes_of(Column("", left, width, places), shares, hidden).values())
        assert boxes[0].top == TOP
        assert boxes[-1].bottom == pytest.approx(TOP + HEIGHT)
        edges = [edge for box in boxes for edge in (box.top, box.bottom)]
        assert edges == sorted(edges)


def test_shares_that_round_to_99_hide_nobody_and_one_that_is_hidden_has_its_box_though_they_round_to_100() -> None:
    column = Column("", 0.0, 10.0, ("first_gymnasial", "first_vocational", "first_stu"))
    shares = {(ANY, "first_gymnasial"): 0.66, (ANY, "first_vocational"): 0.33}
    assert set(boxes_of(column, shares)) == {"first_gymnasial", "first_vocational"}
    shares[ANY, "first_vocational"] = 0.34
    assert set(boxes_of(column, shares, frozenset({"first_stu"}))) == {"first_gymnasial", "first_vocational", HIDDEN}


def test_many_persons_have_a_band_a_flow_and_nothing_comes_of_dashed_ones() -> None:
    svg = profile_of(profile(500))
    dashed = [path for path in elements(svg, "path") if path.get("stroke-dasharray")]
    whole = [path for path in elements(svg, "path") if not path.get("stroke-dasharray")]
    # begun: five, one never; completed: nine, of which four come to nothing; ends: nine, one with nothing
    assert (len(whole), len(dashed)) == (4 + 5 + 8, 1 + 4 + 1)
    assert all(f"Navn på {place}" in svg for _, _, places in PLACES[1:] for place in places)
    assert "Skjult" not in svg


def test_five_persons_are_one_hidden_box_a_column_without_a_band() -> None:
    svg = profile_of(profile(5))
    assert list(elements(svg, "path")) == []
    assert svg.count("Skjult") == 3
    assert "Navn på first" not in svg
