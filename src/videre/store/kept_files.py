"""Delivered files, kept as they came: a folder a delivery, immutable, beside the list of what was set aside."""

import shutil
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from videre.home.paths import HomePaths
from videre.store.deliveries import Delivery
from videre.store.pseudonyms import without_cprs
from videre.store.tables import flush

READ_ONLY = 0o400
SET_ASIDE = "set-aside.csv"
LACKING = "lacking.txt"  # what a published table lacks, a sentence a line
HOW_READ = "how-read.json"  # by which mapping, and with which day of report
OURS = {SET_ASIDE, LACKING, HOW_READ}


def name_to_keep(file: Path) -> str:
    """Return the name under which a file is kept and spoken of: some send files named after a person's number."""
    name = without_cprs(file.name)
    return f"delivered-{name}" if name in OURS else name


def keep_delivery(paths: HomePaths, sequence: int, files: Mapping[str, bytes | Path]) -> Path:
    """Write the files of a delivery to its folder and return it; they are there whole or not at all.

    What is a path is copied, a piece at a time.

    What a killed import left under the same sequence was never named by the ledger, and is removed.
    """
    folder = paths.deliveries / str(sequence)
    unfinished = paths.deliveries / f"{sequence}.unfinished"
    for left_over in (folder, unfinished):
        shutil.rmtree(left_over, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    for name, content in files.items():
        path = unfinished / name
        if isinstance(content, Path):
            shutil.copyfile(content, path)
        else:
            path.write_bytes(content)
        path.chmod(READ_ONLY)
        flush(path)
    flush(unfinished)
    unfinished.rename(folder)
    flush(paths.deliveries)
    return folder


def lacking_of(paths: HomePaths, sequence: int) -> tuple[str, ...]:
    """Return what the published table of a delivery lacked when it was taken in; nothing for most."""
    path = paths.deliveries / str(sequence) / LACKING
    return tuple(path.read_text("utf-8").splitlines()) if path.exists() else ()


def remove_files_after(paths: HomePaths, deliveries: Iterable[Delivery], n_months: int, day: date) -> int:
    """Remove what was kept of deliveries that were imported so many months ago, and return of how many.

    The folder stays, empty: it says that the files were removed, not lost. The home is locked.
    """
    n_removed = 0
    for delivery in deliveries:
        folder = paths.deliveries / str(delivery.sequence)
        is_old = months_between(delivery.imported_on, day) >= n_months
        if is_old and folder.exists() and any(folder.iterdir()):
            for file in folder.iterdir():
                file.unlink()
            flush(folder)
            n_removed += 1
    return n_removed


def months_between(first: date, second: date) -> int:
    """Return how many whole months lie between two days: from 31 January to 28 February is none."""
    return (second.year - first.year) * 12 + second.month - first.month - (second.day < first.day)
