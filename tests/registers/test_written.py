"""What a mapping can say beyond names: columns joined, patterns, lists of codes that changed, several registers."""

import json
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pydantic import ValidationError
from tests.homes import ALICE, BOB, CHARLIE, TODAY

from videre.definitions.mapping import Mapping
from videre.registers.canonical import MappingDoesNotFit
from videre.registers.catalogue import get_register
from videre.registers.delivered import Delivered, read_delivered
from videre.registers.rules.rule import Surroundings

REPORTED = date(2015, 9, 1)
BENEFITS = {
    "cpr": {"from": "CPR"},
    "benefit": {"from": "Kode"},
    "start": {"from": "Fra", "date": "%d-%m-%Y"},
}
FIGURES = {
    "indicator": {"constant": "population"},
    "cohort": {"from": "Tid"},
    "area": {"from": "Sted"},
    "value": {"from": "Antal"},
    "published": {"constant": "2014"},
    "source": {"constant": "x"},
}


def read(content: str | bytes, register: str, columns: dict[str, Any], **more: Any) -> Delivered:
    """Return a file read by a mapping with these columns."""
    title = {"da": "x", "en": "x"}
    said = {"name": "own", "register": register, "supplier": "X", "title": title, "columns": columns}
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    form = Mapping.model_validate(said | more)
    return read_delivered(get_register(register), form, file, REPORTED, Surroundings(TODAY, {}))


def figures(content: str | bytes, changes: dict[str, Any], **more: Any) -> Delivered:
    return read(content, "official_figures", FIGURES | changes, **more)


def rules_by_row(delivered: Delivered) -> list[tuple[int, str, str]]:
    """Return which row breaks which rule in which column."""
    return delivered.problems.select("row", "field", "rule").rows()


def test_several_columns_are_joined_by_a_comma_before_a_pattern_is_looked_for() -> None:
    group = {"join": ["Køn", "Alder"], "patterns": {r"1,(\d+)": "sex=M,age=${1}", r",(\d+)": "age=${1}"}}
    text = "Tid;Sted;Antal;Køn;Alder\n2014;A;1;1;15\n2014;B;1;;16\n2014;C;1;;\n2014;D;1;3;15\n"
    found = figures(text, {"group": group})
    assert found.taken["group"].to_list() == ["sex=M,age=15", "age=16", None]
    assert rules_by_row(found) == [(5, "group", "unknown_code")]


def test_a_pattern_must_fit_the_whole_and_the_first_that_fits_counts() -> None:
    patterns = {r"(\d{4})K1": "${1}-01-01", r"\d{4}K\d": "later", r"intet": ""}
    text = "Tid;Sted;Antal\n2014K1;A;1\n2014K2;A;1\nx2014K1;A;1\n2014K1x;A;1\n"
    found = figures(text, {"cohort": {"from": "Tid", "patterns": patterns}})
    assert found.taken["cohort"].to_list() == ["2014-01-01", "later"]
    assert rules_by_row(found) == [(4, "cohort", "unknown_code"), (5, "cohort", "unknown_code")]


def test_a_pattern_may_say_that_nothing_stands_there() -> None:
    columns = BENEFITS | {"stop": {"from": "Til", "date": "%Y%m%d", "patterns": {"0{8}": "", r"\d{8}": "$0"}}}
    text = f"CPR;Kode;Fra;Til\n{ALICE};kontanthjaelp;01-01-2014;00000000\n{BOB};kontanthjaelp;01-01-2014;20140601\n"
    assert read(text, "benefits", columns).taken["stop"].to_list() == [None, date(2014, 6, 1)]


def test_a_day_of_report_that_no_pattern_fits_is_set_aside_and_never_left_empty() -> None:
    reported = {"from": "Meldt", "patterns": {r"(\d{4})-uge-1": "${1}-01-01"}}
    text = f"CPR;Kode;Fra;Meldt\n{ALICE};kontanthjaelp;01-01-2014;2015-uge-1\n{BOB};kontanthjaelp;01-01-2014;i går\n"
    found = read(text, "benefits", BENEFITS, reported=reported)
    assert found.taken["reported"].to_list() == [date(2015, 1, 1)]
    assert rules_by_row(found) == [(3, "reported", "unknown_code")]


