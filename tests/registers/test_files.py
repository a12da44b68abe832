"""Reading suppliers' files as text: encodings, headings, spreadsheets, and files that are none."""

import io
from datetime import date

import pytest
import xlsxwriter

from videre.definitions.mapping import FileShape
from videre.registers.files import TextTable, read_table
from videre.registers.unreadable import EmptyFile, NotATable, OnlyHeader, WrongEncoding


def rows_of(table: TextTable) -> list[tuple[object, ...]]:
    return table.frame.rows()


def sheet(rows: list[list[object]]) -> bytes:
    """Return an XLSX with these cells."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet()
    as_date = book.add_format({"num_format": "dd-mm-yyyy"})
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(place, column, value, as_date)
            else:
                page.write(place, column, value)
    book.close()
    return buffer.getvalue()


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_canonical_file_may_use_any_of_three_delimiters(delimiter: str) -> None:
    text = "a;b\n1;2\n".replace(";", delimiter)
    table = read_table(text.encode(), None)
    assert table.header == ("a", "b")
    assert rows_of(table) == [(2, "1", "2", False)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_danish_letters_survive_every_encoding(encoding: str) -> None:
    content = "Måned;Årsag\nfebruar;ø\n".encode(encoding)
    table = read_table(content, FileShape(encoding="utf-8" if encoding == "utf-8-sig" else encoding))
    assert table.header == ("Måned", "Årsag")
    assert rows_of(table) == [(2, "februar", "ø", False)]


def test_rows_keep_the_number_that_a_person_sees() -> None:
    content = b"Udtraek 1. maj\n\na;b\n1;2\n\n;\n3;4\n"
    table = read_table(content, FileShape(heading_lines=2))
    assert rows_of(table) == [(4, "1", "2", False), (7, "3", "4", False)]


def test_a_value_may_hold_the_delimiter_and_a_new_line_in_quotation_marks() -> None:
    table = read_table(b'a;b\n"1;\n2";3\n4;5\n', None)
    assert rows_of(table) == [(2, "1;\n2", "3", False), (3, "4", "5", False)]


def test_windows_line_ends_and_spaces_around_values_are_no_part_of_them() -> None:
    assert rows_of(read_table(b"a ;b\r\n 1 ;2\r\n", None)) == [(2, "1", "2", False)]


def test_values_beyond_the_last_column_are_told_apart_from_a_delimiter_at_the_end() -> None:
    table = read_table(b"a;b;\n6;7;;;;;8\n1;2;\n3;4;5\n", None)
    assert table.header == ("a", "b")
    assert [row[-1] for row in rows_of(table)] == [True, False, True]


def test_a_spreadsheet_with_a_heading_block_is_read_with_its_own_types() -> None:
    content = sheet([["Udtræk"], [], ["CPR", "Fra", "Timer", "Klasse"], ["610195-0101", date(2014, 8, 1), 37.5, 9.0]])
    table = read_table(content, FileShape(format="xlsx", heading_lines=2))
    assert table.header == ("CPR", "Fra", "Timer", "Klasse")
    assert rows_of(table) == [(4, "610195-0101", "2014-08-01", "37.5", "9", False)]
    assert table.has_cells


def test_a_canonical_spreadsheet_needs_no_mapping() -> None:
    assert rows_of(read_table(sheet([["a", "b"], ["x", None]]), None)) == [(2, "x", None, False)]


@pytest.mark.parametrize("content", [b"", b"  \n\n"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(EmptyFile):
        read_table(content, None)


@pytest.mark.parametrize("content", [b"a;b\n", b"a;b\n;\n\n", sheet([["a", "b"]])])
def test_a_file_with_only_a_header_is_refused(content: bytes) -> None:
    with pytest.raises(OnlyHeader):
        read_table(content, None)


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        ("navn\nSøren\n".encode("windows-1252"), FileShape()),
        ("navn\nSøren\n".encode(), FileShape(encoding="windows-1252")),
        ("navn\nSøren\n".encode("utf-8-sig"), FileShape(encoding="windows-1252")),
        ("navn\nSøren\n".encode("utf-16"), FileShape()),
        (b"navn\nS\x81ren\n", FileShape(encoding="windows-1252")),
    ],
)
def test_a_wrong_encoding_is_refused_rather_than_guessed(content: bytes, shape: FileShape) -> None:
    with pytest.raises((WrongEncoding, NotATable)) as refused:
        read_table(content, shape)
    assert "ø" not in str(refused.value)


@pytest.mark.parametrize(
    ("content", "shape"),
    [
        (b"%PDF-1.4 ...", FileShape()),
        (b"<!DOCTYPE html><html>...", FileShape()),
        (bytes(range(256)), FileShape(encoding="windows-1252")),
        (sheet([["a"], ["1"]]), FileShape()),
        (b"a;b\n1;2\n", FileShape(format="xlsx")),
        (sheet([["a"], ["1"]])[:300], FileShape(format="xlsx")),
        (sheet([["a"], ["1"]]), FileShape(format="xlsx", sheet=2)),
        (b"a;a\n1;2\n", FileShape()),
        (b";;\n1;2;3\n", FileShape()),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(content: bytes, shape: FileShape) -> None:
    with pytest.raises((NotATable, WrongEncoding)):
        read_table(content, shape)


def test_an_open_quotation_mark_is_refused_without_repeating_what_stands_behind_it() -> None:
    with pytest.raises(NotATable) as refused:
        read_table(b'cpr;navn\n6101950101;"Alice\n6203960202;Bob\n', None)
    assert "Alice" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None
