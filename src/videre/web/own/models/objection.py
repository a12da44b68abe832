"""An objection: something that must be answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class About(models.TextChoices):
    """What is objected to."""

    WORDS = "words", _("Something that is written in the plan")
    LOOK = "look", _("Somebody has looked")
    SHARING = "sharing", _("Something has been shared")
    REGISTER = "register", _("A register is wrong about me")
    OTHER = "other", _("Something else")


class Objection(models.Model):
    """What a young person or a parent objects to (regulation article 21, and 16 for what is wrong).

    words: theirs. role: of whom. user: who is to answer, the contact person; empty without one.
    unit: the unit that is to answer. answer_by: the last day. answer: in words, to be read by whoever objected.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=20, choices=About.choices)
    words = models.TextField()
    role = models.CharField(max_length=60)
    made_by = models.CharField(max_length=150)
    made_on = models.DateField()
    user = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    unit = models.CharField(max_length=60, blank=True)
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    answered_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("answer_by", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(answered_on__isnull=True) ^ ~models.Q(answer=""), name="objection_answered_in_words"
            ),
        )

    def __str__(self) -> str:
        return f"objection {self.pk}"
