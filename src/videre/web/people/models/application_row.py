"""A choice of education."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class ApplicationRow(RegisterRow):
    """A choice of education."""

    register: ClassVar[str] = "applications"

    applied = models.DateField()
    priority = models.IntegerField(null=True)
    institution = models.IntegerField(null=True)
    programme = models.IntegerField(null=True)
    outcome = models.CharField(max_length=20, null=True)
