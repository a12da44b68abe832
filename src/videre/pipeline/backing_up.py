"""Backing a home up into one file: everything but the keys, the list of the erased, and what can be made again.

The home is locked while it is read, so that store and ledger belong together; databases are copied by SQLite itself.
The file begins with a list of what is in it and the hash of each, so that a restore knows whether it is whole.
"""

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from videre import __version__
from videre.domain.refusals import Refused
from videre.home.home import HOME_FORM, Home, today, writing
from videre.store.deliveries import Ledger
from videre.store.tombstones import Tombstones

Progress = Callable[[int, int], None]  # done, of how many

MANIFEST = "backup.json"
LEFT_OUT = {
    "keys": "secret; kept elsewhere",
    "tombstones.json": "an old backup must not bring an older list of the erased",
    "tombstones.json.unfinished": "the same",
    "writer.lock": "belongs to the running home",
    "histories": "made again from the store",
    "static": "made again",
    "archive": "packages that wait for the archive's receipt are written again from the database",
    "suppliers": "a demonstration's made-up suppliers; what was imported of them is kept as deliveries",
}
SIDE_FILES = ("-wal", "-shm", "-journal")  # of a database in use; its copy has what they say
COMPRESSION = 1  # files of numbers: half the size at a tenth of the time that the best takes
PIECE = 1024 * 1024


class BackupExists(Refused):
    """There is a file already where the backup was to be written."""


class BackedUp(NamedTuple):
    """What was backed up."""

    path: Path
    n_files: int
    n_bytes: int
    store_version: int


def back_up(home: Home, to: Path, progress: Progress | None = None) -> BackedUp:
    """Write a backup of a home to a file (`.tar.gz`), whole or not at all.

    Raises:
        BackupExists, HomeIsBusy, DiskFull.
    """
    if to.exists():
        raise BackupExists(f"{to} exists already. Choose another name; a backup is never written over another.")
    unfinished = to.with_name(to.name + ".unfinished")
    with writing(home):
        try:
            done = write_archive(home, unfinished, progress or (lambda _done, _of: None))
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        unfinished.replace(to)
    return done._replace(path=to)


def write_archive(home: Home, to: Path, progress: Progress) -> BackedUp:
    """Write the archive; the home is locked."""
    files = list(list_files(home))
    version = Ledger(home.paths.ledger).store_version()
    with tempfile.TemporaryDirectory(dir=to.parent) as folder:
        sources = {name: copy_of(path, Path(folder)) for name, path in files}
        hashes = {name: hash_of(path) for name, path in sources.items()}
        manifest = {
            "form": HOME_FORM,
            "made_by": __version__,
            "made_on": today(home).isoformat(),
            "store_version": version,
            "key": fingerprint(home),
            "n_tombstones": len(Tombstones(home)),
            "files": hashes,
        }
        descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz", compresslevel=COMPRESSION) as archive:
                add(archive, MANIFEST, json.dumps(manifest, indent=0).encode())
                for done, (name, path) in enumerate(sources.items(), start=1):
                    archive.add(path, name, recursive=False)
                    progress(done, len(sources))
            file.flush()
            os.fsync(file.fileno())
    return BackedUp(to, len(files), to.stat().st_size, version)


def list_files(home: Home) -> Iterator[tuple[str, Path]]:
    """Yield every file of a home that belongs in a backup, by its path below the home, in order."""
    root = home.paths.root
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root)
        if path.is_file() and name.parts[0] not in LEFT_OUT and not path.name.endswith((*SIDE_FILES, ".unfinished")):
            yield name.as_posix(), path


def copy_of(path: Path, folder: Path) -> Path:
    """Return a path, or of a database that others may be writing to a copy that holds together."""
    if path.suffix != ".sqlite":
        return path
    copy = folder / path.name
    with closing(sqlite3.connect(path, timeout=20)) as there, closing(sqlite3.connect(copy)) as here:
        there.backup(here)
    copy.chmod(0o600)
    return copy


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def fingerprint(home: Home) -> str:
    """Return a hash of the pseudonym key: tells whether a home has the key that a backup was made under."""
    return hashlib.blake2b(home.key("pseudonym"), digest_size=16, person=b"fingerprint").hexdigest()


def add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    """Add a file that is not on the disk to an archive."""
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = len(content), 0o600
    archive.addfile(entry, io.BytesIO(content))
