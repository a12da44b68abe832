"""A young person handed over from one unit to another."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class HandOverState(models.TextChoices):
    """Where a hand-over is. It waits until it is accepted, rejected with a reason, or taken back; nothing follows."""

    WAITING = "waiting", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Rejected")
    TAKEN_BACK = "taken_back", _("Taken back")


class HandOver(models.Model):
    """One hand-over with its note. Until it is accepted, whoever was the contact person is responsible.

    contact: who was the contact person when it was sent; who is it today may be another. strengths: the beginning of
    the note, the plan's own words as they were published: a list of the question, the words and who wrote them.
    version: of which version of the plan.
    going_on: what is under way and must not stop. wish: what the young person wants of the new ones.
    answer_by: the last day on which an answer is in time. reject_reason: of one that was rejected.
    receiver: the new contact person, of one that was accepted.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    from_unit = models.CharField(max_length=60)
    to_unit = models.CharField(max_length=60)
    contact = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    strengths = models.JSONField(default=list)
    going_on = models.TextField()
    wish = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=HandOverState.choices, default=HandOverState.WAITING)
    sent_on = models.DateField()
    sent_by = models.CharField(max_length=150)
    answer_by = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    reject_reason = models.CharField(max_length=300, blank=True)
    receiver = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("sent_on", "id")
        indexes: ClassVar = [
            models.Index(fields=("to_unit", "state"), name="hand_over_to_unit"),
            models.Index(fields=("from_unit", "state"), name="hand_over_from_unit"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(state="waiting"), name="one_waiting_hand_over"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="rejected") | ~models.Q(reject_reason=""),
                name="hand_over_rejected_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"hand-over {self.pk}"