def test_a_pattern_that_cannot_be_read_is_refused_before_any_row_is() -> None:
    with pytest.raises(MappingDoesNotFit, match="look-around"):
        figures("Tid;Sted;Antal\n2014;A;1\n", {"cohort": {"from": "Tid", "patterns": {"(?=2014)": "x"}}})


PERIODS = {
    "column": "start",
    "periods": [
        {"until": "2014-01-01", "codes": {"1": "kontanthjaelp"}},
        {"since": "2014-01-01", "until": "2025-07-01", "codes": {"1": "uddannelseshjaelp"}},
        {"since": "2026-01-01"},
    ],
}


def test_each_row_is_read_by_the_list_of_its_own_day() -> None:
    rows = [
        (ALICE, "1", "31-12-2013"),
        (BOB, "1", "01-01-2014"),
        (CHARLIE, "sygedagpenge", "01-01-2026"),  # a time without codes: as it stands
        (ALICE, "1", "01-07-2025"),  # a day that is in no list
        (BOB, "2", "01-01-2015"),
        (CHARLIE, "1", "32-01-2015"),
        (BOB, "", "01-02-2015"),
    ]
    text = "CPR;Kode;Fra\n" + "".join(";".join(row) + "\n" for row in rows)
    columns = BENEFITS | {"benefit": {"from": "Kode", "codes_by_date": PERIODS}}
    found = read(text, "benefits", columns, reported={"constant": "2016-01-31"})
    assert found.taken["benefit"].to_list() == ["kontanthjaelp", "uddannelseshjaelp", "sygedagpenge"]
    assert (5, "benefit", "unknown_code") in rules_by_row(found)
    assert (6, "benefit", "unknown_code") in rules_by_row(found)
    assert (7, "start", "impossible_date") in rules_by_row(found)
    assert rules_by_row(found)[-1] == (8, "benefit", "missing_value")


def test_lists_that_overlap_or_follow_no_day_are_refused() -> None:
    lists = [{"until": "2014-01-02", "codes": {}}, {"since": "2014-01-01", "codes": {}}]
    for by_date in ({"column": "start", "periods": lists}, {"column": "stop", "periods": lists[:1]}):
        with pytest.raises(ValidationError):
            read("", "benefits", BENEFITS | {"benefit": {"from": "Kode", "codes_by_date": by_date}})
    by_code = {"column": "cpr", "periods": [{"codes": {}}]}
    with pytest.raises(MappingDoesNotFit, match="neither a date nor a month"):
        read("CPR;Kode;Fra\nx;y;z\n", "benefits", BENEFITS | {"benefit": {"from": "Kode", "codes_by_date": by_code}})


RECORDS = {"records": {"column": "Art", "take": ["Y"], "leave": ["K", ""]}}


def test_of_a_file_with_several_registers_the_rows_of_this_one_are_taken_and_the_others_counted() -> None:
    text = f"Art;CPR;Kode;Fra\nY;{ALICE};kontanthjaelp;01-01-2014\nK;noget andet;;\n;;i alt;2\nK;;;x\n"
    found = read(text, "benefits", BENEFITS, file=RECORDS)
    assert (found.rows_in, found.left_out, len(found.taken)) == (1, 3, 1)


def test_a_row_of_a_kind_that_nobody_has_spoken_of_is_set_aside_for_that_alone() -> None:
    text = f"Art;CPR;Kode;Fra\nY;{ALICE};kontanthjaelp;01-01-2014\nZ;hvad er det;?;?\n"
    found = read(text, "benefits", BENEFITS, file=RECORDS)
    assert (found.rows_in, found.left_out) == (2, 0)
    assert rules_by_row(found) == [(3, "", "unknown_record")]


def test_columns_of_fixed_places_are_cut_by_characters_and_what_stands_beyond_is_seen() -> None:
    fields = {"CPR": [1, 10], "Navn": [11, 16], "Kode": [17, 30], "Fra": [31, 40]}
    line = f"{ALICE}Sørén kontanthjaelp 01-01-2014"
    lines = [line, line.replace(ALICE, BOB) + "  ", line.replace(ALICE, CHARLIE) + "x", "kort"]
    shape = {"format": "fixed", "encoding": "windows-1252", "fields": fields}
    found = read("\n".join(lines).encode("windows-1252"), "benefits", BENEFITS, file=shape, ignore=["Navn"])
    assert found.taken["cpr"].to_list() == [ALICE, BOB]
    assert (3, "", "too_many_values") in rules_by_row(found)
    assert {row for row, *_ in rules_by_row(found)} == {3, 4}


