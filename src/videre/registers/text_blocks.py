"""A text file as blocks of whole rows in UTF-8, so that a file of any size is read in a small memory.

Nothing reaches the library that reads CSV before it has been looked at here: the encoding, what no text may hold, line
ends that would join two rows, and a row or a quotation mark that never ends.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from videre.registers.unreadable import NotATable, TooLarge, WrongEncoding

PIECE = 128 * 1024  # bytes read at a time; what is wrong with a file is mostly seen in the first
BLOCK = 8 * 1024 * 1024
LONGEST_ROW = 1024 * 1024  # bytes; the widest register is under 1 KiB a row
FIRST_ROWS = 512  # of the first block, and bytes of its pieces: how wide the file is, is not known yet
GROWTH = 4  # from one block to the next

UTF_8 = {"utf-8", "utf8", "utf-8-sig"}
BYTE_ORDER_MARK = codecs.BOM_UTF8
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
END_OF_FILE = b"\x1a"  # what programs for DOS write behind the last row
IN_QUOTES = re.compile(rb'"[^"]*"')
OTHER_KINDS = {
    b"PK\x03\x04": "a spreadsheet or ZIP file",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an old Office file, or one with a password",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"<!DO": "a web page",
    b"<!do": "a web page",
    b"<htm": "a web page",
    b"<HTM": "a web page",
    b"<?xm": "an XML file",
    b"{\\rt": "a text document",
}
NOT_IN = (
    "The file is not written in {}, as it should be. Ask the sender which encoding it has, and say it in the mapping's "
    "`file: encoding`."
)
WRITTEN_IN = "The file should be written in {}, and is written in {}. Say so in the mapping's `file: encoding`."
UNCLOSED = (
    "The file cannot be read as CSV: a quotation mark is not closed, or stands inside a value. Ask the sender to write "
    "values with quotation marks in quotation marks."
)

MIXED = (
    "Some lines of the file end in another way than the others, so that rows would run together. Open it in a "
    "spreadsheet program or an editor, and save it again."
)


def kind_of(content: bytes) -> str | None:
    """Return what a file is whose first bytes say that it is no text; None for what may be text."""
    return next((kind for magic, kind in OTHER_KINDS.items() if content.startswith(magic)), None)


class TextBlocks:
    """The blocks of one file: each ends with a row, and all together are the file.

    `most_rows` is how many rows a block may have, twice as many at most. The first blocks are small, and a reader lets
    them grow once it has seen the column names: then a file that is refused for its names, or for its first rows, has
    taken next to no memory.

    Args:
        file: the file, from its beginning.
        encoding: as the supplier says it is written.
        quoted: whether a line end between quotation marks belongs to a value.

    Raises (while it is read):
        NotATable, WrongEncoding, TooLarge.
    """

    def __init__(self, file: BinaryIO, encoding: str, *, quoted: bool) -> None:
        self.most_rows = FIRST_ROWS
        # A row has at least one byte, so that a piece of so many bytes never has more rows.
        self._pieces = with_one_line_end(as_utf8(file, encoding, lambda: min(PIECE, self.most_rows)))
        self._quoted = quoted

    def grow(self, most_rows: int) -> None:
        """Let the next blocks be larger, up to so many rows."""
        self.most_rows = min(self.most_rows * GROWTH, most_rows)

    def __iter__(self) -> Iterator[bytes]:
        held = bytearray()
        n_rows, wanted = 0, 1
        for piece in self._pieces:
            held += piece
            n_rows += piece.count(b"\n")
            if len(held) >= wanted or n_rows >= self.most_rows:
                end = end_of_rows(held, quoted=self._quoted)
                if end:
                    yield checked(bytes(held[:end]), quoted=self._quoted)
                    del held[:end]
                    wanted = BLOCK
                n_rows = held.count(b"\n")
        rest = bytes(held).rstrip(END_OF_FILE).removesuffix(b"\r")
        if self._quoted and rest.count(b'"') % 2:
            raise NotATable(UNCLOSED)
        if rest:
            yield checked(rest, quoted=self._quoted)


def as_utf8(file: BinaryIO, encoding: str, n_bytes: Callable[[], int]) -> Iterator[bytes]:
    """Yield the text of a file as UTF-8 without a byte-order mark, a piece of so many bytes at a time.

    A file in Windows-1252 is read as such only if it could not be UTF-8: text with Danish letters in it is never both,
    but for chance, and the other way round æ would silently become Ã¦.
    """
    name = encoding.lower().replace("_", "-")
    is_wide = name.startswith("utf-16")
    decoder, as_if_utf8 = (codecs.getincrementaldecoder(n)() for n in (encoding, "utf-8"))
    may_be_utf8, is_ascii = not is_wide and name not in UTF_8, True
    is_first = True
    while piece := file.read(n_bytes()):
        if is_first:
            check_beginning(piece, encoding, is_wide=is_wide)
        try:
            text = decoder.decode(piece)
        except UnicodeError:
            raise WrongEncoding(NOT_IN.format(encoding)) from None
        if may_be_utf8:
            is_ascii = is_ascii and piece.isascii()
            may_be_utf8 = is_valid(as_if_utf8, piece)
        utf8 = piece if name in UTF_8 else text.encode("utf-8")
        if b"\0" in utf8:
            raise NotATable("The file is no text, not CSV. Ask the sender for CSV, or name another mapping.")
        yield utf8.removeprefix(BYTE_ORDER_MARK) if is_first else utf8
        is_first = False
    if not is_ascii and may_be_utf8 and is_valid(as_if_utf8, b"", final=True):
        raise WrongEncoding(WRITTEN_IN.format(encoding, "UTF-8"))
    if not is_valid(decoder, b"", final=True):
        raise WrongEncoding(NOT_IN.format(encoding))


def check_beginning(piece: bytes, encoding: str, *, is_wide: bool) -> None:
    """Raise NotATable or WrongEncoding when the first bytes of a file say that it is something else."""
    if kind := kind_of(piece):
        raise NotATable(f"The file is {kind}, not CSV. Ask the sender for CSV, or name another mapping.")
    if not is_wide and piece.startswith(WIDE_MARKS):
        raise WrongEncoding(WRITTEN_IN.format(encoding, "UTF-16"))


def is_valid(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    """Return whether a decoder takes the next piece of a file."""
    try:
        decoder.decode(piece, final)
    except UnicodeError:
        return False
    return True


def with_one_line_end(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield pieces in which old Macintosh line ends have become usual ones, where the file has no others."""
    is_old = None
    for piece in pieces:
        if is_old is None:
            is_old = b"\r" in piece and b"\n" not in piece
        if is_old and b"\n" in piece:
            raise NotATable(MIXED)
        yield piece.replace(b"\r", b"\n") if is_old else piece


