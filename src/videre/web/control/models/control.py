"""One control of the log."""

from django.db import models


class Control(models.Model):
    """A period of the log whose looks were drawn and asked about.

    since, until: the first day, and the first day no longer. share: of how many in a hundred the lot draws one.
    lot: what the lot was drawn with, so that the draw can be repeated. n_looks: in the whole period.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    since = models.DateField()
    until = models.DateField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    lot = models.BinaryField()
    n_looks = models.PositiveIntegerField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.since}-{self.until}"
