"""Asking a server on this machine: clients that wait for nobody, and homes to fetch into."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.registers.opendata.server import SECRET, Source

from videre.definitions.opendata import SourceName
from videre.home.home import Home
from videre.pipeline.fetching import Fetched, fetch
from videre.registers.opendata.access_keys import AccessKey
from videre.registers.opendata.addresses import Door
from videre.registers.opendata.client import Client, Patience

NOON = datetime(2015, 9, 1, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
Slept = list[float]


def client_at(source: Source, patience: Patience | None = None, slept: Slept | None = None) -> Client:
    """Return a client of a server; how long it would have slept is written down."""
    naps = slept if slept is not None else []
    return Client(
        Door("127.0.0.1", "http", source.port, is_public=False),
        AccessKey(SECRET),
        patience=patience or Patience(step=5),
        sleep=naps.append,
    )


def fetch_from(
    source: Source, home: Home, name: SourceName, *tables: str, at: datetime = NOON, again: bool = False
) -> list[Fetched]:
    """Fetch tables from a server into a home."""
    return fetch(home, name, tables, at=at, find_client=lambda _name: client_at(source), again=again)


def kept_files(home: Home) -> dict[str, bytes]:
    """Return every file that was kept, by its path; what is only remembered is left out."""
    root = home.paths.fetched
    files = (path for path in root.rglob("*") if path.is_file() and "remembered" not in path.parts)
    return {str(path.relative_to(root)): path.read_bytes() for path in files}
