"""The tables of the log, a class a file."""

from videre.web.audit.models.entry import Entry
from videre.web.audit.models.retirement import Retirement
from videre.web.audit.models.seal import Seal

__all__ = ["Entry", "Retirement", "Seal"]
