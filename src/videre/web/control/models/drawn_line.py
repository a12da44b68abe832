"""A line of the log that a control looks at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from videre.web.control.models.control import Control


class Verdict(models.TextChoices):
    """What was found out about a look."""

    OPEN = "open", _("Not looked at yet")
    IN_ORDER = "in_order", _("In order")
    ASKED = "asked", _("The user is asked")
    NOT_IN_ORDER = "not_in_order", _("Not in order")


class DrawnLine(models.Model):
    """A line by its number, without a foreign key: the log lets old lines go, and the control stays.

    rules: why it was drawn, words parted by blanks. note: what was found out, without a young person's data.
    """

    control = models.ForeignKey(Control, on_delete=models.CASCADE, related_name="lines")
    entry = models.BigIntegerField()
    rules = models.CharField(max_length=200)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, default=Verdict.OPEN)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("entry",)
        constraints = (models.UniqueConstraint(fields=("control", "entry"), name="line_is_drawn_once"),)

    def __str__(self) -> str:
        return f"{self.entry}: {self.verdict}"
