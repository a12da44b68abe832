"""What an initiative should move."""

from django.db import models


class Effect(models.Model):
    """A measurement point that an initiative should move.

    basis: whether the strategy says so, implies it, or it is our reading; `decided` where the municipality chose it.
    expected: in words, what is expected. due: by when; None where nobody has said.
    """

    initiative = models.ForeignKey("steering.Initiative", on_delete=models.CASCADE, related_name="effects")
    point = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=20)
    expected = models.CharField(max_length=200, blank=True)
    due = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("point",)
        constraints = (models.UniqueConstraint(fields=("initiative", "point"), name="effect_is_there_once"),)

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.point}"
