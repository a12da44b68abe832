"""A notice to somebody who must know at once."""

from django.db import models


class Notice(models.Model):
    """Tells a leader or the data-protection officer that the glass was broken. It names no young person.

    seen_at: when the user first saw it; None: not yet.
    """

    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    broken_glass = models.ForeignKey("access.BrokenGlass", on_delete=models.CASCADE, related_name="notices")
    made_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"notice {self.pk}"
