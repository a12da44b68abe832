"""Charts: they show what a released table says, and stand inside a page without style, script or clashing names."""

import re
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from tests.web.tables import all_tables, figure, released

from videre.disclosure.released import Released
from videre.domain.figures import Figure, Unit
from videre.reports.charts.dots import draw_dots
from videre.reports.charts.drawing import COLOURS
from videre.reports.charts.lines import Axis, Trajectory, draw_lines, draw_sparkline
from videre.reports.charts.points import Series, TargetPoint, band_of, domain_of, rows_of, spread
from videre.reports.charts.stacks import PART_COLOURS, Rest, draw_kinds, draw_stacks

AXIS = Axis("Personer", "Måned", "da")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tables() -> dict[str, Released]:
    return {table.name: table for table in all_tables()}


def benefits(table: Released) -> str:
    goal = Trajectory("Mål: højst 341", [TargetPoint("2013-12", 426), TargetPoint("2015-12", 341)])
    return draw_lines(table, [Series("Vores tal")], "Færre <unge> på hjælp & mål", AXIS, trajectory=goal)


def parsed(svg: str) -> ET.Element:
    """Return the root of an SVG."""
    return ET.fromstring(svg)  # noqa: S314 - our own SVG, made a moment ago


def drawn(svg: str) -> Iterator[ET.Element]:
    """Yield every path of an SVG."""
    return parsed(svg).iter(f"{SVG}path")


def paths(svg: str, colour: str) -> list[str]:
    """Return the paths that are drawn as lines in a colour."""
    return [found.get("d", "") for found in drawn(svg) if found.get("stroke") == colour]


def test_a_chart_is_one_picture_with_a_sentence(tables: dict[str, Released]) -> None:
    root = parsed(benefits(tables["benefits"]))
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Færre <unge> på hjælp & mål"
    assert [each for each in root.iter() if each is not root and (each.get("role") or each.get("aria-label"))] == []


def test_a_chart_has_no_style_no_script_and_fetches_nothing(tables: dict[str, Released]) -> None:
    svg = benefits(tables["benefits"])
    assert "style=" not in svg
    assert "<style" not in svg
    assert "<script" not in svg
    assert re.findall(r'(?:href|src)="', svg) == []


def test_names_inside_two_charts_never_clash(tables: dict[str, Released]) -> None:
    first = benefits(tables["benefits"])
    second = draw_lines(tables["youth_15_17"], [Series("")], "x", AXIS)
    names = [set(re.findall(r'\bid="([^"]+)"', svg)) for svg in (first, second)]
    assert not names[0] & names[1]


def test_a_line_has_a_point_a_period_and_a_gap_where_a_value_is_hidden() -> None:
    numbers = [40, 41, 3, 42, 43]
    rows = [figure("benefits", f"2015-0{at}", {}, n, 900, unit=Unit.PERSONS) for at, n in enumerate(numbers, start=1)]
    (line,) = paths(draw_lines(released("benefits", rows), [Series("")], "x", AXIS), COLOURS[0])
    assert line.count("M") == 2
    assert line.count("L") == 2


def test_the_way_to_the_goal_is_a_line_of_its_own(tables: dict[str, Released]) -> None:
    svg = benefits(tables["benefits"])
    dashed = [each for each in drawn(svg) if each.get("stroke-dasharray") == "6,4"]
    assert len(dashed) == 1
    assert "Mål: højst 341" in svg


def test_lines_are_told_apart_without_colour(tables: dict[str, Released]) -> None:
    series = [Series(name, {"sex": sex}) for name, sex in {"Mænd": "M", "Kvinder": "K"}.items()]
    svg = draw_lines(tables["benefits_by_sex"], series, "x", AXIS)
    lines = [each for each in drawn(svg) if each.get("stroke") in COLOURS and each.get("fill") in (None, "none")]
    assert len({each.get("stroke-dasharray") for each in lines}) == 2
    assert "Mænd" in svg
    assert "Kvinder" in svg


def test_numbers_and_percentages_are_written_in_the_readers_language(tables: dict[str, Released]) -> None:
    danish = draw_lines(tables["exam"], [Series("")], "x", Axis("", "", "da"))
    english = draw_lines(tables["exam"], [Series("")], "x", Axis("", "", "en"))
    assert "10\u00a0%" in danish
    assert "10%" in english


def test_months_since_leaving_may_be_the_axis(tables: dict[str, Released]) -> None:
    series = [Series(year, {}, year) for year in ("2013", "2014")]
    rows = rows_of(tables["exam_by_months"], series[0], "months")
    assert [row.breakdown["months"] for row in rows] == [str(month) for month in range(13)]
    svg = draw_lines(tables["exam_by_months"], series, "x", Axis("", "Måneder", "da"), along="months")
    assert "Måneder" in svg
    assert "2013" in svg


def test_parts_of_a_whole_are_named_with_their_newest_share(tables: dict[str, Released]) -> None:
    parts = [Series(name, {"class": code}) for code, name in {"education": "Uddannelse", "unknown": "Ukendt"}.items()]
    svg = draw_stacks(tables["youth_15_17_by_class"], parts, "x", "da")
    assert "Uddannelse 46\u00a0%" in svg
    assert "Ukendt 3\u00a0%" in svg


