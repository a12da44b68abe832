"""What every row of a register has in casework."""

from typing import ClassVar

from django.db import models


class RegisterRow(models.Model):
    """A row as a register said it, in the columns of the store (`store.shapes`), about one of our persons' numbers.

    reported, sequence, withdrawn: as in the store; of one key the greatest (reported, sequence) counts.
    """

    register: ClassVar[str] = ""

    id = models.BigAutoField(primary_key=True)
    number = models.ForeignKey("people.CprNumber", on_delete=models.CASCADE, related_name="+", db_column="number")
    reported = models.DateField()
    sequence = models.BigIntegerField()
    withdrawn = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"
