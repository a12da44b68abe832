"""A signed statement that lines were taken out of the log by right."""

from django.db import models


class Retirement(models.Model):
    """Lines `first_entry` to `last_entry` are taken out; without such a statement the database lets none go.

    note: the statement with its signature; the hashes of the lines stay in their seals.
    """

    at = models.DateTimeField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    note = models.TextField()

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("first_entry", "last_entry"), name="audit_retired"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(first_entry__lte=models.F("last_entry")), name="audit_retirement_is_a_range"
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d} {self.first_entry}-{self.last_entry}"
