"""That somebody opened a page."""

from django.db import models


class Opening(models.Model):
    """One reader on one day: so that the steering group can see whether what is given back is looked at."""

    kind = models.CharField(max_length=10)
    sender = models.CharField(max_length=60)
    day = models.DateField()
    by = models.CharField(max_length=150)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("kind", "sender", "day", "by"), name="opening_once_a_reader_and_day"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.sender} {self.day}"
