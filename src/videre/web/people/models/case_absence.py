"""A pupil's month of absence as the signals read it, resolved from the rows of the registers."""

from django.db import models


class CaseAbsence(models.Model):
    """One pupil's month at one school, derived anew whenever a delivery has been taken in.

    month: as `domain.days` counts months. place: the school. grade: the pupil's grade there in that month; -1 where no
    enrolment says. Days are hundredths. reported: the day on which the school said so.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    month = models.IntegerField()
    place = models.IntegerField()
    grade = models.SmallIntegerField()
    possible_x100 = models.IntegerField()
    ill_x100 = models.IntegerField()
    permitted_x100 = models.IntegerField()
    unpermitted_x100 = models.IntegerField()
    reported = models.IntegerField()

    def __str__(self) -> str:
        return f"month of absence {self.pk}"
