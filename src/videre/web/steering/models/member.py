"""A seat in a body."""

from django.db import models


class Member(models.Model):
    """Who sits in a body.

    name: empty for a seat that nobody has been named for. role, role_en: the post. unit: an actor of the strategy, by
    its key, or a name. until: the last day, None while the seat is held.
    """

    body = models.ForeignKey("steering.Body", on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=150, blank=True)
    role = models.CharField(max_length=120, blank=True)
    role_en = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    chairs = models.BooleanField(default=False)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-chairs", "id")

    def __str__(self) -> str:
        return self.name or self.role
