"""A line of the log as the bytes that are hashed: every column but the salt, in one way only.

The form is that of a row of PostgreSQL's COPY: columns parted by tabs; a backslash, a tab and the five other signs that
could be taken for something else are written with a backslash. So no two lines have the same form, whatever texts hold.
"""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, Final

from videre.web.audit.merkle import hash_leaf
from videre.web.audit.models import Entry

# In this order. `at` is the instant in UTC to the microsecond, `YYYY-MM-DD HH:MM:SS.ffffff`; is_refusal is 0 or 1.
COLUMNS: Final = (
    "id", "at", "by", "role", "unit", "event", "about", "person", "purpose", "reason", "is_refusal",
)  # fmt: skip

ESCAPED: Final = str.maketrans(
    {"\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v"}
)


def content_of(values: Iterable[Any]) -> bytes:
    """Return what is hashed of a line beside its salt, given the values of `COLUMNS` in their order."""
    return "\t".join([str(value).translate(ESCAPED) for value in values]).encode()


def hash_entry(entry: Entry) -> bytes:
    """Return the hash of the leaf of a line that has been read as an object, 32 bytes."""
    at = entry.at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    told = {"at": at, "is_refusal": int(entry.is_refusal)}
    return hash_leaf(bytes(entry.salt) + content_of(told.get(name, getattr(entry, name)) for name in COLUMNS))
