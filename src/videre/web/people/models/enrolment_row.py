"""A stay in a programme."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class EnrolmentRow(RegisterRow):
    """A stay in a programme."""

    register: ClassVar[str] = "enrolments"

    institution = models.IntegerField()
    programme = models.IntegerField()
    start = models.DateField()
    part = models.CharField(max_length=10, null=True)
    grade = models.IntegerField(null=True)
    stop = models.DateField(null=True)
    outcome = models.CharField(max_length=20, null=True)
    reason = models.CharField(max_length=60, null=True)
