"""From a register's rows to what the store keeps: pseudonyms instead of numbers, and only the columns that are kept."""

import polars as pl

from videre.registers.schema import Column, Register, ValueType
from videre.store.pseudonyms import pseudonyms
from videre.store.shapes import SHAPES, Kind

HASHED = {ValueType.CPR: "cpr", ValueType.COMPANY: "company", ValueType.OPAQUE: "opaque"}
KINDS = {
    ValueType.CPR: Kind.LONG,
    ValueType.COMPANY: Kind.LONG,
    ValueType.OPAQUE: Kind.LONG,
    ValueType.TEXT: Kind.TEXT,
    ValueType.CODE: Kind.TEXT,
    ValueType.DATE: Kind.DATE,
    ValueType.MONTH: Kind.DATE,
    ValueType.SCHOOL_YEAR: Kind.NUMBER,
    ValueType.INTEGER: Kind.NUMBER,
    ValueType.IDENTIFIER: Kind.NUMBER,
    ValueType.DECIMAL: Kind.DECIMAL,
    ValueType.BOOLEAN: Kind.FLAG,
}


def stored_name(column: Column) -> str:
    """Return what the store calls a column: `cpr` becomes `person`, since it is no CPR number any more."""
    return column.name.replace("cpr", "person") if column.type is ValueType.CPR else column.name


def rows_for_store(register: Register, rows: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """Return the rows as the store keeps them, without the sequence of their delivery.

    Args:
        register: the register.
        rows: rows that can be taken, from `videre.registers.checking.check_rows`.
        key: the home's pseudonym key.
    """
    kept = rows.select(
        *(stored_value(rows, column, key) for column in register.kept), pl.col("reported"), pl.col("withdrawn")
    )
    return kept.select(name for name in SHAPES[register.name].columns if name != "sequence")


def keys_for_store(register: Register, rows: pl.DataFrame, key: bytes) -> pl.DataFrame:
    """Return the natural keys of rows as the store keeps them; rows whose key cannot be read have a null in it."""
    return rows.select(stored_value(rows, column, key) for column in register.key)


def stored_value(rows: pl.DataFrame, column: Column, key: bytes) -> pl.Series:
    """Return the values of one column as the store keeps them."""
    values = rows[column.name]
    if column.type in HASHED:
        values = pseudonyms(values, key, HASHED[column.type])
    return values.alias(stored_name(column))
