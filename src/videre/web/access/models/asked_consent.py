"""A question of consent that was put to somebody, and the answer."""

from django.db import models

from videre.web.access.models.consent import GivenBy


class Answer(models.TextChoices):
    """What somebody said when asked."""

    GIVEN = "given"
    REFUSED = "refused"


class AskedConsent(models.Model):
    """A question whether something may be shared with one recipient, in one version of the words.

    A no is kept, so that nobody asks again every week; it opens and closes nothing. A yes makes a `Consent`.

    asked_of: who was to answer. answer: empty while nobody has. consent: what a yes made.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    recipient = models.CharField(max_length=30)
    categories = models.JSONField(default=list)
    version = models.IntegerField()
    asked_of = models.CharField(max_length=20, choices=GivenBy.choices)
    asked_on = models.DateField()
    asked_by = models.CharField(max_length=150)
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    consent = models.ForeignKey("access.Consent", on_delete=models.CASCADE, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("asked_on", "id")

    def __str__(self) -> str:
        return f"asked consent {self.pk}"
