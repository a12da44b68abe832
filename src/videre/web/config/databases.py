"""Where the casework database lies: PostgreSQL by an address, else SQLite in the home."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from videre.home.home import HomeNotUsable

# WAL lets pages read while one writes; IMMEDIATE makes writers queue instead of failing in the middle of a transaction.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}
# A page of rows in a random place costs hardly more than the next, in memory or on flash. PostgreSQL supposes a disk
# that turns, and then reads all of 40,000 young people to find 735 (44 ms in place of 2.5 for the counts of the board).
POSTGRESQL_OPTIONS = {"options": "-c random_page_cost=1.1"}
POSTGRESQL = {"postgresql", "postgres"}


def database_at(url: str | None, sqlite: Path | None) -> dict[str, Any]:
    """Return Django's settings of a database.

    Args:
        url: `postgresql://user:password@host:port/name`; None for SQLite.
        sqlite: the file of the SQLite database; None for one in memory.

    Raises:
        HomeNotUsable: the address is not one of a PostgreSQL database. Its password is not repeated.
    """
    if url is None:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(sqlite) if sqlite else ":memory:",
            "OPTIONS": dict(SQLITE_OPTIONS),
        }
    address = urlsplit(url)
    name = address.path.removeprefix("/")
    if address.scheme not in POSTGRESQL or not name:
        raise HomeNotUsable(
            "The casework database has an address that is not understood. Write it as "
            "postgresql://user:password@host:port/name, in VIDERE_DATABASE_URL or as database_url in settings.yaml."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(name),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": address.hostname or "",
        "PORT": str(address.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(POSTGRESQL_OPTIONS),
    }