def test_kinds_are_bars_in_the_order_they_are_given(tables: dict[str, Released]) -> None:
    steps = {"completed": "Fuldført", "still_there": "I gang"}
    kinds = {
        kind: [Series(name, {"kind": kind, "months": "15", "step": step}) for step, name in steps.items()]
        for kind in ("stx", "hf")
    }
    svg = draw_kinds(tables["pathways"], kinds, "2014", list(steps.values()), "x", "da")
    assert svg.index(">stx<") < svg.index(">hf<")
    assert "Fuldført" in svg


def test_a_place_whose_number_is_hidden_has_its_row_and_no_dot(tables: dict[str, Released]) -> None:
    places = [Series(school, {"school": school}) for school in ("165001", "165002", "165003")]
    svg = draw_dots(tables["exam_by_school"], places, "2015", "x", "da", whole=("Alle", 0.07))
    assert all(f">{place.label}<" in svg for place in places)
    dots = [each for each in drawn(svg) if each.get("fill") == COLOURS[0]]
    assert len(dots) == 1


@pytest.mark.parametrize("numbers", [[], [3]])
def test_a_table_with_nothing_to_show_is_an_empty_chart_and_no_error(numbers: list[int]) -> None:
    rows = [figure("exam", "2015", {}, n, 300) for n in [*numbers, 2]]
    table = released("exam", rows)
    for svg in (
        draw_lines(table, [Series("")], "x", AXIS),
        draw_sparkline(table, Series(""), "x", "da"),
        draw_stacks(table, [Series("a")], "x", "da"),
        draw_dots(table, [Series("a")], "2015", "x", "da"),
        draw_kinds(table, {}, "2015", [], "x", "da"),
    ):
        assert svg.startswith("<svg role=")


def contrast_on_white(colour: str) -> float:
    """Return the contrast of a colour on white, by WCAG's formula."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("colour", COLOURS)
def test_a_line_is_seen_on_white(colour: str) -> None:
    assert contrast_on_white(colour) >= 4.5


def test_neighbouring_parts_differ_in_lightness() -> None:
    contrasts = [contrast_on_white(colour) for colour in PART_COLOURS]
    pairs = pairwise(contrasts)
    assert all(max(pair) / min(pair) >= 1.2 for pair in pairs)


def test_the_axis_of_counts_begins_at_zero() -> None:
    assert domain_of([361, 426], share=False)[0] == 0
    assert domain_of([0.93, 0.99], share=True) == (0.9, 1.0)


def test_labels_that_were_spread_keep_their_order_and_distance() -> None:
    wanted = [0.5, 0.52, 0.51, 0.9]
    found = spread(wanted, 0.05, 0.0, 1.0)
    assert sorted(range(4), key=lambda at: found[at]) == sorted(range(4), key=lambda at: wanted[at])
    places = sorted(found)
    assert all(b - a >= 0.05 - 1e-12 for a, b in pairwise(places))


def test_a_bar_whose_parts_are_hidden_is_as_long_as_its_published_whole() -> None:
    def share(step: str, n_persons: int) -> Figure:
        return figure("pathways", "2014", {"kind": "hf", "months": "15", "step": step}, n_persons, 300)

    table = released("pathways", [share("started", 30), share("still_there", 24), share("completed", 3),
                                  share("changed", 3)])  # fmt: skip
    own = {"kind": "hf", "months": "15"}
    parts = [Series(step, {**own, "step": step}) for step in ("completed", "still_there", "changed")]
    names = [part.label for part in parts]
    rest = Rest("Ikke opdelt", {"hf": Series("", {**own, "step": "started"})})
    bare = draw_kinds(table, {"hf": parts}, "2014", names, "x", "da")
    filled = draw_kinds(table, {"hf": parts}, "2014", names, "x", "da", rest=rest)
    assert [bar.get("fill") for bar in bars(bare)] == [PART_COLOURS[1]]
    assert [bar.get("fill") for bar in bars(filled)] == [PART_COLOURS[1], PART_COLOURS[-1]]
    assert "Ikke opdelt" in filled


def bars(svg: str) -> list[ET.Element]:
    """Return the bars of a chart, without the signs of its legend."""
    return [each for each in drawn(svg) if each.get("fill") in PART_COLOURS and each.get("transform") is None]


def test_half_a_band_is_no_band() -> None:
    row = released("youth_15_17", [figure("youth_15_17", "2015-01", {}, 90, 100, unknown=3)]).rows[0]
    assert row.unknown is None  # too few to be shown, and so is the end of the band that would tell it
    assert band_of(row) == (None, None)
    assert band_of(released("x", [figure("x", "2015", {}, 80, 100, unknown=9)]).rows[0]) == (0.8, 0.89)


def test_a_line_is_not_squeezed_by_bands_that_are_not_drawn() -> None:
    rows = [figure("exam", "2015", {"sex": sex}, n, 100, unknown=80) for sex, n in {"M": 8, "K": 6}.items()]
    both = [Series(sex, {"sex": sex}) for sex in ("M", "K")]
    assert "100\u00a0%" not in draw_lines(released("t", rows), both, "x", AXIS)
    assert "100\u00a0%" in draw_lines(released("t", rows), both[:1], "x", AXIS)
