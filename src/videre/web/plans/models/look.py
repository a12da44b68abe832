"""Which version somebody last looked at."""

from typing import ClassVar

from django.db import models


class Look(models.Model):
    """The newest version that a user has read and said so: what came after it is shown as changed."""

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="looks")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=("plan", "user"), name="one_look_a_user")]

    def __str__(self) -> str:
        return f"look {self.pk}"
