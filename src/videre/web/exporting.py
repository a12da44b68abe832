"""Tables that leave the site as files: the one place where CSV and XLSX are written, so that no cell can be a formula.

A text that a spreadsheet could take for a formula gets an apostrophe before it in CSV (OWASP, CSV injection), also
behind blanks, control signs, byte-order marks and full-width signs; in XLSX it is a text. Numbers are numbers.
"""

import csv
import io
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

import xlsxwriter
from django.http import HttpResponse

Cell = str | int | float | date | None

STARTS: Final = frozenset("=+-@|%")
APOSTROPHE: Final = "'"
BOM: Final = "\ufeff"  # by it Excel knows UTF-8
DELIMITER: Final = ";"  # what a Danish Excel parts columns by
XLSX_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text for a formula."""
    return any(begins_formula(line) for line in (text, *text.splitlines()))


def begins_formula(text: str) -> bool:
    """Return whether the first sign that can be seen begins a formula, or a sign that hides it stands first."""
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    for sign in text:
        if sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}:
            continue
        return unicodedata.normalize("NFKC", sign)[:1] in STARTS or sign == "−"
    return False


def safe_text(value: Cell) -> str:
    """Return a value as the text of a CSV cell that is no formula; an apostrophe already there gets another, so that
    whoever takes one away has what there was."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value)
    return APOSTROPHE + value if is_formula(value) or value.startswith(APOSTROPHE) else value


def as_csv(rows: Sequence[Sequence[Cell]]) -> bytes:
    """Return rows as CSV in UTF-8: every cell in quotation marks, so that none becomes two."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=DELIMITER, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(
        [safe_text(value) for value in row] for row in rows
    )
    return (BOM + text.getvalue()).encode()


def as_xlsx(rows: Sequence[Sequence[Cell]], title: str) -> bytes:
    """Return rows as XLSX with one sheet: texts as texts, numbers as numbers, dates as ISO dates."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, XLSX_OPTIONS) as book:
        sheet = book.add_worksheet(title[:31])
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if isinstance(value, int | float):
                    sheet.write_number(i, j, value)
                elif value is not None:
                    sheet.write_string(i, j, str(value))
    return data.getvalue()


def attached(data: bytes, name: str, kind: str) -> HttpResponse:
    """Return an answer that a browser saves and never shows.

    Args:
        name: of the file, without a person's data: letters, digits, `-`, `_` and one ending.
        kind: its media type.
    """
    if not name.isascii() or not name.replace("-", "").replace("_", "").replace(".", "").isalnum() or ".." in name:
        raise ValueError("A file is named by letters, digits, - and _.")
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(data, content_type=kind, headers=headers)
