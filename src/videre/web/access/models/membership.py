"""Who works in which unit."""

from django.db import models


class Membership(models.Model):
    """A user's place in a unit, from a day on and up to another.

    unit: the unit's code (`access.units`). is_leader: told when somebody of the unit breaks the glass.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    unit = models.CharField(max_length=60)
    is_leader = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"member of {self.unit}"
