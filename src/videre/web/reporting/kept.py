"""Where a version's material lies in the home, and how it is written and read: tables and steering as they were."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from videre.disclosure.released import Released, read_released
from videre.home.home import Home
from videre.pipeline.reporting import write_whole
from videre.reports.steering import Steering

STEERING = "steering.json"


def folder_of(home: Home, half: str, version: int) -> Path:
    """Return the folder of a version."""
    return home.paths.reports / "half-years" / half / str(version)


def keep_material(folder: Path, tables: Mapping[str, Released], steering: Steering) -> None:
    """Write what a version is made of."""
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_whole(folder / "tables" / f"{name}.json", table.as_json().encode())
    write_whole(folder / STEERING, json.dumps(steering.as_dict(), ensure_ascii=False).encode())


def read_kept_tables(folder: Path) -> dict[str, Released]:
    """Return the tables that a version is made of."""
    return {path.stem: read_released(path.read_text("utf-8")) for path in sorted((folder / "tables").glob("*.json"))}


def read_kept_steering(folder: Path) -> Steering:
    """Return what the steering group's records said when a version was made."""
    return Steering.from_dict(json.loads((folder / STEERING).read_text("utf-8")))


def keep_file(folder: Path, name: str, content: bytes) -> str:
    """Write one form of an approved report and return its SHA-256."""
    write_whole(folder / name, content)
    return hashlib.sha256(content).hexdigest()
