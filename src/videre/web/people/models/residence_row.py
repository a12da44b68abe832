"""A stay in a municipality."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class ResidenceRow(RegisterRow):
    """A stay in a municipality."""

    register: ClassVar[str] = "residence"

    start = models.DateField()
    municipality = models.IntegerField()
    stop = models.DateField(null=True)
