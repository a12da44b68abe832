"""A half-year report, from draft to approved."""

from django.db import models


class HalfYearReport(models.Model):
    """One version of a half-year's report. Its material lies in the home as it was when the version was made.

    half: as 2015H2. version: counted from 1 within the half-year. written: the day that stands in the report.
    known_at: the newest day that its tables were known at.
    files: for an approved one, the SHA-256 of each form and language, as `pdf-da`.
    """

    half = models.CharField(max_length=6)
    version = models.PositiveIntegerField()
    written = models.DateField()
    known_at = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=150, blank=True)
    files = models.JSONField(default=dict)

    class Meta:
        ordering = ("-half", "-version")
        constraints = (
            models.UniqueConstraint(fields=("half", "version"), name="report_version_once"),
            models.UniqueConstraint(
                fields=("half",), condition=models.Q(approved_at__isnull=False), name="report_approved_once_a_half"
            ),
            models.CheckConstraint(
                condition=models.Q(approved_at__isnull=True, approved_by="")
                | (models.Q(approved_at__isnull=False) & ~models.Q(approved_by="")),
                name="report_approved_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.half} ({self.version})"

    @property
    def is_approved(self) -> bool:
        """Return whether the steering group has approved it: nothing of it changes from then on."""
        return self.approved_at is not None
