"""Which deliveries the casework has taken in."""

from django.db import models


class TakenDelivery(models.Model):
    """A delivery of the ledger that has been taken in, or passed over: it is never taken twice.

    sha256: of its file: after a restored backup the ledger may name another delivery by the same number.
    n_rows: how many rows were looked at. was_read: False when its kept file had been removed.
    """

    sequence = models.BigIntegerField(primary_key=True)
    sha256 = models.CharField(max_length=64, default="")
    register = models.CharField(max_length=30)
    sender = models.CharField(max_length=150)
    n_rows = models.IntegerField(default=0)
    was_read = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"delivery {self.sequence}"
