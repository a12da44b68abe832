"""That a row stands in a package."""

from typing import ClassVar

from django.db import models


class ArchivedRecord(models.Model):
    """A row of a table as it was written to a package; it goes with the row.

    table, record: which. sha256: of what was written: a row that was changed afterwards is archived again.
    """

    id = models.BigAutoField(primary_key=True)
    package = models.ForeignKey("retention.ArchivePackage", on_delete=models.CASCADE, related_name="records")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    table = models.CharField(max_length=60)
    record = models.CharField(max_length=36)
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("package", "table", "record"), name="record_once_a_package")
        ]
        indexes: ClassVar = [models.Index(fields=("table", "record"), name="archived_record")]

    def __str__(self) -> str:
        return f"{self.table} {self.record}"
