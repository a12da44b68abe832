"""CPR numbers by the million: the rules of `videre.domain.cpr` as expressions over whole columns."""

import polars as pl

from videre.domain.cpr import REPLACEMENT_ADDS_DAYS


def valid_cpr(text: pl.Expr) -> pl.Expr:
    """Return the ten digits of a CPR number, with or without a hyphen; null for what is none.

    Date and century decide, never modulus 11. Checked against `videre.domain.cpr.parse_cpr`, number by number.
    """
    digits = text.str.replace("-", "", literal=True)
    return pl.when(digits.str.contains(r"^[0-9]{10}$") & birth_date_of(digits).is_not_null()).then(digits)


def birth_date_of(digits: pl.Expr) -> pl.Expr:
    """Return the date of birth that ten digits say, null when it is none."""
    day, month, year = (digits.str.slice(place, 2).cast(pl.Int32, strict=False) for place in (0, 2, 4))
    seventh = digits.str.slice(6, 1).cast(pl.Int32, strict=False)
    day = pl.when(day > REPLACEMENT_ADDS_DAYS).then(day - REPLACEMENT_ADDS_DAYS).otherwise(day)
    as_number = (century(seventh, year) + year) * 10000 + month * 100 + day
    # Parsing says what is a date. A million take 0.1 s; testing month lengths by arithmetic took three times as long.
    return as_number.cast(pl.String).str.to_date("%Y%m%d", strict=False, cache=False)


def century(seventh: pl.Expr, year: pl.Expr) -> pl.Expr:
    """Return the first year of the century in which a holder of the number was born."""
    return (
        pl.when(seventh <= 3)
        .then(1900)
        .when(seventh.is_in([4, 9]))
        .then(pl.when(year <= 36).then(2000).otherwise(1900))
        .otherwise(pl.when(year <= 57).then(2000).otherwise(1800))
    )


def are_valid_cprs(text: pl.Expr, separator: str) -> pl.Expr:
    """Return a list of CPR numbers as it stands, null when one of them is none."""
    each = text.str.split(separator)
    return pl.when(each.list.eval(valid_cpr(pl.element().str.strip_chars()).is_not_null()).list.all()).then(text)
