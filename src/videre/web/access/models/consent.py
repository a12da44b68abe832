"""A young person's yes."""

import uuid

from django.db import models


class GivenBy(models.TextChoices):
    """Who said yes."""

    YOUNG_PERSON = "young_person"
    GUARDIAN = "guardian"


class Consent(models.Model):
    """A yes to that certain categories are shared with one recipient, in one version of the words.

    id: the reference that records of disclosure name. recipient: `definitions.access.Recipient`.
    version: of what was agreed to; when the words or what is shared change, it is another version, and asked again.
    until: the first day no longer; None: until it is withdrawn. withdrawn_at: from then on it counts for nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=30)
    categories = models.JSONField(default=list)
    version = models.IntegerField()
    given_by = models.CharField(max_length=20, choices=GivenBy.choices)
    given_on = models.DateField()
    until = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("given_on", "id")

    def __str__(self) -> str:
        return f"consent {self.id}"
