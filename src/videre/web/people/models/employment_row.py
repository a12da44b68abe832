"""A month's work with one employer, whose number is hashed."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class EmploymentRow(RegisterRow):
    """A month's work with one employer, whose number is hashed."""

    register: ClassVar[str] = "employment"

    month = models.DateField()
    kind = models.CharField(max_length=20)
    employer = models.BigIntegerField(null=True)
    hours = models.FloatField(null=True)
