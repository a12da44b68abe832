"""A released table as a file: every form holds the same rows, what is hidden is in none, and no text is a formula."""

import csv
import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from jsonstat_validator import validate_jsonstat
from tests.reports.tables import DAY, LATER, NOBODYS_BUSINESS, RULE, all_tables, definitions

from videre.definitions.files import Text
from videre.disclosure.released import HIDDEN_TEXT, Released, ReleasedFigure, make_released
from videre.reports.exports.as_jsonstat import CONTENT, dataset_of
from videre.reports.exports.described import NUMBERS, Described
from videre.reports.exports.forms import CSV, CSV_FOR_EXCEL, DOWNLOADS, JSON, JSON_STAT, OPEN_DATA, XLSX, Form
from videre.reports.exports.harmless import harmless
from videre.reports.wording import Language

TABLES = {table.name: table for table in all_tables()}
FORMS = {
    f"{place}-{form.ending}": form
    for place, forms in (("down", DOWNLOADS), ("open", OPEN_DATA))
    for form in forms.values()
}
NEVER = ("interval_low", "interval_high", "target")  # may be missing without being hidden

Row = dict[str, Any]


def described(table: Released) -> Described:
    measures = definitions().names("measures")
    measure = definitions().measure(table.measure) if table.measure in measures else None
    return Described(table, measure, "Albertslund", {"stx": Text(da="Stx", en="Stx")})


def rows_of(table: Released) -> list[Row]:
    """Return the table's rows as plain values: what every form must hold."""
    return [
        {"period": row.period, **row.breakdown, "hidden": row.is_hidden, "figure_id": row.figure_id}
        | {name: getattr(row, name) for name in NUMBERS}
        for row in table.rows
    ]


def from_json(content: bytes) -> list[Row]:
    return [
        {"period": row["period"], **row["breakdown"], "hidden": row["hidden"], "figure_id": row["figure_id"]}
        | {name: row[name] for name in NUMBERS}
        for row in json.loads(content)["rows"]
    ]


def from_plain_csv(content: bytes, table: Released) -> list[Row]:
    lines = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [
        {"period": line["period"], **{name: line[name] for name in table.dimensions}}
        | {"hidden": line["hidden"] == "true", "figure_id": line["figure_id"]}
        | {name: float(line[name]) if line[name] else None for name in NUMBERS}
        for line in lines
    ]


def numbers_in_words(table: Released) -> list[list[object]]:
    """Return the numbers of each row as forms in words have them: the sign where a number is hidden."""
    return [
        [
            HIDDEN_TEXT if getattr(row, name) is None and row.is_hidden and name not in NEVER else getattr(row, name)
            for name in NUMBERS
        ]
        for row in table.rows
    ]


def from_excel_csv(content: bytes, table: Released, delimiter: str, point: str) -> list[list[object]]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    first = 1 + len(table.dimensions)

    def read(cell: str) -> object:
        return None if cell == "" else HIDDEN_TEXT if cell == HIDDEN_TEXT else float(cell.replace(point, "."))

    return [[read(cell) for cell in line[first : first + len(NUMBERS)]] for line in lines[1:]]


