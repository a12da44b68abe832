"""One line of the log."""

import secrets

from django.db import models

SALT_BYTES = 16  # 128 bits: what an erased line said cannot be guessed from the hash that is left of it


def make_salt() -> bytes:
    """Return what makes the hash of a line say nothing about the line once it is erased."""
    return secrets.token_bytes(SALT_BYTES)


class Entry(models.Model):
    """Something that was done, or was refused. No foreign keys: the log outlives what it tells of.

    by: the user's name, or the command's. role, unit: what the user was at the time, for the young person's extract.
    person: the public id of whom it was about, never a CPR number. purpose, reason: why, in a code and in words.
    is_refusal: it was asked for and not given.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    role = models.CharField(max_length=60, blank=True, default="")
    unit = models.CharField(max_length=150, blank=True, default="")
    event = models.CharField(max_length=60)
    about = models.CharField(max_length=150, blank=True)
    person = models.CharField(max_length=36, blank=True, default="")
    purpose = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=300, blank=True, default="")
    is_refusal = models.BooleanField(default=False)
    salt = models.BinaryField(max_length=SALT_BYTES, default=make_salt)

    class Meta:
        ordering = ("id",)
        indexes = (
            models.Index(fields=("by", "at"), name="audit_by_at"),
            models.Index(fields=("person", "at"), name="audit_person_at", condition=~models.Q(person="")),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.event} {self.about} ({self.by})"
