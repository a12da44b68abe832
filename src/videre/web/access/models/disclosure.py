"""A record that something was shared between authorities."""

from django.db import models


class Disclosure(models.Model):
    """What was shared with whom, for what, on which basis, and until when.

    recipient: as the law tells recipients apart. recipient_unit: the unit's code. matter: what ties the meetings of one
    case together, without a person's data. meeting: when they met. decided_by: the user's name.
    until: the first day on which it opens nothing any more; always set. ended_because: when it was ended before.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    basis = models.CharField(max_length=40)
    purpose = models.CharField(max_length=40)
    categories = models.JSONField(default=list)
    recipient = models.CharField(max_length=30)
    recipient_unit = models.CharField(max_length=60)
    matter = models.CharField(max_length=60, blank=True)
    meeting = models.DateField(null=True, blank=True)
    consent = models.ForeignKey("access.Consent", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    decided_by = models.CharField(max_length=150)
    since = models.DateField()
    until = models.DateField()
    ended_because = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ("since", "id")

    def __str__(self) -> str:
        return f"disclosure {self.pk}"
