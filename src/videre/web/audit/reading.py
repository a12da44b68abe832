"""Reading lines as the bytes that are hashed, without making an object of each: ten million must take a minute."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from django.db import connection

from videre.web.audit.leaves import COLUMNS, content_of

LAST: Final = 2**63 - 1
PLAIN: Final = {name: f'"{name}"' for name in COLUMNS} | {"is_refusal": "CASE WHEN is_refusal THEN 1 ELSE 0 END"}
ON_SQLITE: Final = PLAIN | {"at": "CASE length(at) WHEN 19 THEN at || '.000000' ELSE at END"}
ON_POSTGRESQL: Final = PLAIN | {"at": "to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"}
ASKED: Final = "SELECT {salt}, {columns} FROM audit_entry WHERE {above} AND id <= {up_to} ORDER BY id"


class Line(NamedTuple):
    """A line as it is hashed: its number and instant, the salt, and all columns as `content_of` has them."""

    id: int
    at: str
    salt: bytes
    content: bytes


def read_lines(after: int | None, up_to: int = LAST) -> list[Line]:
    """Return lines by number.

    Args:
        after: the lines after this number; None from the very first, since somebody may have put one below zero.
        up_to: up to and with this number.
    """
    above = "1 = 1" if after is None else f"id > {int(after)}"
    if connection.vendor == "sqlite":
        return list(read_sqlite(above, int(up_to)))
    return list(read_postgresql(above, int(up_to)))


def read_sqlite(above: str, up_to: int) -> Iterator[Line]:
    """Yield lines of SQLite, which lets a column hold a value of any kind."""
    asked = ASKED.format(salt="salt", columns=", ".join(ON_SQLITE.values()), above=above, up_to=up_to)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        for salt, *values in cursor.fetchall():
            yield Line(values[0], str(values[1]), salt if isinstance(salt, bytes) else b"", content_of(values))


def read_postgresql(above: str, up_to: int) -> Iterator[Line]:
    """Yield lines of PostgreSQL as COPY writes them, which is how they are hashed: much faster than values."""
    asked = ASKED.format(
        salt="encode(salt, 'hex')", columns=", ".join(ON_POSTGRESQL.values()), above=above, up_to=up_to
    )
    connection.ensure_connection()
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(f"COPY ({asked}) TO STDOUT") as rows:
        for row in rows:
            salt, _, content = bytes(row)[:-1].partition(b"\t")
            number, at, _ = content.split(b"\t", 2)
            yield Line(int(number), at.decode(), bytes.fromhex(salt.decode()), content)
