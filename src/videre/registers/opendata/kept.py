"""What was fetched, kept: a dated folder an answer, immutable, with a manifest that says all about it.

Figures are read from these files and from nowhere else, so that what was published can be looked at afterwards, and a
mistake in reading can be mended without asking again.
"""

import hashlib
import shutil
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

import polars as pl
from pydantic import ValidationError

from videre import __version__
from videre.definitions.files import Strict
from videre.definitions.opendata import OpenTable
from videre.domain.refusals import NeedsAttention
from videre.registers.opendata.answers import TERMS, Answer, Form
from videre.registers.opendata.choosing import AskedAxis
from videre.registers.opendata.figures import read_figures
from videre.store.tables import flush

MANIFEST: Final = "manifest.json"
READ_ONLY: Final = 0o400


class FetchedFilesChanged(NeedsAttention):
    """What lies among the fetched files is not what was fetched."""


class KeptFile(Strict):
    """A raw file as it was answered."""

    name: str
    sha256: str
    n_bytes: int


class Manifest(Strict):
    """All about one answer.

    table: the definition by which it was asked for. axes: what was asked for. address, query: what was asked, where.
    published: when the source says it published, as it writes it; None when it does not say.
    fetched: when it was fetched, with its time zone.
    credit, licence: how the source wants to be named, and on what terms it gives its figures.
    form, files: the raw files, in order, and how they are read.
    n_figures: how many figures there are in it. made_by: the version of Videre.
    """

    table: OpenTable
    axes: tuple[AskedAxis, ...]
    address: str
    query: Mapping[str, object]
    published: str | None
    fetched: datetime
    credit: str
    licence: str
    form: Form
    files: tuple[KeptFile, ...]
    n_figures: int
    made_by: str

    @property
    def reported(self) -> date:
        """The day on which the figures were said: that of publication; of fetching, where the source does not say."""
        return day_of(self.published) or self.fetched.date()


class Kept(NamedTuple):
    """One answer that was kept."""

    folder: Path
    manifest: Manifest

    @property
    def name(self) -> str:
        """The name under which its figures are imported."""
        return f"{self.manifest.table.name}-{self.folder.name}.csv"

    def read(self) -> pl.DataFrame:
        """Return the figures, see `read_figures`; raises FetchedFilesChanged when a file is not as it was fetched."""
        for file in self.manifest.files:
            path = self.folder / file.name
            if not path.is_file() or digest(path) != file.sha256:
                raise FetchedFilesChanged(
                    f"{path} is not as it was fetched. Remove the folder {self.folder.name}, and fetch it again."
                )
        m = self.manifest
        paths = [self.folder / file.name for file in m.files]
        return read_figures(m.form, paths, m.table, m.axes, m.reported.year, m.credit)


def day_of(published: str | None) -> date | None:
    """Return the day of an instant as a source writes it, None for what cannot be read."""
    try:
        return datetime.fromisoformat(published or "").date()
    except ValueError:
        return None


def digest(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep_answer(root: Path, table: OpenTable, answer: Answer, fetched: datetime) -> tuple[Kept, bool]:
    """Keep an answer, after reading it once: what cannot be read is not kept.

    Args:
        root: the folder of all that was fetched.
        table: the definition by which it was asked for.
        answer: the raw files, still in a scratch folder.
        fetched: the instant, with its time zone.

    Returns:
        What is kept, and whether it is new; the newest one of the table when that has the same bytes.

    Raises:
        OddAnswer: see `read_figures`.
    """
    terms = TERMS[table.source]
    manifest = Manifest(
        table=table,
        axes=answer.axes,
        address=answer.address,
        query=answer.query,
        published=answer.published,
        fetched=fetched,
        credit=terms.credit_of(table.table, fetched.date()),
        licence=terms.licence,
        form=answer.form,
        files=tuple(KeptFile(name=p.name, sha256=digest(p), n_bytes=p.stat().st_size) for p in answer.parts),
        n_figures=0,
        made_by=__version__,
    )
    rows = read_figures(answer.form, answer.parts, table, answer.axes, manifest.reported.year, manifest.credit)
    manifest = manifest.model_copy(update={"n_figures": len(rows)})
    newest = find_newest(root, table)
    if newest is not None and is_same(newest.manifest, manifest):
        return newest, False
    return write(root / table.source / table.name, answer, manifest), True


def is_same(one: Manifest, other: Manifest) -> bool:
    """Return whether two answers are one: the same bytes, to the same question, published at the same instant."""
    return (one.files, one.query, one.published, one.table) == (other.files, other.query, other.published, other.table)


def write(folder: Path, answer: Answer, manifest: Manifest) -> Kept:
    """Write an answer and its manifest: the folder appears whole or not at all."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = folder / f".{uuid4().hex}"
    unfinished.mkdir(mode=0o700)
    for part in answer.parts:
        shutil.copyfile(part, unfinished / part.name)
    (unfinished / MANIFEST).write_text(manifest.model_dump_json(indent=1), "utf-8")
    for path in unfinished.iterdir():
        path.chmod(READ_ONLY)
        flush(path)
    flush(unfinished)
    content = hashlib.sha256("".join(file.sha256 for file in manifest.files).encode()).hexdigest()
    final = folder / f"{manifest.fetched:%Y-%m-%dT%H%M%S}-{content[:8]}"
    unfinished.rename(final)
    flush(folder)
    return Kept(final, manifest)


def list_kept(root: Path, table: OpenTable) -> list[Kept]:
    """Return what is kept of a table, oldest first; raises FetchedFilesChanged for a manifest that cannot be read."""
    kept = [read_kept(path.parent) for path in (root / table.source / table.name).glob(f"[!.]*/{MANIFEST}")]
    return sorted(kept, key=lambda each: each.manifest.fetched)


def find_newest(root: Path, table: OpenTable) -> Kept | None:
    """Return what was fetched of a table last, None before the first."""
    return next(reversed(list_kept(root, table)), None)


def read_kept(folder: Path) -> Kept:
    """Return what is kept in a folder."""
    try:
        return Kept(folder, Manifest.model_validate_json((folder / MANIFEST).read_bytes()))
    except (ValidationError, OSError):
        raise FetchedFilesChanged(
            f"{folder / MANIFEST} cannot be read. Remove the folder {folder.name}, and fetch it again."
        ) from None
