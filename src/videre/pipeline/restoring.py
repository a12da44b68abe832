"""Restoring a backup: unpacked beside the home, checked, cleared of the erased, and only then put in its place."""

import hashlib
import json
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

from videre.domain.refusals import Refused
from videre.home.home import HOME_FORM, KEYS_SINCE, Home, get_home, writing
from videre.home.paths import HomePaths
from videre.pipeline.backing_up import MANIFEST, PIECE, fingerprint
from videre.pipeline.erasing import Erased, Places, finish_erasing, nowhere
from videre.store.deliveries import Ledger
from videre.store.rewriting import flush_all
from videre.store.tombstones import Tombstones, read_stones, write_stones


class BackupUnusable(Refused):
    """The file is no backup, is not whole, or is of a newer program."""


class KeysMissing(Refused):
    """There are no keys for the home to be restored, or not those under which the backup was made."""


class TombstonesMissing(Refused):
    """The list of the erased is missing, or older than the backup."""


class Restored(NamedTuple):
    """What was restored: the home, the version of its store, what was erased again, and where the former home lies."""

    home: Home
    store_version: int
    erased: Erased
    former: Path | None


def restore(backup: Path, root: Path, keys: Path | None = None, places: Places = nowhere) -> Restored:
    """Restore a backup to where a home is, or shall be.

    The keys and the list of the erased come from the home that is there, or from a folder in which the keys lie with
    `tombstones.json` beside them. The former home is kept beside, to be removed by whoever has looked at the new one.

    Args:
        backup: a file that `videre backup` wrote.
        root: the home's folder.
        keys: the folder with the keys; the home's own when left out.
        places: says of a home what holds persons beside its store.

    Raises:
        BackupUnusable, KeysMissing, TombstonesMissing, HomeIsBusy. The home is then as it was.
    """
    unpacked = HomePaths(root.with_name(root.name + ".restoring"))
    shutil.rmtree(unpacked.root, ignore_errors=True)
    former_paths = HomePaths(root)
    with held(former_paths):
        try:
            manifest = unpack(backup, unpacked)
            bring_keys(unpacked, former_paths, keys, manifest["form"])
            home = get_home(unpacked.root)
            check_belongs(home, manifest)
            erased = finish_erasing(home, places)
            flush_all(unpacked.root)
        except BaseException:
            shutil.rmtree(unpacked.root, ignore_errors=True)
            raise
        former = put_in_place(unpacked.root, root)
    return Restored(get_home(root), Ledger(former_paths.ledger).store_version(), erased, former)


@contextmanager
def held(paths: HomePaths) -> Iterator[None]:
    """Hold the lock of the home that is to be replaced, when there is one."""
    if not paths.stamp.exists():
        yield
        return
    with writing(get_home(paths.root)):
        yield


def unpack(backup: Path, to: HomePaths) -> dict[str, Any]:
    """Unpack a backup into a new folder, each file checked, and return its list; raises BackupUnusable."""
    to.root.mkdir(mode=0o700, parents=True)
    try:
        with tarfile.open(backup, "r:gz") as archive:
            manifest = read_manifest(archive)
            missing = dict(manifest["files"])
            for entry in islice(archive, 1, None):
                expected = missing.pop(entry.name, None)
                if expected is None or not entry.isreg() or is_elsewhere(entry.name):
                    raise BackupUnusable(f"{backup} holds what its list does not name. It was changed; take another.")
                if unpack_file(archive, entry, to.root / entry.name) != expected:
                    raise BackupUnusable(f"{backup} is damaged: {entry.name} is not what was written. Take another.")
    except (tarfile.TarError, EOFError, OSError, ValueError, KeyError, TypeError) as error:
        if isinstance(error, OSError) and error.errno is not None and not isinstance(error, FileNotFoundError):
            raise
        raise BackupUnusable(f"{backup} is no backup that `videre backup` wrote, or is cut off.") from None
    if missing:
        raise BackupUnusable(f"{backup} is cut off: {len(missing)} files are missing. Take another.")
    for folder in (to.keys, to.deliveries, to.store, to.histories, to.released, to.reports, to.definitions):
        folder.mkdir(mode=0o700, exist_ok=True)
    return manifest


def read_manifest(archive: tarfile.TarFile) -> dict[str, Any]:
    """Return the list with which a backup begins; raises BackupUnusable for one of a newer program."""
    first = archive.next()
    file = archive.extractfile(first) if first is not None and first.name == MANIFEST else None
    if file is None:
        raise ValueError(MANIFEST)
    manifest: dict[str, Any] = json.loads(file.read())
    if manifest["form"] > HOME_FORM:
        raise BackupUnusable(
            f"The backup was made by videre {manifest['made_by']}, which is newer. Restore it with that."
        )
    return manifest


def is_elsewhere(name: str) -> bool:
    """Return whether a name in an archive leads out of the folder that it is unpacked to."""
    path = PurePosixPath(name)
    return path.is_absolute() or ".." in path.parts


def unpack_file(archive: tarfile.TarFile, entry: tarfile.TarInfo, to: Path) -> str:
    """Write one file of an archive and return its hash."""
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = archive.extractfile(entry)
    assert source is not None, "a regular file"
    digest = hashlib.sha256()
    with to.open("wb") as file:
        while piece := source.read(PIECE):
            digest.update(piece)
            file.write(piece)
    to.chmod(entry.mode & 0o700)
    return digest.hexdigest()


def bring_keys(unpacked: HomePaths, former: HomePaths, keys: Path | None, form: int) -> None:
    """Copy the keys that a home of a form had, and the list of the erased, to the unpacked home; raises KeysMissing."""
    source = keys if keys is not None else former.keys
    there = [name for name in KEYS_SINCE if (source / f"{name}.key").exists()]
    missing = [name for name, since in KEYS_SINCE.items() if since <= form and name not in there]
    if missing:
        raise KeysMissing(
            f"The keys {', '.join(missing)} are not in {source}. A backup never holds them: name the folder in which "
            "they are kept with --keys."
        )
    for name in there:
        shutil.copyfile(source / f"{name}.key", unpacked.keys / f"{name}.key")
        (unpacked.keys / f"{name}.key").chmod(0o600)
    lists = [former.tombstones, *([keys / former.tombstones.name] if keys is not None else [])]
    stones = {stone.of: stone for path in lists for stone in read_stones(path)}
    if stones:
        write_stones(unpacked.tombstones, stones.values())


def check_belongs(home: Home, manifest: dict[str, Any]) -> None:
    """Raise KeysMissing or TombstonesMissing when keys or list are not those that belong to a backup."""
    if fingerprint(home) != manifest["key"]:
        raise KeysMissing("The keys are not those under which the backup was made. Name the right ones with --keys.")
    if len(Tombstones(home)) < manifest["n_tombstones"]:
        raise TombstonesMissing(
            "The list of the erased is missing or older than the backup: erased persons would come back. Put the "
            "newest tombstones.json beside the keys, and name their folder with --keys."
        )


def put_in_place(unpacked: Path, root: Path) -> Path | None:
    """Put the unpacked home where the home shall be, and return where the former one lies."""
    if not root.exists():
        unpacked.rename(root)
        return None
    if not any(root.iterdir()):
        root.rmdir()
        unpacked.rename(root)
        return None
    number = next(n for n in range(1, 10_000) if not root.with_name(f"{root.name}.before-restore-{n}").exists())
    former = root.with_name(f"{root.name}.before-restore-{number}")
    root.rename(former)
    unpacked.rename(root)
    return former
