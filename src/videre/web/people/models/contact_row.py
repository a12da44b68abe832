"""A unit's work with a young person."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class ContactRow(RegisterRow):
    """A unit's work with a young person."""

    register: ClassVar[str] = "contacts"

    unit = models.CharField(max_length=150)
    role = models.CharField(max_length=150)
    start = models.DateField()
    stop = models.DateField(null=True)
