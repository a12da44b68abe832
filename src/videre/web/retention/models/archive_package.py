"""What was written for the archive."""

from django.db import models


class ArchivePackage(models.Model):
    """One file for the archive. It names nobody.

    sha256: of the file as it was handed over. receipted_on, reference: when the archive acknowledged it, and its own
    number of it; until then nothing in it counts as archived.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    made_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    n_records = models.PositiveIntegerField()
    receipted_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
