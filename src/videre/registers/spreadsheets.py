"""The cells of an XLSX sheet as text. Nothing in the file is run, and what it may unpack to is measured first."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from typing import BinaryIO

import python_calamine as calamine

from videre.registers.unreadable import NotATable, TooLarge

MOST_UNPACKED_BYTES = 64 * 1024 * 1024  # a register of 200,000 rows unpacks to some 40 MB
MOST_PARTS = 512  # files inside; a workbook of a hundred sheets has some 250
NO_SPREADSHEET = "The file is no XLSX spreadsheet. Ask the sender for XLSX, or name another mapping."

Cell = int | float | str | bool | time | date | datetime | timedelta


def read_cells(file: BinaryIO, sheet: int) -> list[list[str]]:
    """Return the rows of a sheet as text, from its first row on, all of the same width.

    Args:
        file: the file, from its beginning.
        sheet: its number, from 1.

    Returns:
        Dates as ISO text, whole numbers without decimals, the stored value of a formula; "" where nothing stands.

    Raises:
        NotATable: no XLSX, or no such sheet. TooLarge: it unpacks to more than any register has.
    """
    content = file.read()
    check_package(content)
    try:
        workbook = calamine.load_workbook(io.BytesIO(content))
        names = workbook.sheet_names
        if sheet > len(names):
            raise NotATable(f"The file has {len(names)} sheets and no sheet {sheet}. Say another one in the mapping.")
        rows = workbook.get_sheet_by_index(sheet - 1).to_python(skip_empty_area=False)
    except (calamine.CalamineError, OSError, ValueError):
        raise NotATable(NO_SPREADSHEET) from None
    return [[text_of(cell) for cell in row] for row in rows]


def check_package(content: bytes) -> None:
    """Raise NotATable or TooLarge for a package that is no ZIP, or that unpacks to more than it may."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise NotATable(NO_SPREADSHEET) from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED_BYTES:
        raise TooLarge(
            f"The spreadsheet unpacks to more than {MOST_UNPACKED_BYTES // 2**20} MB. Ask the sender for CSV, or for "
            "fewer rows."
        )


def text_of(cell: Cell) -> str:
    """Return a cell as text."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
