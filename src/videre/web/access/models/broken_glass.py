"""Emergency access to one person."""

from django.db import models


class Verdict(models.TextChoices):
    """What a review came to."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


class BrokenGlass(models.Model):
    """Somebody opened a young person whom nothing else opens to them: one person, for an hour at most.

    reason: why, in the user's own words. until: when it closes by itself. review_by: by when it must be reviewed.
    """

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=40)
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    review_by = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=150, blank=True)
    verdict = models.CharField(max_length=20, choices=Verdict.choices, blank=True)
    remark = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return f"broken glass {self.pk}"
