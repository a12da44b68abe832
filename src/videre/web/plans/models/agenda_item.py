"""An item of the agenda of a meeting about a young person."""

from typing import ClassVar

from django.db import models


class AgendaItem(models.Model):
    """What is talked about.

    key: what of the plan it is: `question:way.goal`, `agreement:7`, `transition:to_school`; `own:1` for one that
    somebody wrote, whose title then says it. What stands in the plan is read from it and not copied here.
    minutes: what was said of it. revision: counts how often they were saved, so that nobody overwrites unseen words.
    """

    id = models.BigAutoField(primary_key=True)
    meeting = models.ForeignKey("plans.Meeting", on_delete=models.CASCADE, related_name="items")
    key = models.CharField(max_length=90)
    title = models.CharField(max_length=200, blank=True)
    minutes = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [models.UniqueConstraint(fields=("meeting", "key"), name="on_the_agenda_once")]

    def __str__(self) -> str:
        return f"agenda item {self.pk}"
