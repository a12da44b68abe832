"""From text to values: what each type takes, and what it does not."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from videre.definitions.mapping import ColumnSource
from videre.registers.schema import Column, ValueType, say
from videre.registers.values import typed


def value(kind: ValueType, text: str, *, has_cells: bool = False, **written: Any) -> object:
    """Return the value that a text says, written in a supplier's form."""
    source = ColumnSource.model_validate({"from": "x", **written})
    expression = typed(Column("x", kind, say("x", "x")), pl.col("x"), source, has_cells=has_cells)
    return pl.DataFrame({"x": [text]}).select(expression.alias("value"))["value"][0]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (ValueType.DATE, "2014-01-31", date(2014, 1, 31)),
        (ValueType.DATE, "2014-02-29", None),
        (ValueType.DATE, "31-01-2014", None),
        (ValueType.DATE, "14-01-31", None),
        (ValueType.DATE, "0014-01-31", None),
        (ValueType.DATE, "2014-01-31x", None),
        (ValueType.MONTH, "2014-03", date(2014, 3, 1)),
        (ValueType.MONTH, "2014-13", None),
        (ValueType.SCHOOL_YEAR, "2013/14", 2013),
        (ValueType.SCHOOL_YEAR, "1999/2000", 1999),
        (ValueType.SCHOOL_YEAR, "1999/00", 1999),
        (ValueType.SCHOOL_YEAR, "2013/15", None),
        (ValueType.SCHOOL_YEAR, "2013", None),
        (ValueType.INTEGER, "02", 2),
        (ValueType.INTEGER, "-3", -3),
        (ValueType.INTEGER, "7.0", None),
        (ValueType.INTEGER, "1e3", None),
        (ValueType.INTEGER, "٣", None),
        (ValueType.IDENTIFIER, "0165", 165),
        (ValueType.IDENTIFIER, "-165", None),
        (ValueType.IDENTIFIER, "9999999999", None),
        (ValueType.DECIMAL, "37.5", 37.5),
        (ValueType.DECIMAL, "37,5", None),
        (ValueType.DECIMAL, "1.234.5", None),
        (ValueType.DECIMAL, "nan", None),
        (ValueType.COMPANY, "12345678", "12345678"),
        (ValueType.COMPANY, "1234567", None),
        (ValueType.BOOLEAN, "yes", True),
        (ValueType.BOOLEAN, "false", False),
        (ValueType.BOOLEAN, "nej", None),
        (ValueType.TEXT, "0165", "0165"),
    ],
)
def test_a_canonical_text_says_its_value_or_none(kind: ValueType, text: str, expected: object) -> None:
    assert value(kind, text) == expected


def test_a_supplier_s_form_of_date_is_the_only_one_in_a_text_file() -> None:
    assert value(ValueType.DATE, "1.8.2014", date="%d.%m.%Y") == date(2014, 8, 1)
    assert value(ValueType.DATE, "2014-08-01", date="%d.%m.%Y") is None
    assert value(ValueType.DATE, "1.8.14", date="%d.%m.%Y") is None
    assert value(ValueType.MONTH, "201403", date="%Y%m") == date(2014, 3, 1)


def test_a_spreadsheet_s_own_date_is_taken_beside_the_supplier_s_form() -> None:
    assert value(ValueType.DATE, "2014-08-01", has_cells=True, date="%d-%m-%Y") == date(2014, 8, 1)
    assert value(ValueType.DATE, "01-08-2014", has_cells=True, date="%d-%m-%Y") == date(2014, 8, 1)
    assert value(ValueType.MONTH, "2014-03-01", has_cells=True) == date(2014, 3, 1)


def test_an_inclusive_last_day_becomes_the_first_day_after() -> None:
    assert value(ValueType.DATE, "2014-12-31", days_after=1) == date(2015, 1, 1)


def test_thousands_are_never_guessed() -> None:
    assert value(ValueType.DECIMAL, "37,5", decimal=",") == 37.5
    assert value(ValueType.DECIMAL, "1.234", decimal=",") is None
    assert value(ValueType.DECIMAL, "37.5", decimal=",", has_cells=True) == 37.5
