"""A supplier's file as tables of text: nothing is interpreted yet, and no value ever stands in an error.

Rows keep the number that a person sees who opens the file in a spreadsheet, headings included. A large file comes in
several tables, one after the other, so that its size does not decide how much memory is needed.
"""

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

import polars as pl

from videre.definitions.mapping import FileShape
from videre.registers.json_stat import read_cube
from videre.registers.spreadsheets import SheetRow, read_rows
from videre.registers.text_blocks import END_OF_FILE, UNCLOSED, TextBlocks, kind_of
from videre.registers.unreadable import EmptyFile, NotATable, OnlyHeader, TooLarge

ROW = "row"
BEYOND = "beyond"
SPARE = 8  # places beyond the last named column in which a value is looked for
DELIMITERS = (";", ",", "\t")
BLANK = b" \t\r\n" + END_OF_FILE
MOST_COLUMNS = 256  # the widest delivery seen has 60
MOST_CELLS = 2_000_000  # of a table; each takes some 30 bytes while it is read
MOST_JSON_BYTES = 2 * 1024 * 1024  # JSON can take 25 times its size in memory
MOST_SHEET_ROWS = 10_000  # of a table from a sheet, whose cells take some 100 bytes each until then
MOST_ROWS = 50_000  # of a table; the checks of a row take some 1 KiB


class TextTable(NamedTuple):
    """A file as text, or the next rows of it.

    header: the supplier's names of the columns, in order.
    frame: columns `0`, `1`, ... of text, null where nothing stands; `row`, the row's number in the file; and `beyond`,
        whether something stands beyond the last named column. Empty rows are left out.
    has_cells: whether cells had types of their own (a spreadsheet): dates are then ISO text whatever the supplier's
        form is, and the decimal sign is a point.
    """

    header: tuple[str, ...]
    frame: pl.DataFrame
    has_cells: bool


def read_table(content: bytes, shape: FileShape | None) -> TextTable:
    """Return a whole delivered file as one table of text; raises what `read_tables` raises."""
    tables = list(read_tables(io.BytesIO(content), shape))
    return tables[0]._replace(frame=pl.concat([table.frame for table in tables]))


def read_tables(file: BinaryIO, shape: FileShape | None) -> Iterator[TextTable]:
    """Yield a delivered file as tables of text, in order; at least one, and none of them empty.

    Args:
        file: the file, from its beginning; it can be wound back.
        shape: the supplier's form; None for the canonical one: UTF-8, comma, semicolon or tab, or a spreadsheet.

    Raises (while it is read):
        EmptyFile, OnlyHeader, WrongEncoding, NotATable, TooLarge: with what to do, and never with a value from the
        file.
    """
    beginning = file.read(64)
    file.seek(0)
    if not beginning.strip(BLANK) and not holds_anything(file):
        raise EmptyFile("The file is empty. Ask the sender to deliver it again.")
    if shape is None:
        is_sheet = kind_of(beginning) == kind_of(b"PK\x03\x04")
        shape = FileShape(format="xlsx") if is_sheet else FileShape(delimiter="")
    is_empty = True
    for table in READERS[shape.format](file, shape):
        if not table.frame.is_empty():
            is_empty = False
            yield table
    if is_empty:
        raise OnlyHeader("The file has column names and no rows. Ask the sender whether there was nothing to deliver.")


def holds_anything(file: BinaryIO) -> bool:
    """Return whether anything but blanks stands in a file, which is left at its beginning."""
    found = any(piece.strip(BLANK) for piece in iter(lambda: file.read(1024 * 1024), b""))
    file.seek(0)
    return found


