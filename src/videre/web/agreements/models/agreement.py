"""Something agreed with a young person: who does what by when."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Party(models.TextChoices):
    """Who does it: the young person and the family among them."""

    YOUNG_PERSON = "young_person", _("The young person")
    FAMILY = "family", _("The family")
    PROFESSIONAL = "professional", _("A professional")
    NETWORK = "network", _("Somebody of the network")


class Agreement(models.Model):
    """One agreement. It is open until it is kept or dropped, and a dropped one says why.

    party: who does it. user: which professional, where one does. what: in plain words. due: the last day.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=300)
    party = models.CharField(max_length=20, choices=Party.choices)
    user = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    due = models.DateField()
    agreed_on = models.DateField()
    kept_on = models.DateField(null=True, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    dropped_because = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("due", "id")
        indexes: ClassVar = [models.Index(fields=("user", "due"), name="agreement_of_user")]
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kept_on__isnull=True) | models.Q(dropped_on__isnull=True),
                name="agreement_kept_or_dropped",
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_on__isnull=True) | ~models.Q(dropped_because=""),
                name="agreement_dropped_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"agreement {self.pk}"
