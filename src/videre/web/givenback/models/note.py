"""What a school or a unit concluded."""

from django.db import models


class Note(models.Model):
    """A conclusion, with the version of the data that was looked at. Notes are added, never changed.

    kind: `school` or `unit`. sender: its code in the released tables.
    """

    kind = models.CharField(max_length=10)
    sender = models.CharField(max_length=60)
    text = models.TextField(max_length=4000)
    known_at = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ("-id",)
        indexes = (models.Index(fields=("kind", "sender"), name="note_of_sender"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.sender}: {self.text[:40]}"