def cube(values: list[float | None] | dict[str, float]) -> str:
    """Return a JSON-stat table of two places and two times as Statbank writes it."""
    return json.dumps(
        {
            "dataset": {
                "dimension": {
                    "Sted": {"category": {"index": {"A": 0, "B": 1}}},
                    "Tid": {"category": {"index": {"2013": 0, "2014": 1}}},
                    "id": ["Sted", "Tid"],
                    "size": [2, 2],
                },
                "value": values,
            }
        }
    )


JSON_FIGURES = {"value": {"from": "value"}}


@pytest.mark.parametrize("values", [[1, 2.5, None, 4], {"0": 1, "1": 2.5, "3": 4}])
def test_a_json_stat_value_that_is_not_published_is_no_row_and_never_0(values: Any) -> None:
    found = figures(cube(values), JSON_FIGURES, file={"format": "json-stat"}, complete={"every": ["Sted", "Tid"]})
    assert found.taken.select("area", "cohort", "value").rows() == [
        ("A", "2013", 1.0),
        ("A", "2014", 2.5),
        ("B", "2014", 4.0),
    ]
    assert found.lacking == ("Not every value of “Sted” and “Tid” stands with every other: B 2013 lacks.",)


def test_what_a_published_table_lacks_is_named() -> None:
    text = "Tid;Sted;Antal\n2010;A;1\n2011;A;1\n2014;A;1\nI alt;A;3\n2010;B;1\n"
    found = figures(text, {}, complete={"every": ["Sted", "Tid"], "without_gaps": ["Tid"]})
    assert found.lacking == (
        "“Tid” goes from 2010 to 2014 and lacks 2012, 2013.",
        "Not every value of “Sted” and “Tid” stands with every other: B 2011, B 2014, B I alt lacks.",
    )
    whole = figures("Tid;Sted;Antal\n2010;A;1\n2011;A;1\n", {}, complete={"every": ["Tid"], "without_gaps": ["Tid"]})
    assert whole.lacking == ()


def test_a_figure_that_was_set_aside_is_lacking_too() -> None:
    text = "Tid;Sted;Antal\n2010;A;1\n2011;A;..\n2012;A;1\n"
    assert "lacks 2011" in figures(text, {}, complete={"without_gaps": ["Tid"]}).lacking[0]


def test_much_that_is_missing_is_counted_rather_than_listed() -> None:
    found = figures("Tid;Sted;Antal\n1;A;1\n1000000;A;1\n", {}, complete={"without_gaps": ["Tid"]})
    assert found.lacking[0].endswith("2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 999,988 more.")


def test_completeness_is_asked_of_published_figures_alone_and_of_columns_that_are_there() -> None:
    with pytest.raises(MappingDoesNotFit, match="published figures"):
        read("CPR;Kode;Fra\nx;y;z\n", "benefits", BENEFITS, complete={"every": ["CPR"]})
    with pytest.raises(MappingDoesNotFit, match="Alder"):
        figures("Tid;Sted;Antal\n1;A;1\n", {}, complete={"every": ["Alder"]})


def test_rows_are_the_same_whether_a_file_is_read_at_once_or_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [f"{ALICE};kontanthjaelp;{1 + n % 28:02}-{1 + n // 28 % 12:02}-{2000 + n // 336}" for n in range(5000)]
    rows[3000] = rows[10]  # the same row far apart, in different blocks
    rows[4000] = f"{BOB};hvad;01-01-2014"
    text = "CPR;Kode;Fra\n" + "\n".join(rows) + "\n"
    at_once = read(text, "benefits", BENEFITS)
    monkeypatch.setattr("videre.registers.text_blocks.PIECE", 4096)
    monkeypatch.setattr("videre.registers.text_blocks.BLOCK", 8192)
    in_blocks = read(text, "benefits", BENEFITS)
    assert in_blocks.taken.equals(at_once.taken)
    assert (
        rules_by_row(in_blocks)
        == rules_by_row(at_once)
        == [(3002, "", "duplicate_row"), (4002, "benefit", "unknown_code")]
    )
