"""Texts that leave as files: none of them a formula, wherever it is opened.

A text that a spreadsheet could take for a formula gets an apostrophe before it (OWASP, CSV injection), also behind
blanks, control signs, byte-order marks and full-width signs. In XLSX a text is written as one.
"""

import unicodedata
from typing import Final

STARTS: Final = frozenset("=+-@|%")
MINUS: Final = "−"  # a minus sign, which some spreadsheets read as a hyphen
APOSTROPHE: Final = "'"


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula; an apostrophe already there gets another, so that whoever
    takes one away has what there was.

    >>> harmless("=1+1"), harmless(" @SUM(A1)"), harmless("Herstedøster")
    ("'=1+1", "' @SUM(A1)", 'Herstedøster')
    """
    return APOSTROPHE + text if is_formula(text) or text.startswith(APOSTROPHE) else text


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet could take a text, or a line of it, for a formula."""
    return any(begins_formula(line) for line in (text, *text.splitlines()))


def begins_formula(text: str) -> bool:
    """Return whether the first sign that can be seen begins a formula, or a sign that hides it stands first."""
    if text[:1] in {"\t", "\r", "\n"}:
        return True
    for sign in text:
        if sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"}:
            continue
        return unicodedata.normalize("NFKC", sign)[:1] in STARTS or sign == MINUS
    return False
