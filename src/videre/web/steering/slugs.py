"""Addresses out of Danish names."""

from django.utils.text import slugify

LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def slug_of(name: str) -> str:
    """Return a name as an address.

    >>> slug_of("Ungenetværket")
    'ungenetvaerket'
    """
    return slugify(name.translate(LETTERS))
