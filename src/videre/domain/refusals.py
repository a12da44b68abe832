"""Answers to the user that are no results: what cannot be done, why, and what to do about it.

An exception of these classes is an answer: its message is printed as it is, so it says what to do next and never
contains a person's data. Every other exception is a bug, and shows as one. Each way of failing is a class of its own,
named as the fact, beside the function that raises it.
"""


class Refused(Exception):
    """What was asked cannot be done."""


class NothingTaken(Refused):
    """A delivery was read, and nothing of it could be used."""


class NeedsAttention(Refused):
    """The home, or the installation, must be mended first."""