def end_of_rows(held: bytearray, *, quoted: bool) -> int:
    """Return where the last whole row ends, 0 when there is none yet.

    A line end belongs to a value when the quotation marks before it are odd in number.

    Raises:
        TooLarge: what follows is longer than any row.
        NotATable: the same, and a quotation mark is open.
    """
    end = held.rfind(b"\n")
    n_quotes = held.count(b'"', 0, end) if quoted and end >= 0 else 0
    while n_quotes % 2 and len(held) - end <= LONGEST_ROW:
        quote = held.rfind(b'"', 0, end)
        end = held.rfind(b"\n", 0, quote)
        n_quotes = n_quotes - 1 - held.count(b'"', end, quote) if end >= 0 else 0
    if len(held) - end > LONGEST_ROW:
        if quoted and held.count(b'"', max(end, 0)) % 2:
            raise NotATable(UNCLOSED)
        raise TooLarge(
            f"A line of the file is longer than {LONGEST_ROW // 1024} KiB. That is no table; ask the sender for CSV."
        )
    return end + 1


def checked(block: bytes, *, quoted: bool) -> bytes:
    """Return a block as it is; raises NotATable when a line end of another kind stands in it, which would join rows."""
    if block.count(b"\r") != block.count(b"\r\n"):
        outside = IN_QUOTES.sub(b"", block) if quoted else block
        if outside.count(b"\r") != outside.count(b"\r\n"):
            raise NotATable(MIXED)
    return block
