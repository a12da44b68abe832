"""A milestone of an initiative."""

from django.db import models


class Milestone(models.Model):
    """Something that will be there by a day. reached_on: None until it is."""

    initiative = models.ForeignKey("steering.Initiative", on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=200)
    due = models.DateField()
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("due", "id")

    def __str__(self) -> str:
        return self.title
