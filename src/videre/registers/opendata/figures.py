"""From cells with a source's codes to rows of the register of official figures."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import polars as pl

from videre.definitions.opendata import Axis, OpenTable
from videre.registers.json_stat import VALUE
from videre.registers.opendata.answers import Form
from videre.registers.opendata.cells import read_bulk, read_jsonstat
from videre.registers.opendata.choosing import AskedAxis
from videre.registers.opendata.contents import OddAnswer
from videre.registers.opendata.jobindsats import read_tables
from videre.registers.opendata.periods import find_period
from videre.registers.opendata.uddannelsesstatistik import read_pages

COLUMNS = ("indicator", "cohort", "horizon", "area", "group", "value", "published", "source")
KEY = ["indicator", "cohort", "area", "group"]

Reader = Callable[[Sequence[Path], OpenTable, Sequence[AskedAxis], str], pl.DataFrame]

READERS: dict[Form, Reader] = {
    "jsonstat": lambda parts, _table, axes, where: read_jsonstat(parts[0], axes, where),
    "bulk": lambda parts, _table, axes, where: read_bulk(parts[0], axes, where),
    "uddannelsesstatistik": read_pages,
    "jobindsats": read_tables,
}


def read_figures(
    form: Form, parts: Sequence[Path], table: OpenTable, axes: Sequence[AskedAxis], published_year: int, credit: str
) -> pl.DataFrame:
    """Return what raw answers say, as rows of the register of official figures: text, sorted, one a key.

    Args:
        form: how the raw files are to be read. parts: the raw files.
        table: the definition by which they were asked for. axes: what was asked for.
        published_year: the year of publication, which is part of a figure's key.
        credit: how the source wants to be named; stands in every row.

    Returns:
        COLUMNS. What is not published is no row.

    Raises:
        OddAnswer: the answer is not what was asked for.
    """
    cells = READERS[form](parts, table, axes, table.table)
    if cells.is_empty():
        raise OddAnswer(f"{table.table} answers without a single figure. Nothing was kept; try again later.")
    area = next(axis for axis in axes if axis.name == table.area.axis)
    rows = cells.select(
        indicator=indicator_of(table),
        cohort=periods_of(cells[table.time.axis], table),
        horizon=pl.lit(""),
        area=pl.col(area.name).replace_strict(area.codes, return_dtype=pl.String),
        group=group_of(table, axes),
        value=pl.Series([number_text(value) for value in cells[VALUE]], dtype=pl.String),
        published=pl.lit(str(published_year)),
        source=pl.lit(credit),
    ).sort(KEY)
    if rows.select(KEY).is_duplicated().any():
        raise OddAnswer(f"{table.table} answers with two figures of the same. Nothing was kept; try again.")
    return rows


def indicator_of(table: OpenTable) -> pl.Expr:
    """Return the indicator of each cell."""
    if isinstance(table.indicator, str):
        return pl.lit(table.indicator)
    words = {code: table.indicator.word(code) for code in table.indicator.codes}
    return pl.col(table.indicator.axis or "").replace_strict(words, return_dtype=pl.String)


def periods_of(codes: pl.Series, table: OpenTable) -> pl.Expr:
    """Return the period of each cell as `official_figures` writes it; raises OddAnswer for what is none."""
    words = {code: find_period(code, table.time.form) for code in codes.unique()}
    if None in words.values():
        raise OddAnswer(f"{table.table} answers with periods of another form than {table.time.form}. Nothing was kept.")
    return pl.col(table.time.axis).replace_strict(words, return_dtype=pl.String)


def group_of(table: OpenTable, axes: Sequence[AskedAxis]) -> pl.Expr:
    """Return the group of each cell, `sex=K,age=17`; empty for all together."""
    parts = [pl.lit("")]
    for name, axis in table.groups.items():
        column = column_of(axis, axes)
        words = {code: f",{name}={axis.word(code)}" if axis.word(code) else "" for code in axis.codes}
        asked = next(each for each in axes if each.name == column)
        said = {code: words[code if code in words else text] for code, text in asked.codes.items()}
        parts.append(pl.col(column).replace_strict(said, return_dtype=pl.String))
    return pl.concat_str(parts).str.strip_prefix(",")


def column_of(axis: Axis, axes: Sequence[AskedAxis]) -> str:
    """Return the column of an axis: by the source's own name, or as the connector found it by its title."""
    if axis.axis is not None:
        return axis.axis
    return next(each.name for each in axes if set(each.codes.values()) == set(axis.codes))


def number_text(value: float) -> str:
    """Return a number as text without an exponent.

    >>> number_text(426.0), number_text(0.073), number_text(1e-07)
    ('426', '0.073', '0.0000001')
    """
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
