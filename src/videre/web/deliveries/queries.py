"""Reading the health of the data as it was last computed. A page asks no rule: that takes seconds."""

from functools import lru_cache
from pathlib import Path

from videre.registers.quality.health import DataHealth, read_data_health
from videre.store.deliveries import Ledger
from videre.web.installation import current_home


def find_health() -> DataHealth | None:
    """Return the health of the data as last computed, or None where it has never been."""
    path = current_home().paths.data_health
    try:
        written = path.stat()
    except FileNotFoundError:
        return None
    return read_file(path, written.st_mtime_ns, written.st_size)


def count_deliveries_since(health: DataHealth) -> int:
    """Return how many deliveries and erasures the home has had since its health was computed."""
    ledger = current_home().paths.ledger
    return Ledger(ledger).store_version() - health.store_version if ledger.exists() else 0


@lru_cache(maxsize=2)
def read_file(path: Path, _written_ns: int, _n_bytes: int) -> DataHealth:
    """Return what is kept in a file that was written at a time: the time and the size tell a new one."""
    return read_data_health(path.read_text("utf-8"))
