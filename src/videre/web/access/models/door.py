"""Who came in by the door of the young person and the parents, and to whom."""

from django.db import models


class DoorKind(models.TextChoices):
    """Whose door it is."""

    OWN = "own"
    GUARDIAN = "guardian"


class Door(models.Model):
    """A user is this young person, or holds custody of them, as the registers said at the last log-in.

    It opens nothing by itself: at every look the registers are asked again whether the number behind `blind` is the
    person's, or a guardian's. The second wall asks it alone.

    blind: of the user's CPR number, as in `people.CprNumber`; the number itself is kept nowhere.
    """

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=DoorKind.choices)
    blind = models.BigIntegerField()

    def __str__(self) -> str:
        return f"door {self.pk}"
