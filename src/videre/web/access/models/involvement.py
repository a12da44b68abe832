"""Who has to do with whom, and why."""

from typing import ClassVar

from django.db import models


class Kind(models.TextChoices):
    """What ties a user or a unit to a young person."""

    UNIT = "unit"
    CLASS = "class"
    CASE = "case"
    RESPONSIBILITY = "responsibility"
    INVITATION = "invitation"


class Involvement(models.Model):
    """A user's or a unit's part in a young person's life, from a day on and up to another.

    user: who; empty where a whole unit is involved. unit: the unit's code (`access.units`), empty for one user alone.
    title: in which class, case or task, as it is shown, e.g. `9.b`. until: the first day no longer; None: open.
    is_from_registers: kept by the registers (`actions.follow_registers`), and ended by them.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=100, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    is_from_registers = models.BooleanField(default=False)
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("since", "id")
        indexes: ClassVar = [models.Index(fields=("unit", "person"), name="involvement_unit")]
        constraints = (
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) ^ models.Q(unit=""), name="involvement_of_a_user_or_a_unit"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="involvement_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
