"""A meeting of a body."""

from django.db import models


class Meeting(models.Model):
    """A meeting.

    present: the members who came. minutes: what else was said. closed_on: when the minutes were approved; from then on
    nothing of it is changed.
    """

    body = models.ForeignKey("steering.Body", on_delete=models.CASCADE, related_name="meetings")
    day = models.DateField()
    place = models.CharField(max_length=200, blank=True)
    present = models.ManyToManyField("steering.Member", related_name="+", blank=True)
    minutes = models.TextField(blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.body_id} {self.day}"
