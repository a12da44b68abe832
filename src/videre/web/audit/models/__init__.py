"""The tables of the log, a class a file."""

from videre.web.audit.models.entry import Entry

__all__ = ["Entry"]
