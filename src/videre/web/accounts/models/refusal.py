"""A refused attempt to log in."""

from django.db import models


class Refusal(models.Model):
    """How often it was tried and failed since an instant, for a quarter of an hour.

    A try is counted before the password is looked at, in one statement, so that tries at the same time get no more.

    attempt: a keyed hash of what is counted, e.g. the name that was typed and the address it came from. What is typed
        as a name may be a password, so it is never stored.
    at: when the first of them was made. n_tries: how many.
    """

    attempt = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    n_tries = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=("at",), name="refusal_at"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S}"
