"""What somebody saved in the minutes of a meeting."""

from typing import ClassVar

from django.db import models


class Minutes(models.Model):
    """One text of the minutes as it stood from then on; never changed, never removed but with the meeting.

    item: of which item of the agenda; None: who came. revision: as the item, or the meeting, counts it.
    by: the user's name. by_name, role: who that was to the reader, as at the time.
    """

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey("plans.Meeting", on_delete=models.CASCADE, related_name="texts")
    item = models.ForeignKey("plans.AgendaItem", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=150)
    role = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        ordering = ("meeting", "item", "revision")
        indexes: ClassVar = [models.Index(fields=("meeting", "item"), name="minutes_of_item")]

    def __str__(self) -> str:
        return f"minutes {self.pk}"
