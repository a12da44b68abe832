"""The number under which facts name a unit."""

from django.db import models


class ContactUnit(models.Model):
    """A unit that contacts are with, and its number among the facts. Derived with them."""

    number = models.SmallIntegerField(primary_key=True)
    name = models.CharField(max_length=150, unique=True)

    def __str__(self) -> str:
        return self.name
