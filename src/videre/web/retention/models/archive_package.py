"""What was written for the archive."""

from django.db import models


class ArchivePackage(models.Model):
    """One file for the archive. It names nobody.

    sha256: of the file as it was handed over. receipted_on, reference: when the archive acknowledged it, and its own
    number of it; until then nothing in it counts as archived. removed_on: when it was lost, or removed because somebody
    in it was erased; the row stays, so that its number is never another package's.
    """

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=60, unique=True)
    made_on = models.DateField()
    sha256 = models.CharField(max_length=64)
    n_records = models.PositiveIntegerField()
    receipted_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=150, blank=True)
    removed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
