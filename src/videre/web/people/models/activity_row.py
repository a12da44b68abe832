"""A municipal activity by plan, or an exemption."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class ActivityRow(RegisterRow):
    """A municipal activity by plan, or an exemption."""

    register: ClassVar[str] = "activities"

    activity = models.CharField(max_length=60)
    start = models.DateField()
    stop = models.DateField(null=True)
    ascertained = models.DateField(null=True)
    review = models.DateField(null=True)
