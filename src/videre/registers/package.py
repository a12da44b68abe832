"""What is in a ZIP package, looked at before it is unpacked, and unpacked a piece at a time with a count.

Nothing that the package says of itself is believed: not how large a part is, nor how many there are. Nothing of it is
ever written to disk, so the names of its parts lead nowhere.
"""

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from videre.registers.unreadable import NotATable, TooLarge

PIECE = 64 * 1024
MOST_PACKED_BYTES = 64 * 1024 * 1024  # a register of 400,000 rows takes 13 MB
MOST_UNPACKED_BYTES = 256 * 1024 * 1024  # of one part; that register's sheet unpacks to 160 MB
MOST_DIRECTORY_BYTES = 64 * 1024  # the list of the parts; a workbook of a hundred sheets has 20 KB
MOST_TIMES = 100  # a sheet unpacks to some 12 times its size, a bomb to 1,000 times
ALLOWED_ANYWAY = 1024 * 1024  # a small part may unpack to many times its size
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}

END = b"PK\x05\x06"
END_BYTES = 22
LARGE_END = b"PK\x06\x07"
LONGEST_COMMENT = 65_535
IS_ENCRYPTED = 0x1

NO_SPREADSHEET = "The file is no XLSX spreadsheet, or is damaged. Ask the sender to save it again as XLSX."
TOO_LARGE = "The spreadsheet unpacks to more than a register ever has. Ask the sender for CSV, or for fewer rows."
PROTECTED = "The spreadsheet has a password. Ask the sender to save it without one."


class Package:
    """The parts of a ZIP package by name.

    Args:
        file: the package; it is read while parts are read.

    Raises:
        NotATable: it is no ZIP, or not of the plain kind that spreadsheet programs write. TooLarge: it is larger than
            any register's.
    """

    def __init__(self, file: BinaryIO) -> None:
        check_directory(file)
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise NotATable(NO_SPREADSHEET) from None
        parts = self._zip.infolist()
        self._parts = {part.filename.lower(): part for part in parts}
        if len(self._parts) < len(parts) or any(part.compress_type not in METHODS for part in parts):
            raise NotATable(NO_SPREADSHEET)
        if any(part.flag_bits & IS_ENCRYPTED for part in parts):
            raise NotATable(PROTECTED)

    def has(self, name: str) -> bool:
        """Return whether there is a part of a name, written in small or large letters."""
        return name.lower() in self._parts

    def pieces(self, name: str, most_bytes: int = MOST_UNPACKED_BYTES) -> Iterator[bytes]:
        """Yield a part, a piece at a time.

        Raises:
            NotATable: there is no such part, or it is damaged. TooLarge: it unpacks to too much.
        """
        if not self.has(name):
            raise NotATable(NO_SPREADSHEET)
        info = self._parts[name.lower()]
        most = min(most_bytes, max(ALLOWED_ANYWAY, info.compress_size * MOST_TIMES))
        n_bytes = 0
        try:
            with self._zip.open(info) as part:
                while piece := part.read(PIECE):
                    n_bytes += len(piece)
                    if n_bytes > most:
                        raise TooLarge(TOO_LARGE)
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
            raise NotATable(NO_SPREADSHEET) from None


def check_directory(file: BinaryIO) -> None:
    """Raise NotATable or TooLarge when the list of a package's parts is not where and as large as it should be.

    Reading the list takes 600 bytes of memory for each part that it names, so that its length is looked at first.
    """
    size = file.seek(0, 2)
    if size > MOST_PACKED_BYTES:
        raise TooLarge(TOO_LARGE)
    file.seek(max(size - END_BYTES - LONGEST_COMMENT - len(LARGE_END) * 5, 0))
    tail = file.read()
    file.seek(0)
    at_the_end = len(tail) - END_BYTES
    ends_plainly = at_the_end >= 0 and tail.startswith(END, at_the_end) and tail.endswith(b"\0\0")
    place = at_the_end if ends_plainly else tail.rfind(END)
    if place < 0 or LARGE_END in tail[max(place - 20, 0) : place]:
        raise NotATable(NO_SPREADSHEET)
    if int.from_bytes(tail[place + 12 : place + 16], "little") > MOST_DIRECTORY_BYTES:
        raise TooLarge(TOO_LARGE)
