"""Forgetting in kept files: a delivered file without the rows about somebody, otherwise as it came, byte for byte.

A row in which a number of an erased person stands is left out, whatever else stands in it: names and addresses go with
it. Where the number stands only in a column that names other people (a child's guardians), it is taken out of the list,
and the child's row stays. No mapping is needed to find a number: every ten digits that could be a CPR number are
looked at, with a hyphen or a space, alone or between other digits, and nine where a spreadsheet has cut a zero.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import python_calamine as calamine
import xlsxwriter

from videre.store.tables import flush

DAY, MONTH = "(?:0[1-9]|[12][0-9]|3[01]|6[1-9]|[78][0-9]|9[01])", "(?:0[1-9]|1[0-2])"
TEN = re.compile(rf"(?=({DAY}{MONTH}[0-9]{{2}}[- ]?[0-9]{{4}}))")  # they may overlap in a line of fixed places
NINE = re.compile(r"(?<![0-9])([1-9][0-9]{4}[- ]?[0-9]{4})(?![0-9])")
LINES = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+\Z")
SEPARATORS = re.compile(r"([,;|/ ]+)")
DELIMITERS = ";,\t|"
HEADING_ROWS = 100  # so far down the line with the column names is looked for
READ_ONLY = 0o400
WORKBOOK = b"PK\x03\x04"
WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
MADE = datetime(1980, 1, 1)  # noqa: DTZ001 - a workbook says when it was made; ours always the same

IsErased = Callable[[str], bool]


class Reading(NamedTuple):
    """What must be known of how a supplier writes.

    mentions: columns, by the supplier's names, with numbers of other people than the row is about.
    encoding: Python's name. That of a wide file (UTF-16) matters when the file has no mark that says so, that of any
        other for the names of `mentions` alone.
    quoted: whether a line end between quotation marks belongs to a value.
    """

    mentions: frozenset[str] = frozenset()
    encoding: str = "utf-8"
    quoted: bool = True


def forget_in_file(path: Path, is_erased: IsErased, reading: Reading) -> bool:
    """Rewrite a kept file without the rows about the erased, and return whether anybody was in it.

    The file is replaced whole. A workbook keeps the values of its cells and loses its looks; a file that is no rows
    (a supplier's JSON) is removed.
    """
    content = path.read_bytes()
    if content.startswith(WORKBOOK):
        kept = forget_in_workbook(content, is_erased, reading)
    else:
        kept = forget_in_text(content, is_erased, reading)
    if kept == content:
        return False
    if kept is None or path.suffix == ".json":
        path.unlink()
    else:
        unfinished = path.with_name(path.name + ".unfinished")
        unfinished.write_bytes(kept)
        unfinished.chmod(path.stat().st_mode & 0o777)
        flush(unfinished)
        unfinished.replace(path)
    flush(path.parent)
    return True


def find_erased(text: str, is_erased: IsErased) -> set[str]:
    """Return every way in which a number of an erased person is written in a text."""
    written = {(found, "") for found in TEN.findall(text)} | {(found, "0") for found in NINE.findall(text)}
    return {found for found, zero in written if is_erased(zero + re.sub("[- ]", "", found))}


def forget_in_text(content: bytes, is_erased: IsErased, reading: Reading) -> bytes:
    """Return a text file without the rows about the erased."""
    wide = next((name for mark, name in WIDE.items() if content.startswith(mark)), None)
    if wide is None and reading.encoding.lower().replace("_", "-").startswith("utf-16"):
        wide = "utf-16-be" if reading.encoding.lower().endswith("be") else "utf-16-le"
    encoding = wide or "latin-1"  # every other encoding writes digits and separators as ASCII does
    text = content.decode(encoding, "surrogatepass")
    erased = find_erased(text, is_erased)
    if not erased:
        return content
    pattern = re.compile("|".join(sorted(map(re.escape, erased), key=len, reverse=True)))
    return "".join(rows_to_keep(text, pattern, reading)).encode(encoding, "surrogatepass")


def rows_to_keep(text: str, erased: re.Pattern[str], reading: Reading) -> Iterator[str]:
    """Yield the rows of a text in which none of the erased stands, as they are written."""
    mentions: Mentions | None = None
    for number, row in enumerate(rows_of(text, quoted=reading.quoted)):
        if mentions is None and reading.mentions and number < HEADING_ROWS:
            mentions = find_mentions(row, reading.mentions, reading.encoding)
        if not erased.search(row):
            yield row
        elif mentions is not None and (mended := mentions.without(row, erased)) is not None:
            yield mended


def rows_of(text: str, *, quoted: bool) -> Iterator[str]:
    """Yield the rows of a text with their line ends; between quotation marks a line end belongs to the row."""
    held: list[str] = []
    is_open = False
    for line in LINES.findall(text):
        held.append(line)
        is_open ^= quoted and line.count('"') % 2 == 1
        if not is_open:
            yield "".join(held)
            held.clear()
    if held:
        yield "".join(held)


class Mentions(NamedTuple):
    """Where a CSV names other people: the columns, counted from 0, and what stands between columns."""

    places: frozenset[int]
    delimiter: str

    def without(self, row: str, erased: re.Pattern[str]) -> str | None:
        """Return a row that only mentions the erased, with them taken out; None for a row that is about them."""
        values = next(csv.reader(io.StringIO(row, newline=""), delimiter=self.delimiter), [])
        for place, value in enumerate(values):
            if erased.search(value):
                if place not in self.places:
                    return None
                row = row.replace(value, without_items(value, erased), 1)
        return None if erased.search(row) else row


def find_mentions(row: str, names: frozenset[str], encoding: str) -> Mentions | None:
    """Return where other people are named, when a row is the one with the column names."""
    delimiter = max(DELIMITERS, key=row.count)
    values = [value.strip() for value in next(csv.reader(io.StringIO(row, newline=""), delimiter=delimiter), [])]
    places = frozenset(place for place, value in enumerate(values) if names & ways_to_read(value, encoding))
    return Mentions(places, delimiter) if places else None


def ways_to_read(value: str, encoding: str) -> set[str]:
    """Return what a value may say whose bytes were read as Latin-1."""
    ways = {value}
    for name in {"utf-8", encoding}:
        try:
            ways.add(value.encode("latin-1").decode(name))
        except UnicodeError:
            continue
    return {way.removeprefix("\ufeff") for way in ways}


def without_items(listed: str, erased: re.Pattern[str]) -> str:
    """Return a list as it is written, without the items in which the erased stand."""
    parts = SEPARATORS.split(listed)
    items, separators = parts[::2], parts[1::2]
    kept = [number for number, item in enumerate(items) if not erased.search(item)]
    return "".join(items[n] + (separators[n] if n < len(separators) and n != kept[-1] else "") for n in kept)


def forget_in_workbook(content: bytes, is_erased: IsErased, reading: Reading) -> bytes | None:
    """Return a workbook of the same sheets and cells without the rows about the erased; None when it cannot be read."""
    try:
        workbook = calamine.load_workbook(io.BytesIO(content))
        sheets = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except (calamine.CalamineError, OSError, ValueError):
        return None
    text = "\n".join(cell_text(cell) for rows in sheets.values() for row in rows for cell in row)
    erased = find_erased(text, is_erased)
    if not erased:
        return content
    pattern = re.compile("|".join(map(re.escape, erased)))
    kept = {name: list(cells_to_keep(rows, pattern, reading.mentions)) for name, rows in sheets.items()}
    return write_workbook(kept)


def cells_to_keep(
    rows: Sequence[Sequence[object]], erased: re.Pattern[str], names: frozenset[str]
) -> Iterator[Sequence[object]]:
    """Yield the rows of a sheet in which none of the erased stands."""
    places: set[int] = set()
    for row in rows:
        places = places or {place for place, cell in enumerate(row) if isinstance(cell, str) and cell.strip() in names}
        found = {place for place, cell in enumerate(row) if erased.search(cell_text(cell))}
        if not found:
            yield row
        elif found <= places:
            yield [without_items(cell_text(cell), erased) if n in found else cell for n, cell in enumerate(row)]


def cell_text(cell: object) -> str:
    """Return a cell as text; a whole number as its digits."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def write_workbook(sheets: Mapping[str, Sequence[Sequence[object]]]) -> bytes:
    """Return a workbook of sheets with these cells; the same cells give the same bytes."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        workbook.set_properties({"created": MADE})
        as_date = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, date):
                        sheet.write_datetime(place, column, cell, as_date)
                    elif cell != "":
                        sheet.write(place, column, cell)
    return buffer.getvalue()
