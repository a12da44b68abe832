"""A batch of lines that has been sealed, and what is left when lines are taken out."""

from django.db import models


class Seal(models.Model):
    """A batch of the log with the signed checkpoint after it. Never changed, never removed.

    size: how many leaves there are up to and with this batch. last_entry: the highest line in it.
    leaves: the hashes of its lines, 32 bytes each. entries: the numbers of its lines, int64 little-endian each.
    peaks: what the tree after it is grown from. note: the checkpoint as it is exported.
    """

    at = models.DateTimeField()
    size = models.BigIntegerField(unique=True)
    last_entry = models.BigIntegerField()
    leaves = models.BinaryField()
    entries = models.BinaryField()
    peaks = models.BinaryField()
    note = models.TextField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.size}"
