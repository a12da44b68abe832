"""An assessment of readiness for education, as schools and guidance made them until 2024."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class ReadinessRow(RegisterRow):
    """An assessment of readiness for education, as schools and guidance made them until 2024."""

    register: ClassVar[str] = "readiness"

    assessed = models.DateField()
    programme_group = models.CharField(max_length=30)
    personal = models.CharField(max_length=20, null=True)
    social = models.CharField(max_length=20, null=True)
    academic = models.CharField(max_length=20, null=True)
    practical = models.CharField(max_length=20, null=True)
    result = models.CharField(max_length=20, null=True)
