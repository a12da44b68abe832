"""A change of an initiative."""

from django.db import models


class Change(models.Model):
    """What was changed of an initiative: the field, and its words before and after. Kept for good."""

    initiative = models.ForeignKey("steering.Initiative", on_delete=models.CASCADE, related_name="changes")
    on = models.DateField()
    by = models.CharField(max_length=150)
    field = models.CharField(max_length=40)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("initiative", "id"), name="change_by_initiative"),)

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.field} {self.on}"
