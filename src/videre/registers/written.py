"""From what a supplier wrote to canonical text: columns joined, codes translated, by the list of the day."""

from collections.abc import Mapping as MappingOf
from typing import NamedTuple

import polars as pl

from videre.definitions.mapping import CodesByDate, ColumnSource
from videre.registers.schema import Register
from videre.registers.values import typed

UNMAPPED = "\ufffd"  # stands for a supplier's code that the mapping does not know; strict decoding never gives it
JOINED_BY = ","


class Source(NamedTuple):
    """Where a canonical column comes from, and how it is written there.

    places: of the supplier's columns; none for a constant.
    label: what the column is called in the file.
    """

    places: tuple[int, ...]
    written: ColumnSource
    label: str


Sources = MappingOf[str, Source]


def text_of(register: Register, name: str, sources: Sources, *, has_cells: bool) -> pl.Expr:
    """Return the canonical text of a column: null where nothing stands, UNMAPPED where nobody knows what it means.

    Args:
        register: the register.
        name: the canonical column.
        sources: where each column of the file comes from; a column that is not there is empty.
        has_cells: whether the file is a spreadsheet (`videre.registers.values.typed`).
    """
    source = sources.get(name)
    if source is None:
        return pl.lit(None, dtype=pl.String)
    written = source.written
    text = as_it_stands(source)
    if written.pad:
        text = text.str.zfill(written.pad)
    if written.patterns is not None:
        text = by_pattern(text, written.patterns)
    if written.codes is not None:
        return by_code(text, written.codes)
    if written.codes_by_date is not None:
        day = written.codes_by_date.column
        decides = typed(
            register.column(day),
            text_of(register, day, sources, has_cells=has_cells),
            sources[day].written,
            has_cells=has_cells,
        )
        return by_date(text, decides, written.codes_by_date)
    return text


def as_it_stands(source: Source) -> pl.Expr:
    """Return what the supplier wrote: a constant, one column, or several with commas between."""
    if not source.places:
        return pl.lit(source.written.constant, dtype=pl.String)
    if len(source.places) == 1:
        return pl.col(str(source.places[0]))
    columns = [pl.col(str(place)) for place in source.places]
    says_something = pl.any_horizontal(column.is_not_null() for column in columns)
    return pl.when(says_something).then(
        pl.concat_str(*(column.fill_null("") for column in columns), separator=JOINED_BY)
    )


def by_pattern(text: pl.Expr, patterns: MappingOf[str, str]) -> pl.Expr:
    """Return a text rewritten by the first pattern that fits the whole of it; null where nothing stands instead."""
    found: pl.Expr = pl.when(text.is_not_null()).then(pl.lit(UNMAPPED))
    for pattern, instead in reversed(list(patterns.items())):
        whole = whole_text(pattern)
        found = pl.when(text.str.contains(whole)).then(text.str.replace(whole, instead)).otherwise(found)
    return pl.when(found != "").then(found)


def whole_text(pattern: str) -> str:
    """Return a regular expression that fits only a whole text."""
    return rf"\A(?:{pattern})\z"


def by_code(text: pl.Expr, codes: MappingOf[str, str]) -> pl.Expr:
    """Return codes in the register's own words; null for one that means nothing."""
    known = text.fill_null("").replace_strict(
        list(codes), list(codes.values()), default=UNMAPPED, return_dtype=pl.String
    )
    left_out = text.is_null() if "" not in codes else pl.lit(value=False)
    return pl.when(~left_out & (known != "")).then(known)


def by_date(text: pl.Expr, day: pl.Expr, lists: CodesByDate) -> pl.Expr:
    """Return codes by the list of each row's own day. Without a day, or on one that has no list, none is known."""
    found: pl.Expr = pl.when(text.is_not_null()).then(pl.lit(UNMAPPED))
    for period in lists.periods:
        holds = (day >= period.since) & (day < period.until)
        meant = text if period.codes is None else by_code(text, period.codes)
        found = pl.when(holds).then(meant).otherwise(found)
    return found
