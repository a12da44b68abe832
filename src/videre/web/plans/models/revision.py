"""Words as somebody sent them."""

from typing import ClassVar

from django.db import models


class Revision(models.Model):
    """One text that was sent to one question; never changed, never removed but with the person.

    number: counts from 1 in the order in which texts came. seen: the revision that the writer had before them.
    revision: the one that this text became; 0 where it was set aside by a clash, and waits for a choice.
    by: the user's name. by_name, role: who that was to the reader, as at the time.
    """

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="revisions")
    section = models.CharField(max_length=40)
    question = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    seen = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    words = models.TextField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "section", "question", "number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=("plan", "section", "question", "number"), name="one_text_a_number"),
            models.UniqueConstraint(
                fields=("plan", "section", "question", "revision"),
                condition=models.Q(revision__gt=0),
                name="one_text_a_revision",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.pk}"
