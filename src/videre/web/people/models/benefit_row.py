"""A period on a benefit."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class BenefitRow(RegisterRow):
    """A period on a benefit."""

    register: ClassVar[str] = "benefits"

    benefit = models.CharField(max_length=60)
    start = models.DateField()
    stop = models.DateField(null=True)
