"""A step of a transition that is in order."""

from typing import ClassVar

from django.db import models


class Tick(models.Model):
    """One step, ticked off by somebody; taken back when it was not in order after all. Nothing of it is removed.

    form, transition, step: which step, by its number from 1: a form is never changed, so the number stays its own.
    by_name, role: who that was to the reader, as at the time. undone_at, undone_by: when it was taken back.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=30)
    transition = models.CharField(max_length=40)
    step = models.PositiveSmallIntegerField()
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=60)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("at", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person", "form", "transition", "step"),
                condition=models.Q(undone_at__isnull=True),
                name="ticked_once",
            )
        ]

    def __str__(self) -> str:
        return f"tick {self.pk}"
