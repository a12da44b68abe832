"""A delegated task."""

from django.db import models


class Task(models.Model):
    """What a body has delegated. The owner does it; the whole body stays responsible.

    item: where it was decided; None where it came up otherwise. done_on: None until it is done.
    """

    body = models.ForeignKey("steering.Body", on_delete=models.CASCADE, related_name="tasks")
    item = models.ForeignKey("steering.AgendaItem", on_delete=models.SET_NULL, related_name="tasks", null=True)
    title = models.CharField(max_length=200)
    owner = models.CharField(max_length=150)
    due = models.DateField()
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.title
