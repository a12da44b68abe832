"""One line of the log."""

from django.db import models


class Entry(models.Model):
    """Something that was done. No foreign keys: the log outlives what it tells of, and nothing waits for it."""

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    event = models.CharField(max_length=60)
    about = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("by", "at"), name="audit_by_at"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.about} ({self.by})"
