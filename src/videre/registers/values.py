"""From canonical text to values: one expression a type, null for what is no such value."""

from collections.abc import Callable
from datetime import date

import polars as pl

from videre.definitions.mapping import ColumnSource
from videre.registers.cpr_numbers import are_valid_cprs, valid_cpr
from videre.registers.schema import Column, ValueType

ISO_DATE = "%Y-%m-%d"
ISO_MONTH = "%Y-%m"
FIRST_DAY, LAST_DAY = (
    date(1850, 1, 1),
    date(2199, 12, 31),
)  # outside lie only slips of the pen: "14" for 2014 reads as the year 14
TRUE, FALSE = ("true", "yes"), ("false", "no")


def typed(column: Column, text: pl.Expr, written: ColumnSource, *, has_cells: bool) -> pl.Expr:
    """Return the value that a canonical text says, null where it says none.

    Args:
        column: the column.
        text: its canonical text.
        written: how the supplier writes it.
        has_cells: whether the file is a spreadsheet, whose own dates are ISO and whose own numbers have a point.
    """
    if column.type is ValueType.DATE:
        return date_value(text, written, has_cells=has_cells) + pl.duration(days=written.days_after)
    if column.type is ValueType.MONTH:
        return month_value(text, written.date, has_cells=has_cells)
    if column.type is ValueType.DECIMAL:
        return decimal_value(text, written.decimal, has_cells=has_cells)
    if column.type is ValueType.CPR_LIST:
        return are_valid_cprs(text, written.separator or " ")
    return PLAIN[column.type](text)


def date_value(text: pl.Expr, written: ColumnSource, *, has_cells: bool) -> pl.Expr:
    """Return a date written in the supplier's form (ISO when none is given), null when it is none."""
    value = parsed(text, written.date or ISO_DATE)
    if has_cells and written.date is not None:
        value = pl.coalesce(value, parsed(text, ISO_DATE))
    return plausible(value)


def month_value(text: pl.Expr, form: str | None, *, has_cells: bool) -> pl.Expr:
    """Return the first day of a month written in the supplier's form (2014-01 when none is given)."""
    value = parsed(text + "-01", f"{form or ISO_MONTH}-%d")
    if has_cells:
        value = pl.coalesce(value, parsed(text, ISO_DATE).dt.month_start())
    return plausible(value)


def parsed(text: pl.Expr, form: str) -> pl.Expr:
    """Return a date in one form. Without polars' cache of dates seen before: it takes twice the time."""
    return text.str.to_date(form, strict=False, cache=False)


def plausible(value: pl.Expr) -> pl.Expr:
    """Return dates of years in which a register can have happened, null for others."""
    return pl.when(value.is_between(FIRST_DAY, LAST_DAY)).then(value)


def decimal_value(text: pl.Expr, decimal: str, *, has_cells: bool) -> pl.Expr:
    """Return a number with the supplier's decimal sign, null for anything else: thousands are never guessed."""
    signs = r"[.,]" if has_cells and decimal == "," else ("," if decimal == "," else r"\.")
    is_number = text.str.contains(rf"^-?\d+({signs}\d+)?$")
    return pl.when(is_number).then(text.str.replace(",", ".", literal=True)).cast(pl.Float64, strict=False)


def school_year_value(text: pl.Expr) -> pl.Expr:
    """Return the year in which a school year began, from 2013/14 or 2013/2014."""
    began = text.str.extract(r"^(\d{4})/(?:\d{2})?\d{2}$").cast(pl.Int32, strict=False)
    ends = text.str.slice(-2).cast(pl.Int32, strict=False)
    return pl.when((ends - began - 1) % 100 == 0).then(began)


def identifier_value(text: pl.Expr) -> pl.Expr:
    """Return a public number as a number: zeros in front say nothing."""
    return pl.when(text.str.contains(r"^\d{1,9}$")).then(text).cast(pl.Int32, strict=False)


def company_value(text: pl.Expr) -> pl.Expr:
    """Return a CVR number, eight digits."""
    return pl.when(text.str.contains(r"^\d{8}$")).then(text)


def integer_value(text: pl.Expr) -> pl.Expr:
    """Return a whole number."""
    return pl.when(text.str.contains(r"^-?\d{1,9}$")).then(text).cast(pl.Int32, strict=False)


def boolean_value(text: pl.Expr) -> pl.Expr:
    """Return yes or no."""
    return pl.when(text.is_in(TRUE)).then(pl.lit(value=True)).when(text.is_in(FALSE)).then(pl.lit(value=False))


def itself(text: pl.Expr) -> pl.Expr:
    """Return the text as it stands."""
    return text


PLAIN: dict[ValueType, Callable[[pl.Expr], pl.Expr]] = {
    ValueType.CPR: valid_cpr,
    ValueType.COMPANY: company_value,
    ValueType.OPAQUE: itself,
    ValueType.TEXT: itself,
    ValueType.CODE: itself,
    ValueType.SCHOOL_YEAR: school_year_value,
    ValueType.INTEGER: integer_value,
    ValueType.IDENTIFIER: identifier_value,
    ValueType.BOOLEAN: boolean_value,
}
