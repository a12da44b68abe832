"""An institution's notice."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class NotificationRow(RegisterRow):
    """An institution's notice."""

    register: ClassVar[str] = "notifications"

    event_id = models.BigIntegerField()
    event = models.CharField(max_length=20)
    date = models.DateField()
    institution = models.IntegerField(null=True)
    programme = models.IntegerField(null=True)
    reason = models.CharField(max_length=60, null=True)
