"""The plan of a young person."""

from django.db import models


class Plan(models.Model):
    """One plan; a person has one. form: the form in which it was begun, and in which it stays."""

    id = models.BigAutoField(primary_key=True)
    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=30)
    begun_on = models.DateField()
    begun_by = models.CharField(max_length=150)

    def __str__(self) -> str:
        return f"plan {self.pk}"
