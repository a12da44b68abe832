"""Reading XLSX row by row: the same cells as calamine reads, which lays out the whole sheet at once."""

import io
from datetime import date, datetime

import pytest
import python_calamine as calamine
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile.packages import package, row, sheet

from videre.definitions.mapping import FileShape
from videre.registers.cell_values import BEFORE_1900, BEFORE_1904, is_date_format, text_of_number
from videre.registers.files import read_table, read_tables
from videre.registers.spreadsheets import SheetRow, read_rows
from videre.registers.unreadable import NotATable

Value = None | str | float | bool | date | datetime
FORMATS = {date: "dd-mm-yyyy", datetime: "yyyy-mm-dd hh:mm:ss"}

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=8
)
DAYS = st.dates(date(1900, 3, 1), date(2199, 12, 31))
MOMENTS = st.builds(datetime.combine, DAYS, st.times().map(lambda time: time.replace(microsecond=0)))
NUMBERS = st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9).map(lambda number: round(number, 6))
VALUES = st.none() | TEXTS | NUMBERS | st.booleans() | DAYS | MOMENTS
SHEETS = st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6)


def written(rows: list[list[Value]], **options: object) -> bytes:
    """Return a workbook that XlsxWriter makes of these rows."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(
        kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, **options}
    )
    page = book.add_worksheet()
    formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
    for place, values in enumerate(rows):
        for column, value in enumerate(values):
            if isinstance(value, date):
                page.write_datetime(place, column, value, formats[type(value)])
            elif isinstance(value, bool):
                page.write_boolean(place, column, value)
            elif isinstance(value, str):
                page.write_string(place, column, value)
            elif value is not None:
                page.write_number(place, column, value)
    book.close()
    return kept.getvalue()


def ours(content: bytes, sheet_number: int = 1) -> list[SheetRow]:
    return list(read_rows(io.BytesIO(content), sheet_number))


def theirs(content: bytes) -> list[SheetRow]:
    """Return the rows as calamine reads them, as text."""
    rows = calamine.load_workbook(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    as_text = [{place: text for place, cell in enumerate(cells) if (text := text_of(cell))} for cells in rows]
    return [SheetRow(number, cells) for number, cells in enumerate(as_text, 1) if cells]


def text_of(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date | datetime):
        return cell.isoformat().removesuffix("T00:00:00")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


@given(rows=SHEETS, is_1904=st.booleans())
def test_every_cell_reads_as_calamine_reads_it(rows: list[list[Value]], is_1904: bool) -> None:
    if is_1904:
        rows = [[value for value in values if not isinstance(value, date) or value.year > 1904] for values in rows]
    content = written(rows, date_1904=is_1904)
    assert ours(content) == theirs(content)


@pytest.mark.parametrize("constant_memory", [True, False])  # texts in the cells, or shared
def test_texts_are_read_wherever_they_lie(constant_memory: bool) -> None:
    content = written([["Årsag", "ø & <å>"], [" ", "x" * 200]], constant_memory=constant_memory)
    assert [each.cells for each in ours(content)] == [{0: "Årsag", 1: "ø & <å>"}, {0: " ", 1: "x" * 200}]


def test_a_formatted_text_is_one_text_and_a_reading_aid_is_none() -> None:
    text = "<si><r><t>for</t></r><r><rPr><b/></rPr><t>mat</t></r><rPh sb='0' eb='1'><t>aid</t></rPh></si>"
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>in</t><rPh><t>aid</t></rPh></is></c></row>'
    content = package({"xl/sharedStrings.xml": f"<sst>{text}</sst>", "xl/worksheets/sheet1.xml": sheet(cells)})
    assert ours(content) == [SheetRow(1, {0: "format", 1: "in"})]


def test_rows_and_cells_may_leave_out_where_they_stand() -> None:
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='5'><c r='B5'><v>2</v></c><c><v>3</v></c></row><row/>"
    content = package({"xl/worksheets/sheet1.xml": sheet(rows)})
    assert ours(content) == [SheetRow(1, {0: "1", 2: "3"}), SheetRow(5, {1: "2", 2: "3"})]


def test_names_may_have_a_prefix() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = (
        f"<x:worksheet xmlns:x='{main}'><x:sheetData><x:row><x:c><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    assert ours(package({"xl/worksheets/sheet1.xml": text})) == [SheetRow(1, {0: "7"})]


def test_a_formula_is_its_stored_value() -> None:
    cells = '<c r="A1"><f>1+1</f><v>5</v></c><c r="B1"><f>NOW()</f></c><c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    assert ours(package({"xl/worksheets/sheet1.xml": sheet(f"<row>{cells}</row>")})) == [
        SheetRow(1, {0: "5", 2: "#DIV/0!"})
    ]


def test_another_sheet_is_read_when_the_mapping_says_so() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    for name in ("Vejledning", "Data"):
        book.add_worksheet(name).write_string(0, 0, name)
    book.close()
    assert ours(kept.getvalue(), 2) == [SheetRow(1, {0: "Data"})]
    with pytest.raises(NotATable, match="2 sheets"):
        ours(kept.getvalue(), 3)


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ("dd-mm-yyyy", True),
        ("[$-406]d. mmmm yyyy;@", True),
        ("hh:mm", True),
        ("[h]:mm", True),
        ("0.00", False),
        ('0 "dage"', False),
        ("[Red]0", False),
        (r"0\d", False),
        ("General", False),
        ("@", False),
    ],
)
def test_a_format_says_whether_a_number_is_a_date(code: str, is_date: bool) -> None:
    assert is_date_format(code) is is_date


@given(day=st.dates(date(1900, 3, 1), date(9999, 12, 30)))
def test_a_day_is_the_number_of_days_since_the_first(day: date) -> None:
    number = str((day - BEFORE_1900).days)
    assert text_of_number(number, is_date=True, epoch=BEFORE_1900) == day.isoformat()
    if day > BEFORE_1904:
        number = str((day - BEFORE_1904).days)
        assert text_of_number(number, is_date=True, epoch=BEFORE_1904) == day.isoformat()


def test_before_march_1900_spreadsheets_count_a_day_that_never_was() -> None:
    assert text_of_number("1", is_date=True, epoch=BEFORE_1900) == "1900-01-01"
    assert text_of_number("59", is_date=True, epoch=BEFORE_1900) == "1900-02-28"
    assert text_of_number("61", is_date=True, epoch=BEFORE_1900) == "1900-03-01"


def test_a_moment_is_read_to_the_second() -> None:
    assert text_of_number("41640.9999999", is_date=True, epoch=BEFORE_1900) == "2014-01-02"
    assert text_of_number("41640.75", is_date=True, epoch=BEFORE_1900) == "2014-01-01T18:00:00"


def test_a_large_sheet_comes_in_several_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("videre.registers.files.MOST_SHEET_ROWS", 10)
    content = written([["a", "b"], *([[float(number), None] for number in range(25)])])
    tables = list(read_tables(io.BytesIO(content), FileShape(format="xlsx")))
    assert [len(table.frame) for table in tables] == [10, 10, 5]
    assert [number for table in tables for number in table.frame["row"]] == list(range(2, 27))


def test_what_stands_right_of_the_names_is_seen() -> None:
    content = package({"xl/worksheets/sheet1.xml": sheet(row(1, "a") + row(2, "1", "") + row(3, "1", "", "", "x"))})
    assert read_table(content, FileShape(format="xlsx")).frame.rows() == [(2, "1", False), (3, "1", True)]


def test_names_that_do_not_stand_where_the_mapping_says_are_missed() -> None:
    content = package({"xl/worksheets/sheet1.xml": sheet(row(3, "a") + row(4, "1"))})
    assert read_table(content, FileShape(format="xlsx", heading_lines=2)).header == ("a",)
    with pytest.raises(Exception, match="line 2"):
        read_table(content, FileShape(format="xlsx", heading_lines=1))