def from_xlsx(content: bytes, table: Released) -> list[list[object]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    first = 1 + len(table.dimensions)
    return [list(line[first : first + len(NUMBERS)]) for line in sheet.iter_rows(min_row=2, values_only=True)]


@pytest.mark.parametrize("name", TABLES)
def test_json_and_plain_csv_hold_every_row_and_nothing_else(name: str) -> None:
    table = TABLES[name]
    assert from_json(JSON.render(described(table), "da")) == rows_of(table)
    assert from_plain_csv(CSV.render(described(table), "da"), table) == rows_of(table)


@pytest.mark.parametrize("name", TABLES)
def test_the_spreadsheets_hold_the_same_numbers_in_the_same_order_hidden_ones_as_the_sign(name: str) -> None:
    table = TABLES[name]
    assert from_excel_csv(CSV_FOR_EXCEL.render(described(table), "da"), table, ";", ",") == numbers_in_words(table)
    assert from_excel_csv(CSV_FOR_EXCEL.render(described(table), "en"), table, ",", ".") == numbers_in_words(table)
    assert from_xlsx(XLSX.render(described(table), "da"), table) == [
        [pytest.approx(number) if isinstance(number, float) else number for number in row]
        for row in numbers_in_words(table)
    ]


@pytest.mark.parametrize("name", TABLES)
def test_json_stat_is_valid_and_holds_the_same_numbers_hidden_ones_by_status(name: str) -> None:
    table = TABLES[name]
    dataset = json.loads(JSON_STAT.render(described(table), "da"))
    assert validate_jsonstat(dataset)
    index = {axis: dataset["dimension"][axis]["category"]["index"] for axis in dataset["id"]}
    n_numbers = 0
    for row in table.rows:
        for name_of_number in NUMBERS:
            at = 0
            place = {"period": row.period, **row.breakdown, CONTENT: name_of_number}
            for axis, size in zip(dataset["id"], dataset["size"], strict=True):
                at = at * size + index[axis][place[axis]]
            number = getattr(row, name_of_number)
            n_numbers += number is not None
            assert dataset["value"].get(str(at)) == number
            is_hidden = row.is_hidden and number is None and name_of_number not in NEVER
            assert (dataset["status"].get(str(at)) == HIDDEN_TEXT) is is_hidden
    assert len(dataset["value"]) == n_numbers


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("language", ["da", "en"])
def test_a_hidden_number_is_nowhere_in_a_file_not_even_inside_its_parts(form: Form, language: Language) -> None:
    table = TABLES["benefits_by_age_group"]
    assert table.n_hidden
    content = form.render(described(table), language)
    parts = {"": content}
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
    assert any(b"8111" in part for part in parts.values())  # the neighbour that is shown
    assert not any(str(NOBODYS_BUSINESS).encode() in part for part in parts.values())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_order_of_rows_tells_nothing_of_what_is_hidden(form: Form) -> None:
    table = TABLES["benefits_by_age_group"]
    months = list(dict.fromkeys(row.period for row in table.rows))
    assert [row.period for row in table.rows] == [month for month in months for _ in range(3)]
    orders = {tuple(row.breakdown["age_group"] for row in table.rows[at : at + 3]) for at in range(0, len(months), 3)}
    assert len(orders) == 1  # the same whatever the numbers are
    ids = [row.figure_id for row in table.rows]
    content = form.render(described(table), "da")
    if form is XLSX:
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        assert [line[-1] for line in sheet.iter_rows(min_row=2, values_only=True)] == ids
    elif form is not JSON_STAT:  # a cube has no order of rows
        text = content.decode()
        assert [text.index(each) for each in ids] == sorted(text.index(each) for each in ids)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_same_table_gives_the_same_bytes(form: Form) -> None:
    assert form.render(described(TABLES["exam"]), "da") == form.render(described(TABLES["exam"]), "da")


def test_the_workbook_has_two_visible_sheets_and_no_formula_name_comment_filter_or_link() -> None:
    for table in TABLES.values():
        content = XLSX.render(described(table), "da")
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert [sheet.title for sheet in book.worksheets] == ["Tabel", "Om tabellen"]
        assert {sheet.sheet_state for sheet in book.worksheets} == {"visible"}
        assert not book.defined_names
        for sheet in book.worksheets:
            assert not sheet.defined_names
            assert not sheet.auto_filter.ref
            assert not any(dimension.hidden for dimension in sheet.row_dimensions.values())
            assert not any(dimension.hidden for dimension in sheet.column_dimensions.values())
            cells = [cell for row in sheet.iter_rows() for cell in row]
            assert not any(cell.data_type == "f" or cell.comment or cell.hyperlink for cell in cells)
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            assert not [name for name in packed.namelist() if "external" in name.lower() or "chart" in name]
            assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


EVIL = "=HYPERLINK(0)"


def evil_table() -> Released:
    """Return a table in which a school is called like a formula, as a sender might write it."""
    row = dict.fromkeys(ReleasedFigure.__slots__)
    row |= {"period": "2015", "breakdown": {"school": EVIL}, "is_hidden": False, "value": 1.0, "interval_kind": "none"}
    return make_released(
        name="exam_by_school", measure="exam", dimensions=("school",), as_known_at=DAY.isoformat(), oldest_source="",
        rows=[ReleasedFigure(**row | {"unit": "persons", "figure_id": "@id"})], rule=RULE,
        store_version="1", method_version="1",
    )  # fmt: skip


def test_a_name_that_looks_like_a_formula_is_text_in_every_spreadsheet() -> None:
    for form in (CSV_FOR_EXCEL, CSV):
        text = form.render(described(evil_table()), "en").decode("utf-8-sig")
        assert all(not cell.startswith(("=", "@")) for line in csv.reader(io.StringIO(text)) for cell in line)
        assert f"'{EVIL}" in text
    sheet = openpyxl.load_workbook(io.BytesIO(XLSX.render(described(evil_table()), "da"))).worksheets[0]
    assert (sheet["B2"].value, sheet["B2"].data_type) == (EVIL, "s")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_danish_excel_gets_semicolons_decimal_commas_and_a_mark_before_the_text() -> None:
    content = CSV_FOR_EXCEL.render(described(TABLES["exam"]), "da")
    assert content.startswith(b"\xef\xbb\xbf")
    head, first = content.decode("utf-8-sig").split("\r\n")[:2]
    assert head.startswith("Periode;Værdi;Antal;Ud af;")
    assert first.split(";")[:4] == ["2012", repr(30 / 310).replace(".", ","), "30", "310"]


def test_the_sheet_about_the_table_says_the_definition_the_rule_and_what_the_sign_means() -> None:
    table = TABLES["benefits_by_age_group"]
    sheet = openpyxl.load_workbook(io.BytesIO(XLSX.render(described(table), "da"))).worksheets[1]
    said = {line[0]: line[1] for line in sheet.iter_rows(min_row=3, values_only=True)}
    assert said["Beskyttelse af personer"] == RULE["da"]
    assert said["Skjulte tal"] == f"{table.n_hidden} af {len(table.rows)}"
    assert HIDDEN_TEXT in said["Tegnet"]
    assert definitions().measure("benefits").numerator.da == said["Vi tæller"]


def test_a_cube_lists_its_periods_in_time() -> None:
    dataset = dataset_of(described(TABLES["benefits"]), "da")
    assert next(iter(dataset["dimension"]["period"]["category"]["index"])) == "2014-10"
    assert dataset["size"] == [16, len(NUMBERS)]
    assert str(LATER) in json.dumps(dataset)  # exports are of the whole table; the half-year is the report's matter
