"""The rows of an XLSX sheet, one after the other, so that the size of a file does not decide how much memory it takes.

Nothing in the file is run: a formula's stored value counts, macros, links and embedded files are never opened. Why no
library reads it: docs/decisions/spreadsheets-are-read-row-by-row.md.
"""

import posixpath
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, NamedTuple

from videre.registers.cell_values import (
    BEFORE_1900,
    BEFORE_1904,
    DATE_FORMATS,
    is_date_format,
    text_of_cell,
)
from videre.registers.package import NO_SPREADSHEET, Package
from videre.registers.unreadable import NotATable, TooLarge
from videre.registers.xml_parts import Attributes, Start, read_xml

WORKBOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
STRINGS, STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
MOST_SMALL_BYTES = 4 * 1024 * 1024  # of workbook, relations and styles each
MOST_STRING_BYTES = 48 * 1024 * 1024
MOST_STRINGS = 300_000  # each takes some 70 bytes
LAST_ROW = 2**20  # what a spreadsheet program has room for
LAST_COLUMN = 2**14
MOST_FORMATS = 100_000
LONGEST_TEXT = 32_767  # characters; what a spreadsheet program lets a cell hold


class SheetRow(NamedTuple):
    """A row in which something stands: its number from 1, and the text of its cells by column, from 0."""

    number: int
    cells: dict[int, str]


class Texts:
    """Collects the text between tags, as long as something asks for it; refuses what no cell can hold."""

    def __init__(self) -> None:
        self.wanted = False
        self._parts: list[str] = []
        self._length = 0

    def add(self, text: str) -> None:
        """Take a piece of text."""
        if self.wanted:
            self._parts.append(text)
            self._length += len(text)
            if self._length > LONGEST_TEXT:
                raise TooLarge("A cell of the spreadsheet holds more than 32,767 characters. That is no table.")

    def take(self) -> str:
        """Return what has been collected, and begin anew."""
        text = self._parts[0] if len(self._parts) == 1 else "".join(self._parts)
        self._parts.clear()
        self._length = 0
        return text


class Workbook(NamedTuple):
    """What holds for all sheets: their names of parts, in order; the day that is 0; which formats are dates; texts."""

    sheets: list[str]
    epoch: date
    dates: frozenset[str]
    strings: list[str]


def read_rows(file: BinaryIO, sheet: int) -> Iterator[SheetRow]:
    """Yield the rows of a sheet in which something stands.

    Args:
        file: the file, from its beginning.
        sheet: its number, from 1.

    Raises (while it is read):
        NotATable: no XLSX, or no such sheet. TooLarge: something is larger than any register's.
    """
    package = Package(file)
    book = read_workbook(package)
    if sheet > len(book.sheets):
        raise NotATable(f"The file has {len(book.sheets)} sheets and no sheet {sheet}. Say another in the mapping.")
    reader = SheetReader(book)
    for _ in read_xml(package.pieces(book.sheets[sheet - 1]), reader.start, reader.end, reader.texts.add):
        yield from reader.rows
        reader.rows.clear()


