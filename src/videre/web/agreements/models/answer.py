"""What the young person or the family says to an agreement."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Said(models.TextChoices):
    """What was said."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    DONE = "done", _("Has been done")


class Answer(models.Model):
    """One answer, never changed: another one comes after it.

    role: of whom, young person or guardian, as a name of `definitions/roles/`. word: in their own words.
    """

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey("agreements.Agreement", on_delete=models.CASCADE, related_name="answers")
    said = models.CharField(max_length=10, choices=Said.choices)
    word = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=60)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")

    def __str__(self) -> str:
        return f"answer {self.pk}"
