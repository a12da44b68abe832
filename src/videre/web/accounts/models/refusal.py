"""A refused attempt to log in."""

from django.db import models


class Refusal(models.Model):
    """An attempt that failed, kept for a quarter of an hour.

    attempt: a keyed hash of the name that was typed and the address it came from. What is typed as a name may be a
        password, so it is never stored.
    """

    attempt = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("attempt", "at"), name="refusal_attempt_at"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
