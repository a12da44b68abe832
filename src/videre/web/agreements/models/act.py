"""Something that somebody did for a young person."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActKind(models.TextChoices):
    """What was done. Whether it is contact, and whether it is a line of the plan, stands beside."""

    CALLED = "called", _("Call noted")
    MET = "met", _("Met")
    OFFERED = "offered", _("Offer given")
    REFERRED = "referred", _("Referred")
    ACCEPTED = "accepted", _("Referral accepted")
    REJECTED = "rejected", _("Referral rejected")
    DONE = "done", _("Referral done")
    EXEMPTED = "exempted", _("Exempted")
    WRONG = "wrong", _("Wrong in the register")


IS_CONTACT = frozenset({ActKind.CALLED, ActKind.MET, ActKind.OFFERED})
IS_OFFER = frozenset({ActKind.OFFERED})
# A correction is between the unit and the register's owner; all else is the young person's own history.
IN_PLAN = frozenset(set(ActKind) - {ActKind.WRONG})


class Act(models.Model):
    """One act, never changed: what was wrong is mended by another.

    list_name: the follow-up list from which it was done; empty where from none. on: the day it was done.
    unit: for which unit. by: the user's name. note: a line in the user's own words, for colleagues of the unit.
    until: of an exemption, the first day on which it no longer holds.
    review: the day on which to look again; until then nothing is due of it, and from then on it is.
    in_plan: whether it may be shown as a line of the young person's plan.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=ActKind.choices)
    list_name = models.CharField(max_length=60, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    unit = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)
    until = models.DateField(null=True, blank=True)
    review = models.DateField(null=True, blank=True)
    in_plan = models.BooleanField(default=False)

    class Meta:
        ordering = ("on", "id")
        indexes: ClassVar = [models.Index(fields=("person", "on"), name="act_of_person")]
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="exempted") ^ models.Q(until__isnull=True), name="act_exemption_has_an_end"
            ),
        )

    def __str__(self) -> str:
        return f"act {self.pk}"
