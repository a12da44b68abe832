"""Dirty rows, as suppliers' systems make them: each a damaged copy of a good row, or a good row twice."""

from typing import NamedTuple

import numpy as np
import polars as pl

from videre.definitions.mapping import Mapping
from videre.synth.told.suppliers import ISO, REPORTED, Delivery, as_supplier_writes

NO_CODE = "X9"
NO_MONTH = "13"
DUPLICATE = "duplicate_row"
YEARS_BEFORE = 2


class DirtyRow(NamedTuple):
    """One dirty row: its number in the file as a person counts (headings included), the rule it breaks, the column."""

    file: str
    row: int
    rule: str
    column: str


def spoil(
    stream: np.random.Generator, rows: pl.DataFrame, mapping: Mapping, delivery: Delivery, per_thousand: float
) -> tuple[pl.DataFrame, list[DirtyRow]]:
    """Return a supplier's text with dirty rows among the good ones, and which they are.

    A damaged copy stands before the good row and is dated the day before: the sender found the mistake and sent the row
    again. A duplicate stands after. So no good row is lost, and what comes out of the registers is the truth.

    Args:
        stream: where the rows to spoil are drawn from.
        rows: canonical rows, as for `as_supplier_writes`.
        mapping: the supplier's form.
        delivery: the supplier's habits; `spoils` says which kinds of dirt.
        per_thousand: dirty rows for each thousand good ones.
    """
    text = as_supplier_writes(rows, mapping, delivery)
    n_dirty = round(len(rows) * per_thousand / 1000)
    if not delivery.spoils or n_dirty == 0:
        return text, []
    chosen = np.sort(stream.choice(len(rows), size=n_dirty, replace=False))
    no_rule = pl.lit(None, dtype=pl.String)
    pieces = [text.with_columns(place=2 * pl.int_range(pl.len(), dtype=pl.Int64), rule=no_rule, column=no_rule)]
    for place, rule in enumerate(delivery.spoils):
        pieces.append(copies_by_rule(rule, chosen[place :: len(delivery.spoils)], rows, text, mapping, delivery))
    placed = pl.concat(pieces).sort("place", maintain_order=True)
    first_row = mapping.file.heading_lines + 2  # numbered from 1, under the headings and the names
    numbered = placed.with_row_index("row", first_row).filter(pl.col("rule").is_not_null())
    dirty = [DirtyRow(delivery.file, *row) for row in numbered.select("row", "rule", "column").iter_rows()]
    return placed.drop("place", "rule", "column"), dirty


def copies_by_rule(
    rule: str, chosen: np.ndarray, rows: pl.DataFrame, text: pl.DataFrame, mapping: Mapping, delivery: Delivery
) -> pl.DataFrame:
    """Return copies of the chosen rows that break a rule, with where they stand, the rule and the canonical column."""
    if rule == DUPLICATE:
        return with_place(text[chosen], 2 * chosen + 1, rule, "")
    if rule == "stop_before_start":
        chosen = chosen[rows["stop"].is_not_null().to_numpy()[chosen]]
    day_before = rows[chosen].with_columns(pl.col(REPORTED).dt.offset_by("-1d"))
    copies = as_supplier_writes(day_before, mapping, delivery)
    column = column_to_damage(rule, mapping)
    source = mapping.columns[column]
    assert source.from_ is not None
    start = mapping.columns["start"].from_ if "start" in mapping.columns else None
    read_from = start if rule == "stop_before_start" and start is not None else source.from_
    spoilt = [damaged_cell(rule, cell, source.date or ISO) for cell in copies[read_from]]
    damaged = copies.with_columns(pl.Series(source.from_, spoilt, dtype=pl.String))
    return with_place(damaged, 2 * chosen - 1, rule, column)


def with_place(copies: pl.DataFrame, place: np.ndarray, rule: str, column: str) -> pl.DataFrame:
    """Return copies with where they stand among the good rows, which have even places."""
    return copies.with_columns(place=pl.Series(place, dtype=pl.Int64), rule=pl.lit(rule), column=pl.lit(column))


def column_to_damage(rule: str, mapping: Mapping) -> str:
    """Return the canonical column in which a rule is broken."""
    if rule == "impossible_date":
        return next(name for name in ("start", "month", "date", "applied", "birth_date") if name in mapping.columns)
    if rule == "unknown_code":
        return next(name for name, source in mapping.columns.items() if source.codes is not None)
    return {"stop_before_start": "stop", "invalid_cpr": "cpr"}[rule]


def damaged_cell(rule: str, cell: str, form: str) -> str:
    """Return the damaged text of a cell; for a stop before the start, from the text of the start."""
    if rule == "unknown_code":
        return NO_CODE
    if rule == "invalid_cpr":
        return cell[:2] + NO_MONTH + cell[4:]
    year_last = cell[-4:].isdigit()
    year = int(cell[-4:] if year_last else cell[:4])
    if rule == "stop_before_start":
        return f"{cell[:-4]}{year - YEARS_BEFORE}" if year_last else f"{year - YEARS_BEFORE}{cell[4:]}"
    month = "02" if "%d" in form else NO_MONTH
    return form.replace("%d", "31").replace("%m", month).replace("%Y", str(year))
