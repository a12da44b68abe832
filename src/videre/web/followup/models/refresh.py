"""When the lists were made."""

from django.db import models


class Refresh(models.Model):
    """One making of all lists. day: what counted as today. n_open, n_new, n_closed: entries open, made and closed."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    day = models.DateField()
    n_open = models.IntegerField()
    n_new = models.IntegerField()
    n_closed = models.IntegerField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"refresh {self.pk}"
