"""The tables of what is given back, a class a file."""

from videre.web.givenback.models.note import Note
from videre.web.givenback.models.opening import Opening

__all__ = ["Note", "Opening"]