def read_csv(file: BinaryIO, shape: FileShape) -> Iterator[TextTable]:
    """Yield a CSV as tables of text."""
    source = TextBlocks(file, shape.encoding, quoted=True)
    blocks = iter(source)
    header, rest = read_header(first_rows(blocks, shape.heading_lines + 1), shape)
    row = shape.heading_lines + 2
    for block in chain([rest], blocks):
        frame = read_block(block, header, row)
        row += len(frame)
        source.grow(min(MOST_ROWS, MOST_CELLS // (len(header.names) + SPARE)))
        yield as_table(header.names, frame, has_cells=False)


class Header(NamedTuple):
    """The column names of a CSV, and what stands between its columns."""

    names: list[str]
    delimiter: str


def first_rows(blocks: Iterator[bytes], n_rows: int) -> bytes:
    """Return the beginning of a text of which so many rows, or all, are there."""
    head = b""
    while head.count(b"\n") < n_rows and (block := next(blocks, None)) is not None:
        head += block
    return head


def read_header(head: bytes, shape: FileShape) -> tuple[Header, bytes]:
    """Return the column names, and the text behind them."""
    lines = head.decode().split("\n")
    below = "\n".join(lines[shape.heading_lines :])
    if not below.strip():
        raise EmptyFile(f"The file has no line {shape.heading_lines + 1}, where the column names should stand.")
    delimiter = shape.delimiter or max(DELIMITERS, key=below.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(below, newline=""), delimiter=delimiter)
    try:
        names = next(reader, [])
    except csv.Error:
        raise NotATable("The line where the column names should stand cannot be read as CSV.") from None
    check_width(len(names))
    return Header(names, delimiter), "\n".join(below.split("\n")[reader.line_num :]).encode()


def check_width(n_columns: int) -> None:
    """Raise TooLarge for more columns than any register has use for."""
    if n_columns > MOST_COLUMNS:
        raise TooLarge(
            f"The file has {n_columns:,} columns. At most {MOST_COLUMNS} are read; ask the sender for fewer."
        )


def read_block(block: bytes, header: Header, first_row: int) -> pl.DataFrame:
    """Return rows of a CSV as text, numbered from a row on."""
    schema = {str(place): pl.String() for place in range(len(header.names) + SPARE)}
    if not block.strip():  # polars refuses a text without any row; empty rows still have their numbers
        return pl.DataFrame({name: [None] * block.count(b"\n") for name in schema}, schema=schema).with_row_index(ROW)
    try:
        return pl.read_csv(
            block,
            separator=header.delimiter,
            has_header=False,
            schema=schema,
            missing_columns="insert",
            extra_columns="ignore",
            truncate_ragged_lines=True,
            row_index_name=ROW,
            row_index_offset=first_row,
        )
    except pl.exceptions.PolarsError:
        # Not chained: the library's own message repeats the text around the mistake, which may be a person's.
        raise NotATable(UNCLOSED) from None


def read_fixed(file: BinaryIO, shape: FileShape) -> Iterator[TextTable]:
    """Yield a file of which each column has its own place in the line."""
    source = TextBlocks(file, shape.encoding, quoted=False)
    places: dict[str, tuple[int, int | None]] = {
        str(n): (first - 1, last - first + 1) for n, (first, last) in enumerate(shape.fields.values())
    }
    places[str(len(places))] = (max(last for _, last in shape.fields.values()), None)  # what is beyond has no name
    row = 1
    for block in source:
        lines = pl.Series("line", block.decode().removesuffix("\n").split("\n"), dtype=pl.String)
        frame = lines.to_frame().select(
            pl.int_range(row, row + len(lines)).alias(ROW),
            *(pl.col("line").str.slice(start, length).alias(name) for name, (start, length) in places.items()),
        )
        row += len(lines)
        source.grow(min(MOST_ROWS, MOST_CELLS // len(shape.fields)))
        yield as_table([*shape.fields, ""], frame.filter(pl.col(ROW) > shape.heading_lines), has_cells=False)


def read_sheet(file: BinaryIO, shape: FileShape) -> Iterator[TextTable]:
    """Yield a sheet of an XLSX file as tables of text."""
    rows = read_rows(file, shape.sheet)
    names: list[str] | None = None
    block: list[SheetRow] = []
    for row in rows:
        if row.number <= shape.heading_lines:
            continue
        if names is None:
            names = sheet_names(row, shape.heading_lines + 1)
        else:
            block.append(row)
        if len(block) >= MOST_SHEET_ROWS:
            yield sheet_table(names, block)
            block = []
    if names is None:
        raise EmptyFile(f"The sheet has no line {shape.heading_lines + 1}, where the column names should stand.")
    yield sheet_table(names, block)


def sheet_names(row: SheetRow, expected: int) -> list[str]:
    """Return the column names of a sheet; raises EmptyFile when they do not stand where the mapping says."""
    if row.number != expected:
        raise EmptyFile(f"The sheet has no line {expected}, where the column names should stand.")
    check_width(max(row.cells) + 1)
    return [row.cells.get(place, "") for place in range(max(row.cells) + 1)]


def sheet_table(names: list[str], rows: list[SheetRow]) -> TextTable:
    """Return rows of a sheet as a table; what stands right of the last name goes under none."""
    width = len(names)
    columns = {str(place): [row.cells.get(place) for row in rows] for place in range(width)}
    beyond = [next((text for place, text in row.cells.items() if place >= width), None) for row in rows]
    texts = dict.fromkeys(map(str, range(width + 1)), pl.String())
    frame = pl.DataFrame({ROW: [row.number for row in rows], **columns, str(width): beyond}, schema_overrides=texts)
    return as_table([*names, ""], frame, has_cells=True)


def read_json_stat(file: BinaryIO, _shape: FileShape) -> Iterator[TextTable]:
    """Yield a JSON-stat table: a row for each value that was published, numbered by its place among all values."""
    cube = read_cube(file, MOST_JSON_BYTES)
    columns = {str(place): codes for place, codes in enumerate(cube.columns.values())}
    frame = pl.DataFrame({ROW: cube.places, **columns}, schema_overrides=dict.fromkeys(columns, pl.String()))
    yield as_table(list(cube.columns), frame, has_cells=False)


READERS = {"csv": read_csv, "fixed": read_fixed, "xlsx": read_sheet, "json-stat": read_json_stat}


def as_table(names: list[str], frame: pl.DataFrame, *, has_cells: bool) -> TextTable:
    """Return the text table of named columns; what stands under no name goes into `beyond`.

    Raises:
        NotATable: two columns have the same name, or there are no names.
    """
    stripped = [name.strip() for name in names]
    named = [place for place, name in enumerate(stripped) if name]
    header = tuple(stripped[place] for place in named)
    if not header or len(set(header)) < len(header):
        raise NotATable(
            "The line where the column names should stand names none, or the same one twice. Look whether there are "
            "lines above it; the mapping's `file: heading_lines` says how many."
        )
    places = [int(name) for name in frame.columns if name != ROW]
    text = frame.with_columns(pl.col(str(place)).str.strip_chars().replace("", None) for place in places)
    table = text.select(
        pl.col(ROW).cast(pl.Int64),
        *(pl.col(str(place)).alias(str(new)) for new, place in enumerate(named)),
        pl.any_horizontal(
            pl.lit(value=False), *(pl.col(str(place)).is_not_null() for place in places if place not in named)
        ).alias(BEYOND),
    )
    is_empty = pl.all_horizontal(pl.col(str(place)).is_null() for place in range(len(header)))
    return TextTable(header, table.filter(~(is_empty & ~pl.col(BEYOND))), has_cells)
