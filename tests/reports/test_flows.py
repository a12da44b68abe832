"""The picture of a cohort's flow: every column is everybody, nothing hidden is drawn, and it holds for few and many."""

import re
from collections.abc import Mapping

import pytest
from tests.web.tables import figure, released

from videre.disclosure.released import Released
from videre.reports.charts.flows import (
    HIDDEN,
    Place,
    colours_of,
    draw_flows,
    fields_of,
    flows_of,
    legend_places,
    letters_of,
    room_of,
)

PLACES = [
    Place(key, f"Navn på {key}") for key in ("completed", "stx", "eud", "ordinary_work", "elsewhere", "no_choice")
]
LOOKS = [(3, "3 måneder"), (15, "15 måneder")]
NAMES = ("Førstevalg", "Skjult")
Moves = Mapping[tuple[str, str], int]


def table(n: int, first: Moves, second: Moves) -> Released:
    """Return a released cohort of n with two looks."""
    return released(
        "flows",
        [
            figure("flows", "2012", {"from": came_from, "to": came_to, "months": str(months)}, n_persons, n)
            for months, moves in ((3, first), (15, second))
            for (came_from, came_to), n_persons in moves.items()
        ],
    )


MANY = table(
    500,
    {("stx", "stx"): 300, ("eud", "eud"): 150, ("no_choice", "elsewhere"): 50},
    {("stx", "stx"): 250, ("stx", "eud"): 50, ("eud", "completed"): 150, ("elsewhere", "elsewhere"): 50},
)
FEW = table(5, {("stx", "stx"): 3, ("eud", "eud"): 2}, {("stx", "completed"): 3, ("eud", "elsewhere"): 2})


def drawn(of: Released) -> str:
    return draw_flows(of, "2012", LOOKS, PLACES, NAMES, "En årgangs strøm.", "da")


@pytest.mark.parametrize("of", [MANY, FEW], ids=["500 persons", "5 persons"])
def test_every_column_is_the_whole_cohort(of: Released) -> None:
    flows = flows_of(of, "2012", [3, 15])
    columns = fields_of(flows, [place.key for place in PLACES], 3)
    assert len(columns) == 3
    for fields in columns:
        room = room_of(fields)
        assert sum((field.bottom - field.top) / room for field in fields.values()) == pytest.approx(1)
        assert max(field.bottom for field in fields.values()) == pytest.approx(1)
        edges = [edge for field in fields.values() for edge in (field.top, field.bottom)]
        assert edges == sorted(edges)


def test_a_field_is_as_high_as_the_share_of_those_in_it() -> None:
    fields = fields_of(flows_of(MANY, "2012", [3, 15]), [place.key for place in PLACES], 3)
    shares = [{key: (f.bottom - f.top) / room_of(column) for key, f in column.items()} for column in fields]
    assert shares[0] == pytest.approx({"stx": 0.6, "eud": 0.3, "no_choice": 0.1})
    assert shares[1] == pytest.approx({"stx": 0.6, "eud": 0.3, "elsewhere": 0.1})
    assert shares[2] == pytest.approx({"completed": 0.3, "stx": 0.5, "eud": 0.1, "elsewhere": 0.1})


def test_five_persons_are_one_hidden_field_without_a_band() -> None:
    assert [set(column) for column in fields_of(flows_of(FEW, "2012", [3, 15]), ["stx"], 3)] == [{HIDDEN}] * 3
    svg = drawn(FEW)
    assert svg.count('opacity="0.38"') == 0
    assert "Skjult 100\u00a0%" in svg
    assert "Navn på" not in svg


def test_five_hundred_persons_have_a_band_for_each_flow_and_a_name_for_each_colour() -> None:
    svg = drawn(MANY)
    assert svg.count('opacity="0.38"') == 7
    for text in ("Førstevalg", "3 måneder", "15 måneder", "B 60\u00a0%", "C Navn på eud 10\u00a0%"):
        assert text in svg
    assert set(re.findall(r"Navn på (\w+)", svg)) == {"completed", "stx", "eud", "elsewhere", "no_choice"}
    assert "Skjult" not in svg
    assert svg.startswith("<svg ")
    assert 'aria-label="En årgangs strøm."' in svg
    assert "<style" not in svg
    assert "<script" not in svg


def test_each_place_has_a_letter_of_its_own_so_that_no_colour_is_needed() -> None:
    letters = letters_of([*(place.key for place in PLACES), HIDDEN])
    assert [letters[place.key] for place in PLACES] == ["A", "B", "C", "D", "E", "F"]
    assert letters[HIDDEN] == ""


def test_groups_of_education_have_colours_of_their_own() -> None:
    colours = colours_of(PLACES)
    groups = [colours["stx"], colours["eud"], colours["completed"], colours["ordinary_work"], colours["elsewhere"]]
    assert len(set(groups)) == len(groups)


def test_a_legend_goes_on_in_a_new_row_when_there_is_no_more_room() -> None:
    rows = [row for _, row in legend_places(["x" * 40] * 6)]
    assert rows == sorted(rows)
    assert max(rows) >= 1
