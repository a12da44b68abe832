"""Something that a register has wrong or lacks, told to whoever owns the register."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class CorrectionState(models.TextChoices):
    """Where it stands: noted, sent on to the owner, and answered: mended, or not wrong after all."""

    NEW = "new", _("New")
    SENT = "sent", _("Sent to the register's owner")
    MENDED = "mended", _("Mended")
    NOT_WRONG = "not_wrong", _("Not wrong")


CORRECTION_GOES_TO = {
    CorrectionState.NEW: frozenset({CorrectionState.SENT, CorrectionState.MENDED, CorrectionState.NOT_WRONG}),
    CorrectionState.SENT: frozenset({CorrectionState.MENDED, CorrectionState.NOT_WRONG}),
    CorrectionState.MENDED: frozenset(),
    CorrectionState.NOT_WRONG: frozenset(),
}


class Correction(models.Model):
    """One fault. Nothing waits for it.

    register, sender, file, delivery, row_id: where the fact came from; empty where something is missing, or the source
    was not found. unit: for which unit it was noted. right: what is right, in the words of whoever noted it; it goes to
    the owner. answer: the owner's, for whoever noted it.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    act = models.OneToOneField("agreements.Act", on_delete=models.CASCADE, related_name="correction")
    register = models.CharField(max_length=40, blank=True)
    sender = models.CharField(max_length=120, blank=True)
    file = models.CharField(max_length=200, blank=True)
    delivery = models.BigIntegerField(default=0)
    row_id = models.BigIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    right = models.CharField(max_length=300)
    state = models.CharField(max_length=12, choices=CorrectionState.choices, default=CorrectionState.NEW)
    noted_on = models.DateField()
    noted_by = models.CharField(max_length=150)
    sent_on = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("noted_on", "id")
        indexes: ClassVar = [models.Index(fields=("state", "sender"), name="correction_state")]

    def __str__(self) -> str:
        return f"correction {self.pk}"
