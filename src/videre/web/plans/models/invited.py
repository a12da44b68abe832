"""A unit that is invited to a meeting about a young person."""

from typing import ClassVar

from django.db import models


class Invited(models.Model):
    """One unit, and by which basis it may be there.

    basis: `works` with the young person already, `consent`, or a basis of the law by record. tie, disclosure: what the
    invitation opens on the day of the meeting; neither for a unit that works with the young person already.
    """

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey("plans.Meeting", on_delete=models.CASCADE, related_name="invited")
    unit = models.CharField(max_length=60)
    basis = models.CharField(max_length=40)
    tie = models.ForeignKey("access.Involvement", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    disclosure = models.ForeignKey(
        "access.Disclosure", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [models.Index(fields=("unit",), name="invited_unit")]
        constraints: ClassVar = [models.UniqueConstraint(fields=("meeting", "unit"), name="invited_once")]

    def __str__(self) -> str:
        return f"invited {self.pk}"
