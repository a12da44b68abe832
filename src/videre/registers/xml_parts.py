"""The XML of a package's part, read as it comes: no document type, no entities, no nest without end."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from videre.registers.package import NO_SPREADSHEET
from videre.registers.unreadable import NotATable, TooLarge

DEEPEST = 32  # a cell with formatted text lies nine deep
LONGEST = 1024 * 1024  # bytes of one tag; a cell holds at most 32,767 characters
Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]
Text = Callable[[str], None]

HAS_TYPE = "The spreadsheet declares a document type or entities of its own, which no spreadsheet program writes."


def read_xml(pieces: Iterable[bytes], start: Start, end: End, text: Text) -> Iterable[None]:
    """Read XML, telling of each element's start and end and of text; yields after each piece.

    Names come without their prefix.

    Raises:
        NotATable: it is no XML in UTF-8, declares a document type, or nests too deep. TooLarge: a tag without end.
        Whatever the functions raise.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def starts(name: str, attributes: Attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise NotATable(NO_SPREADSHEET)
        start(name[name.rfind(":") + 1 :], attributes)

    def ends(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name[name.rfind(":") + 1 :])

    parser.StartElementHandler = starts
    parser.EndElementHandler = ends
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse_type
    parser.XmlDeclHandler = check_encoding
    n_bytes = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            n_bytes += len(piece)
            if n_bytes - parser.CurrentByteIndex > LONGEST:
                raise TooLarge(NO_SPREADSHEET)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError:
        raise NotATable(NO_SPREADSHEET) from None
    yield


def refuse_type(*_said: object) -> None:
    """Refuse a document type: that is where entities are declared that grow without end or read other files."""
    raise NotATable(HAS_TYPE)


def check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """Refuse encodings that spreadsheet programs do not write."""
    if encoding is not None and encoding.lower() not in {"utf-8", "utf8"}:
        raise NotATable(NO_SPREADSHEET)
