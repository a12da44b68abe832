"""A released table as CSV, in two dialects: one that Danish Excel opens by a double click, one for programs."""

import csv
from collections.abc import Callable
from io import StringIO
from typing import Final

from videre.reports.exports.columns import codes_of, words_of
from videre.reports.exports.described import Described
from videre.reports.exports.harmless import harmless
from videre.reports.wording import Language

BYTE_ORDER_MARK: Final = "\ufeff"  # without it Excel reads the file as Windows-1252, and København is not København


def render_excel_csv(described: Described, language: Language) -> bytes:
    """Return the table for a spreadsheet in Danish or English settings, as UTF-8 with a byte order mark.

    Danish: a semicolon between fields and a decimal comma, as Danish Windows expects; English: a comma and a point.
    Names and values are in words; a hidden number is the sign for it, which no sum takes for 0.
    """
    head, rows = words_of(described, language)
    is_danish = language == "da"

    def written(number: float) -> str:
        return repr(number).replace(".", ",") if is_danish else repr(number)

    return (BYTE_ORDER_MARK + lines(head, rows, ";" if is_danish else ",", written)).encode()


def render_plain_csv(described: Described) -> bytes:
    """Return the table for programs, by RFC 4180: codes, commas, decimal points, no mark; hidden numbers are empty."""
    head, rows = codes_of(described)
    return lines(head, rows, ",", repr).encode()


def lines(
    head: list[str], rows: list[list[str | float | None]], delimiter: str, written: Callable[[float], str]
) -> str:
    """Return rows as lines of text, each ended by CR and LF."""
    file = StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(map(harmless, head))
    for row in rows:
        writer.writerow(
            [harmless(cell) if isinstance(cell, str) else "" if cell is None else written(cell) for cell in row]
        )
    return file.getvalue()
