"""A break of a course, and whether anybody had been told of it before."""

from django.db import models


class CourseBreak(models.Model):
    """Somebody broke off. was_flagged: whether they stood on a list of early signs in the half year before."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    on = models.DateField()
    was_flagged = models.BooleanField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "on"), name="one_break_a_day"),)

    def __str__(self) -> str:
        return f"break {self.pk}"
