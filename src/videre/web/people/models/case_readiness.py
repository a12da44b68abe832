"""An assessment of readiness as pages read it, resolved from the rows of the registers."""

from django.db import models


class CaseReadiness(models.Model):
    """One assessment of one person, derived anew whenever a delivery has been taken in.

    assessed, reported: days counted from 1 January 1970. programme_group, result: the register's codes.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    assessed = models.IntegerField()
    programme_group = models.CharField(max_length=30)
    result = models.CharField(max_length=20)
    reported = models.IntegerField()

    def __str__(self) -> str:
        return f"assessment {self.pk}"
