"""A version: what has been published of a plan."""

from typing import ClassVar

from django.db import models


class Version(models.Model):
    """One version, never changed.

    words: by section and question, the text as published. by_section: who published each section last, and when.
    shared: the consents and disclosures that held when it was published, each with its recipient and categories.
    """

    id = models.BigAutoField(primary_key=True)
    plan = models.ForeignKey("plans.Plan", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    by_section = models.JSONField(default=dict)
    shared = models.JSONField(default=list)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("plan", "number")
        constraints: ClassVar = [models.UniqueConstraint(fields=("plan", "number"), name="one_version_a_number")]

    def __str__(self) -> str:
        return f"version {self.pk}"
