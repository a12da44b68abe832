"""A fact as the folds read it, resolved from the rows of the registers."""

from django.db import models


class CaseFact(models.Model):
    """One fact of one person (`domain.facts.Fact`), resolved anew whenever a delivery has been taken in.

    It is derived: the rows of the registers are the source. Days are counted from 1 January 1970.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    start = models.IntegerField()
    kind = models.SmallIntegerField()
    code = models.SmallIntegerField()
    stop = models.IntegerField()
    value = models.IntegerField()
    place = models.IntegerField()
    detail = models.IntegerField()
    reported = models.IntegerField()
    review = models.IntegerField()

    def __str__(self) -> str:
        return f"fact {self.pk}"
