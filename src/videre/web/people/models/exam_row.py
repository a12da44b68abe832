"""A test of folkeskolens afgangsprøve."""

from typing import ClassVar

from django.db import models

from videre.web.people.models.register_row import RegisterRow


class ExamRow(RegisterRow):
    """A test of folkeskolens afgangsprøve."""

    register: ClassVar[str] = "exams"

    school_year = models.IntegerField()
    grade = models.IntegerField()
    discipline = models.CharField(max_length=60)
    subject = models.CharField(max_length=60, null=True)
    mark = models.IntegerField(null=True)
    status = models.CharField(max_length=20, null=True)
