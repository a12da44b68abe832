"""Reading released tables. A file is read once for each time it is written."""

from functools import lru_cache
from pathlib import Path

from videre.disclosure.released import Released, read_released
from videre.web.installation import current_home


def find_table(name: str) -> Released | None:
    """Return a released table by its name in the catalogue, or None where it has not been released."""
    path = current_home().paths.released / f"{name}.json"
    try:
        written = path.stat()
    except FileNotFoundError:
        return None
    return read_table(path, written.st_mtime_ns, written.st_size)


def list_table_names() -> tuple[str, ...]:
    """Return the names of all released tables, sorted."""
    return tuple(sorted(path.stem for path in current_home().paths.released.glob("*.json")))


@lru_cache(maxsize=128)
def read_table(path: Path, _written_ns: int, _n_bytes: int) -> Released:
    """Return the table in a file that was written at a time: the time and the size tell a new one."""
    return read_released(path.read_text("utf-8"))
