"""The tables of retention, a class a file."""

from videre.web.retention.models.archive_package import ArchivePackage
from videre.web.retention.models.archived_record import ArchivedRecord
from videre.web.retention.models.legal_hold import LegalHold

__all__ = ["ArchivePackage", "ArchivedRecord", "LegalHold"]