def read_workbook(package: Package) -> Workbook:
    """Return what holds for all sheets of a workbook."""
    relations: dict[str, str] = {}
    ids: list[str] = []
    epoch = BEFORE_1900

    def relation(name: str, said: Attributes) -> None:
        if name == "Relationship" and said.get("Type", "").endswith("/worksheet"):
            relations[said.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", said.get("Target", "")))[1:]

    def sheet_or_day(name: str, said: Attributes) -> None:
        nonlocal epoch
        if name == "sheet":
            ids.append(next((value for key, value in said.items() if key.endswith(":id")), ""))
        elif name == "workbookPr" and said.get("date1904") in {"1", "true"}:
            epoch = BEFORE_1904

    read_small(package, RELATIONS, relation)
    read_small(package, WORKBOOK, sheet_or_day)
    sheets = [relations.get(each, "") for each in ids]
    return Workbook(sheets, epoch, read_date_styles(package), read_strings(package))


def read_small(package: Package, name: str, start: Start) -> None:
    """Read a small part of which only tags and attributes count."""
    for _ in read_xml(package.pieces(name, MOST_SMALL_BYTES), start, lambda _: None, lambda _: None):
        pass


def read_date_styles(package: Package) -> frozenset[str]:
    """Return the numbers of the cell styles that show numbers as dates."""
    dates = {str(number) for number in DATE_FORMATS}
    styles: set[str] = set()
    n_styles = -1  # below 0: not among the styles of cells

    def style(name: str, said: Attributes) -> None:
        nonlocal n_styles
        if name == "numFmt" and is_date_format(said.get("formatCode", "")[:1000]):
            dates.add(said.get("numFmtId", ""))
        elif name == "cellXfs":
            n_styles = 0
        elif name == "cellStyles":
            n_styles = -1
        elif name == "xf" and 0 <= n_styles < MOST_FORMATS:
            if said.get("numFmtId", "") in dates:
                styles.add(str(n_styles))
            n_styles += 1

    if package.has(STYLES):
        read_small(package, STYLES, style)
    return frozenset(styles)


def read_strings(package: Package) -> list[str]:
    """Return the shared texts of a workbook, in order."""
    strings: list[str] = []
    texts = Texts()
    is_reading_aid = False

    def start(name: str, _said: Attributes) -> None:
        nonlocal is_reading_aid
        is_reading_aid = is_reading_aid or name == "rPh"
        texts.wanted = name == "t" and not is_reading_aid

    def end(name: str) -> None:
        nonlocal is_reading_aid
        texts.wanted = False
        if name == "rPh":
            is_reading_aid = False
        elif name == "si":
            strings.append(texts.take())
            if len(strings) > MOST_STRINGS:
                raise TooLarge(
                    f"The spreadsheet has more than {MOST_STRINGS:,} texts. Ask the sender for CSV, or for fewer rows."
                )

    if package.has(STRINGS):
        for _ in read_xml(package.pieces(STRINGS, MOST_STRING_BYTES), start, end, texts.add):
            pass
    return strings


class SheetReader:
    """Takes the tags of a sheet and makes rows of them; `rows` are those that are ready."""

    def __init__(self, book: Workbook) -> None:
        self.rows: list[SheetRow] = []
        self.texts = Texts()
        self._book = book
        self._number = 0
        self._column = -1
        self._kind, self._style = "n", ""
        self._cells: dict[int, str] = {}
        self._places: dict[str, int] = {}
        self._is_reading_aid = False

    def start(self, name: str, said: Attributes) -> None:
        """Take the start of an element."""
        if name == "c":
            self._column = self._place(said["r"]) if "r" in said else self._column + 1
            if self._column >= LAST_COLUMN:
                raise NotATable(NO_SPREADSHEET)
            self._kind, self._style = said.get("t", "n"), said.get("s", "")
        elif name == "v" or (name == "t" and not self._is_reading_aid):
            self.texts.wanted = True
        elif name == "row":
            self._begin_row(said.get("r"))
        elif name == "rPh":
            self._is_reading_aid = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in {"v", "t"}:
            self.texts.wanted = False
        elif name == "c":
            stored, book = self.texts.take(), self._book
            is_date = self._style in book.dates
            if stored and (text := text_of_cell(self._kind, stored, book.strings, is_date=is_date, epoch=book.epoch)):
                self._cells[self._column] = text
        elif name == "row":
            if self._cells:
                self.rows.append(SheetRow(self._number, self._cells))
                self._cells = {}
        elif name == "rPh":
            self._is_reading_aid = False

    def _begin_row(self, said: str | None) -> None:
        """Begin a row; rows come in order, and may leave out their number."""
        if said is not None and not (said.isdecimal() and len(said) <= len(str(LAST_ROW))):
            raise NotATable(NO_SPREADSHEET)
        number = int(said) if said is not None else self._number + 1
        if not self._number < number <= LAST_ROW:
            raise NotATable(NO_SPREADSHEET)
        self._number, self._column = number, -1

    def _place(self, reference: str) -> int:
        """Return the column of a reference such as AB12, from 0."""
        letters = reference.rstrip("0123456789")
        if letters not in self._places:
            if not 1 <= len(letters) <= 3 or not (letters.isascii() and letters.isalpha()):
                raise NotATable(NO_SPREADSHEET)
            place = 0
            for letter in letters.upper():
                place = place * 26 + ord(letter) - ord("A") + 1
            self._places[letters] = place - 1
        return self._places[letters]
