"""What a source answers, as text and as JSON: nothing is guessed, and an odd answer is named for what it is."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Final, Literal, NoReturn

from videre.domain.refusals import Refused

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
PIECE: Final = 2**20  # unpacked at a time: a small answer may unpack to a thousand times its size
LONGEST_WORDS: Final = 300


class OddAnswer(Refused):
    """A source answers with something else than the data that were asked for."""


class Packed(Exception):
    """An answer is not packed as it says, or breaks off."""


def unpacked(parts: Iterable[bytes], packing: Literal["gzip", "identity"]) -> Iterator[bytes]:
    """Yield an answer unpacked, in pieces of at most a megabyte; raises Packed when it breaks off."""
    if packing == "identity":
        yield from parts
        return
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    for part in parts:
        waiting = part
        while waiting and not unpacker.eof:
            try:
                yield unpacker.decompress(waiting, PIECE)
            except zlib.error:
                raise Packed("the answer is not packed as it says") from None
            waiting = unpacker.unconsumed_tail
    if not unpacker.eof:
        raise Packed("the answer breaks off")


def text_of(content: bytes, where: str) -> str:
    """Return an answer as text.

    Args:
        content: the bytes. UTF-8, with or without a byte-order mark: every source says so of itself.
        where: who answered, for the refusal.

    Raises:
        OddAnswer: it is empty, a web page, another kind of file, or not in UTF-8.
    """
    plain = content.removeprefix(BYTE_ORDER_MARK)
    start = plain[:256].lstrip().lower()
    if not start:
        raise OddAnswer(f"{where} answers with nothing. Try again later.")
    if start.startswith((b"<!doctype", b"<html", b"<head", b"<body")):
        raise OddAnswer(f"{where} answers with a web page instead of data. It may be down for maintenance: try later.")
    if start.startswith((b"pk\x03\x04", b"%pdf", b"<?xml", b"\x1f\x8b")) or b"\0" in plain:
        raise OddAnswer(f"{where} answers with another kind of file than was asked for.")
    try:
        return plain.decode("utf-8")
    except UnicodeDecodeError:
        raise OddAnswer(
            f"{where} answers in another encoding than UTF-8, so that æ, ø and å would be wrong. Nothing was kept."
        ) from None


def json_of(content: bytes, where: str) -> object:
    """Return an answer as what its JSON says; raises OddAnswer."""
    text = text_of(content, where)
    try:
        said: object = json.loads(text, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        raise OddAnswer(f"{where} answers with JSON that breaks off or cannot be read. Try again later.") from None
    return said


def refuse_constant(name: str) -> NoReturn:
    """Refuse NaN and infinities, which are no JSON."""
    raise ValueError(name)


def readable(content: bytes) -> str:
    """Return the words in which a source says what is wrong: its JSON's message; empty for anything else."""
    try:
        said = json.loads(content.removeprefix(BYTE_ORDER_MARK).decode("utf-8"))
    except (ValueError, RecursionError):
        return ""
    words = said.get("message") or said.get("Message") or said.get("title") if isinstance(said, dict) else said
    if not isinstance(words, str):
        return ""
    return re.sub(r"\s+", " ", "".join(c if c.isprintable() else " " for c in words)).strip(" .")[:LONGEST_WORDS]
