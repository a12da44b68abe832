"""Statbank's two forms as cells: a column of codes for each axis that was asked for, and the value."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import polars as pl

from videre.domain.refusals import Refused
from videre.registers.json_stat import VALUE, read_cube
from videre.registers.opendata.choosing import AskedAxis, listed, plain
from videre.registers.opendata.contents import BYTE_ORDER_MARK, OddAnswer, text_of
from videre.registers.opendata.numbers_in_text import plain_numbers

CONTENT: Final = "indhold"  # what Statbank calls the column of values
CHANGED: Final = "Nothing was kept; try again, and look for a newer version of Videre if it stays so."


def read_jsonstat(path: Path, axes: Sequence[AskedAxis], where: str) -> pl.DataFrame:
    """Return the cells of a JSON-stat answer that have a value, in whatever order its dimensions come.

    A dimension that was not asked for may have one code only: Statbank adds what the numbers count (ContentsCode).

    Raises:
        OddAnswer: it is no JSON-stat, has not as many values as its dimensions say, or other dimensions and codes than
            were asked for.
    """
    content = path.read_bytes()
    text_of(content, where)
    try:
        columns = read_cube(io.BytesIO(content)).columns
    except Refused as odd:
        raise OddAnswer(f"{where} answers with something else than the table that was asked for: {odd}") from None
    names = {axis.name for axis in axes}
    beside = [name for name in columns if name not in names | {VALUE} and len(set(columns[name])) > 1]
    if not names <= set(columns) or beside:
        raise OddAnswer(
            f"{where} answers with the dimensions {listed(name for name in columns if name != VALUE)}; asked for were "
            f"{listed(axis.name for axis in axes)}. {CHANGED}"
        )
    cells = pl.DataFrame({axis.name: columns[axis.name] for axis in axes}, schema_overrides=texts(axes)).with_columns(
        pl.Series(VALUE, [float(value) for value in columns[VALUE]], dtype=pl.Float64)
    )
    for axis in axes:
        check_codes(set(cells[axis.name].unique()), axis, where)
    if not cells[VALUE].is_finite().all():
        raise OddAnswer(f"{where} answers with values that are no numbers. {CHANGED}")
    return cells


def read_bulk(path: Path, axes: Sequence[AskedAxis], where: str) -> pl.DataFrame:
    """Return the cells of a BULK answer that have a value.

    Args:
        path: the raw file.
        axes: as they were asked for. The file may name a variable by its code or its title, in any case, and a code by
            itself or its text.
        where: what was asked, for the refusal.

    Raises:
        OddAnswer: it is another kind of answer, breaks off, or holds codes that were not asked for, or not all that
            were.
    """
    check_start_and_end(path, where)
    try:
        frame = pl.read_csv(path, separator=";", infer_schema=False)
    except (pl.exceptions.PolarsError, UnicodeDecodeError):
        raise OddAnswer(f"{where} answers with a table that cannot be read. {CHANGED}") from None
    cells = with_codes(frame, axes, where)
    for axis in axes:
        missing = set(axis.codes) - set(cells[axis.name].unique())
        if missing:
            raise OddAnswer(f"{where} answers without {listed(sorted(missing))} of {axis.name}. {CHANGED}")
    return cells.drop_nulls(VALUE)


def check_start_and_end(path: Path, where: str) -> None:
    """Raise OddAnswer for a file that is no CSV from its first line, or whose last line has no end."""
    with path.open("rb") as file:
        start = file.readline(4096).removeprefix(BYTE_ORDER_MARK).strip()
        file.seek(0, io.SEEK_END)
        file.seek(max(0, file.tell() - 1))
        end = file.read()
    if not start:
        raise OddAnswer(f"{where} answers with nothing. Try again later.")
    if not start.lower().endswith(b";" + CONTENT.encode()):
        raise OddAnswer(f"{where} answers with something else than a table. Try again later.")
    if end != b"\n":
        raise OddAnswer(f"{where} gives an answer that breaks off. Nothing was kept; try again.")


def with_codes(frame: pl.DataFrame, axes: Sequence[AskedAxis], where: str) -> pl.DataFrame:
    """Return a table of texts with a column of codes for each axis, and the value; raises OddAnswer."""
    *names, content = frame.columns
    by_name = {plain(word): axis for axis in axes for word in (axis.title, axis.name)}
    found = [by_name.get(plain(name)) for name in names]
    if plain(content) != CONTENT or None in found or len({axis.name for axis in found if axis}) != len(axes):
        raise OddAnswer(
            f"{where} answers with the columns {listed(frame.columns)}; asked for were "
            f"{listed(axis.name for axis in axes)}. {CHANGED}"
        )
    number, is_other = plain_numbers(content)
    codes = [code_of(name, axis).alias(axis.name) for name, axis in zip(names, found, strict=True) if axis is not None]
    cells = frame.select(*codes, number.alias(VALUE), is_other.alias("other"))
    for axis in axes:
        if cells[axis.name].has_nulls():
            raise OddAnswer(f"{where} answers with codes of {axis.name} that were not asked for. {CHANGED}")
    if cells["other"].any():
        raise OddAnswer(f"{where} answers with values that are no numbers. {CHANGED}")
    return cells.drop("other")


def code_of(column: str, axis: AskedAxis) -> pl.Expr:
    """Return the codes of a column in which codes or their texts stand, null for what is neither."""
    words = {**{text: code for code, text in axis.codes.items()}, **{code: code for code in axis.codes}}
    text = pl.col(column).str.strip_chars()
    return text.replace_strict(list(words), list(words.values()), default=None, return_dtype=pl.String)


def check_codes(found: set[str], axis: AskedAxis, where: str) -> None:
    """Raise OddAnswer for codes that were not asked for."""
    if found - set(axis.codes):
        raise OddAnswer(f"{where} answers with codes of {axis.name} that were not asked for. {CHANGED}")


def texts(axes: Sequence[AskedAxis]) -> dict[str, pl.DataType]:
    """Return the types of the columns of codes."""
    return {axis.name: pl.String() for axis in axes}
