"""Numbers as the sources write them. What is no number is not published, or the answer is odd; it is never 0."""

import re
from typing import Final

import polars as pl

NOT_PUBLISHED: Final = ("", "-", ".", "..", "...", "*", "<fejl>")  # a dash too, which some tables write for none at all
PLAIN: Final = r"^-?\d+([.,]\d+)?$"
DANISH: Final = re.compile(r"(-?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?)(\s?%)?")


class NoNumber(ValueError):
    """A text is neither a number nor a sign that none is published."""


def danish_number(text: str) -> float | None:
    """Return a number as Danes write it, None where none is published.

    A point parts thousands and only thousands; a per cent sign makes a share, as `official_figures` writes shares.

    Raises:
        NoNumber: the text is something else.

    >>> danish_number("2.351"), danish_number("7,3"), danish_number("100,0 %"), danish_number("..")
    (2351.0, 7.3, 1.0, None)
    """
    stripped = text.replace("\N{NO-BREAK SPACE}", " ").strip()
    if stripped in NOT_PUBLISHED:
        return None
    match = DANISH.fullmatch(stripped)
    if match is None:
        raise NoNumber(stripped)
    value = float(match[1].replace(".", "").replace(",", "."))
    return value if match[2] is None else round(value / 100, 12)  # 7,3 % is 0.073, not 0.07299999999999999


def plain_numbers(column: str) -> tuple[pl.Expr, pl.Expr]:
    """Return a column of texts as numbers, null where none is published; and whether a text is something else.

    For sources that part no thousands: either sign stands before decimals.
    """
    text = pl.col(column).fill_null("").str.strip_chars()
    is_number, says_none = text.str.contains(PLAIN), text.is_in(NOT_PUBLISHED)
    number = pl.when(is_number).then(text.str.replace(",", ".", literal=True)).cast(pl.Float64, strict=False)
    return number, ~(is_number | says_none)
