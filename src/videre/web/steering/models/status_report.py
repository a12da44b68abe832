"""How an initiative was said to stand on a day."""

from django.db import models


class StatusReport(models.Model):
    """One status. They are added and never changed: the newest counts, and the others are the history.

    review_on: the last day on which it is believed; None for one that stays.
    """

    initiative = models.ForeignKey("steering.Initiative", on_delete=models.CASCADE, related_name="status_reports")
    status = models.CharField(max_length=20)
    sentence = models.CharField(max_length=300, blank=True)
    said_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("initiative", "id"), name="status_by_initiative"),)

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.status} {self.said_on}"
