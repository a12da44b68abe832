"""A comment on a draft."""

from django.db import models

from videre.web.reporting.models.half_year_report import HalfYearReport


class Comment(models.Model):
    """What somebody says of a draft before it is approved."""

    report = models.ForeignKey(HalfYearReport, on_delete=models.CASCADE, related_name="comments")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    text = models.TextField(max_length=4000)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.by}: {self.text[:40]}"
