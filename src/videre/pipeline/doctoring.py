"""Examining a home: whether everything is there and belongs together, and what to do where it does not."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from deltalake import DeltaTable
from deltalake.exceptions import DeltaError

from videre.domain.refusals import NeedsAttention, Refused
from videre.home.home import KEYS, Home, get_home
from videre.measures.compiled import cache_folder
from videre.store.deliveries import Ledger
from videre.store.tombstones import Tombstones

OTHERS = 0o077
LEAST_ROOM_BYTES = 1024**3  # a delivery of a country's month of work takes some 600 MB with its file
TIDIED = "The next import, or `videre erase --finish`, tidies it up."


class Finding(NamedTuple):
    """One thing that was found.

    place: where. what: what is the matter. do: what to do about it.
    needs_attention: whether somebody must do it; else it is only worth knowing.
    """

    place: str
    what: str
    do: str
    needs_attention: bool


def examine(root: Path) -> list[Finding]:
    """Return what is to be said of the home at a folder, what needs attention first; empty when all is well.

    Nothing is changed, but that a home of an earlier form is upgraded when it is opened.

    Raises:
        NoHome.
    """
    try:
        home = get_home(root)
    except NeedsAttention as refusal:
        return [Finding(str(root), str(refusal), "See there; nothing else was examined.", needs_attention=True)]
    found = [finding for check in CHECKS for finding in check(home)]
    return sorted(found, key=lambda finding: not finding.needs_attention)


def check_keys(home: Home) -> Iterator[Finding]:
    """Find keys that are missing, or that others may read."""
    for path in (home.paths.root, home.paths.keys, *(home.paths.keys / f"{name}.key" for name in KEYS)):
        if not path.exists():
            yield Finding(
                str(path), "is missing", "Put it back from where the keys are kept. Do not make a new one.", True
            )
        elif path.stat().st_mode & OTHERS:
            mode = "700" if path.is_dir() else "600"
            yield Finding(
                str(path), "may be read by others than its owner", f"chmod {mode} {path}", needs_attention=True
            )


def check_databases(home: Home) -> Iterator[Finding]:
    """Find databases that SQLite calls damaged."""
    for path in (home.paths.ledger, home.paths.figures, home.paths.casework):
        if not is_sound(path):
            yield Finding(str(path), "is damaged", "Restore a backup with `videre restore`.", needs_attention=True)


def is_sound(path: Path) -> bool:
    """Return whether SQLite finds nothing wrong with a database; one that is not there yet is sound."""
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(path, timeout=20)) as connection:
            return bool(connection.execute("PRAGMA quick_check").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def check_store(home: Home) -> Iterator[Finding]:
    """Find tables that are not what the ledger names, and what lies in the store that it does not name."""
    if not is_sound(home.paths.ledger):  # said already
        return
    ledger = Ledger(home.paths.ledger)
    folders = {}
    for register, version in ledger.table_versions().items():
        folder = home.paths.store / ledger.table_folder(register)
        folders[folder.name] = register
        yield from check_table(folder, register, version)
    for path in home.paths.store.iterdir():
        if path.name not in folders:
            yield Finding(str(path), "is not named by the ledger: a killed process left it", TIDIED, False)


def check_table(folder: Path, register: str, version: int) -> Iterator[Finding]:
    """Find what is wrong with one table."""
    damaged = f"lacks what the ledger names (version {version} of {register})"
    try:
        files = DeltaTable(folder, version=version).file_uris()
        newest = DeltaTable(folder).version()
    except (DeltaError, OSError, ValueError):
        yield Finding(str(folder), damaged, "Restore a backup with `videre restore`.", needs_attention=True)
        return
    if any(not Path(file).exists() for file in files):
        yield Finding(str(folder), damaged, "Restore a backup with `videre restore`.", needs_attention=True)
    elif newest != version or {Path(file).name for file in files} != {path.name for path in folder.glob("*.parquet")}:
        yield Finding(str(folder), "holds more than the ledger names: an import was killed", TIDIED, False)


def check_deliveries(home: Home) -> Iterator[Finding]:
    """Find delivered files that are lost, and what a killed import left."""
    if not is_sound(home.paths.ledger):
        return
    named = {str(delivery.sequence) for delivery in Ledger(home.paths.ledger).deliveries()}
    there = {path.name for path in home.paths.deliveries.iterdir()}
    for name in sorted(named - there, key=int):
        lost = "is lost; its rows are in the store"
        yield Finding(
            str(home.paths.deliveries / name), lost, "Put the folder back from a backup.", needs_attention=True
        )
    for name in sorted(there - named):
        yield Finding(
            str(home.paths.deliveries / name), "is not named by the ledger: an import was killed", TIDIED, False
        )


def check_left_over(home: Home) -> Iterator[Finding]:
    """Find files that a killed process was writing."""
    for path in home.paths.root.rglob("*.unfinished"):
        if home.paths.deliveries not in path.parents:
            yield Finding(str(path), "was being written when a process was killed", "Remove it.", needs_attention=False)


def check_erasures(home: Home) -> Iterator[Finding]:
    """Find erasures that were interrupted, and a second place for tombstones that cannot be reached."""
    copy = home.settings.tombstones_copy
    if copy is not None and not Path(copy).parent.is_dir():
        yield Finding(copy, "cannot be reached: nobody can be erased", "Mount it, or change settings.yaml.", True)
    try:
        pending = Tombstones(home).pending()
    except (Refused, FileNotFoundError) as error:
        yield Finding(str(home.paths.tombstones), "cannot be read", str(error), needs_attention=True)
        return
    if pending:
        yield Finding(
            str(home.paths.tombstones),
            "says that an erasure was interrupted",
            "videre erase --finish",
            needs_attention=True,
        )


def check_room(home: Home) -> Iterator[Finding]:
    """Find a disk with too little room for the next deliveries and for erasing, which writes the store anew."""
    store = sum(path.stat().st_size for path in home.paths.store.rglob("*") if path.is_file())
    free = shutil.disk_usage(home.paths.root).free
    wanted = max(LEAST_ROOM_BYTES, 2 * store)
    if free < wanted:
        what = f"has {free / 1e6:,.0f} MB free; deliveries and erasing want {wanted / 1e6:,.0f} MB"
        yield Finding(str(home.paths.root), what, "Make room, or move the home.", needs_attention=True)


def check_compiled(_home: Home) -> Iterator[Finding]:
    """Find that the folds of this version were not compiled, or that their place cannot be written to."""
    folder = cache_folder()
    if not folder.exists():
        parent = next(path for path in folder.parents if path.exists())
        if os.access(parent, os.W_OK):
            yield Finding(str(folder), "is not there: the first figure waits for compiling", "videre compile", False)
        else:
            what = "cannot be made: every command compiles anew, half a minute each"
            yield Finding(str(folder), what, "Set XDG_CACHE_HOME to a folder that can be written to.", True)
    others = [path for path in folder.parent.glob("folds-*") if path != folder]
    if others:
        yield Finding(
            str(folder.parent), f"holds compiled folds of {len(others)} other versions", "Remove them.", False
        )


CHECKS: tuple[Callable[[Home], Iterator[Finding]], ...] = (
    check_keys,
    check_databases,
    check_store,
    check_deliveries,
    check_left_over,
    check_erasures,
    check_room,
    check_compiled,
)
