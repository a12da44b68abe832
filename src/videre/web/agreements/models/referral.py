"""A young person referred from one unit to another."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralState(models.TextChoices):
    """Where a referral is. It goes from sent to accepted or rejected, and from accepted to done; nowhere else."""

    SENT = "sent", _("Sent")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    DONE = "done", _("Done")


GOES_TO = {
    ReferralState.SENT: frozenset({ReferralState.ACCEPTED, ReferralState.REJECTED}),
    ReferralState.ACCEPTED: frozenset({ReferralState.DONE}),
    ReferralState.REJECTED: frozenset(),
    ReferralState.DONE: frozenset(),
}


class Referral(models.Model):
    """One referral.

    about: what it is for. reject_reason: why it was rejected; a rejection without a reason is none.
    answer_by: the last day on which an answer is in time. answered_on, done_on: when it was answered, and done.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    from_unit = models.CharField(max_length=60)
    to_unit = models.CharField(max_length=60)
    about = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=ReferralState.choices, default=ReferralState.SENT)
    sent_on = models.DateField()
    answer_by = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    reject_reason = models.CharField(max_length=300, blank=True)
    sent_by = models.CharField(max_length=150)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("sent_on", "id")
        indexes: ClassVar = [models.Index(fields=("to_unit", "state"), name="referral_to_unit")]
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(reject_reason=""),
                name="referral_rejected_with_a_reason",
            ),
        )

    def __str__(self) -> str:
        return f"referral {self.pk}"
