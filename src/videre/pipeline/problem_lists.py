"""The lists for whoever can mend: one file a sender, to be opened in a spreadsheet and sent on."""

import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from videre.domain.refusals import Refused
from videre.pipeline.checking import Checked

COLUMNS = ("severity", "register", "file", "row", "place", "column", "rule", "da", "en", "delivery")
LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # by which a spreadsheet sees that the file is UTF-8
STARTS_A_FORMULA = r"^[=+\-@\t\r]"  # a spreadsheet would compute it; names of files and columns are others'


class CannotWrite(Refused):
    """The lists cannot be written where they were asked for."""


def write_lists(checked: Checked, folder: Path) -> list[Path]:
    """Write a list of problems for each sender who has delivered, and return the files, by the senders' names.

    A sender with nothing to mend gets a list without rows, so that no list of an earlier day stays behind. Each is
    written whole or not at all: CSV with semicolons, UTF-8 with a byte-order mark.

    Raises:
        CannotWrite: the folder cannot be made or written to.
    """
    files = [folder / f"{name}.csv" for name in file_names(checked.senders)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sender, file in zip(checked.senders, files, strict=True):
            unfinished = file.with_suffix(".unfinished")
            text = list_of(checked.problems, sender).write_csv(separator=";")
            unfinished.write_bytes(BYTE_ORDER_MARK + text.encode())
            unfinished.replace(file)
    except OSError:
        raise CannotWrite(f"The lists cannot be written to {folder}. Name another folder with --out.") from None
    return files


def list_of(problems: pl.DataFrame, sender: str) -> pl.DataFrame:
    """Return the list of one sender."""
    own = problems.filter(pl.col("sender") == sender).select(COLUMNS)
    return own.with_columns(pl.col(pl.String).str.replace(STARTS_A_FORMULA, "'${0}").replace("", None))


def file_names(senders: Sequence[str]) -> list[str]:
    """Return for each sender a name of a file that no other has: small letters, digits and hyphens.

    >>> file_names(["UU Vestegnen", "Prøvesystemet", "uu-vestegnen"])
    ['uu-vestegnen', 'proevesystemet', 'uu-vestegnen-2']
    """
    names: list[str] = []
    for sender in senders:
        plain = re.sub("[^a-z0-9]+", "-", sender.lower().translate(LETTERS)).strip("-") or "sender"
        others = sum(re.fullmatch(f"{re.escape(plain)}(-[0-9]+)?", name) is not None for name in names)
        names.append(f"{plain}-{others + 1}" if others else plain)
    return names
