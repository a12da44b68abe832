"""A pupil's month at a school: school days, and days of absence of each kind."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class AbsenceRow(RegisterRow):
    """A pupil's month at a school: school days, and days of absence of each kind."""

    register: ClassVar[str] = "absence"

    institution = models.IntegerField()
    month = models.DateField()
    days_possible = models.IntegerField(null=True)
    days_ill = models.FloatField(null=True)
    days_permitted = models.FloatField(null=True)
    days_unpermitted = models.FloatField(null=True)
