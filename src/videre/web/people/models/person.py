"""A young person, as casework knows them."""

import uuid
from datetime import date

from django.db import models


class Person(models.Model):
    """Somebody with whom the municipality's youth work may have to do. Never a CPR number, never an address.

    id: the public id, drawn by lot: the only way in which other apps, addresses and the log refer to a person.
    search_name: both names in small letters, for searching.
    protected_until: the first day on which name and address are no longer protected (CPR-loven § 28); None: they are
        not. The address then lies in `ProtectedAddress`, and in no other place.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    given_name = models.CharField(max_length=150, blank=True)
    family_name = models.CharField(max_length=150, blank=True)
    search_name = models.CharField(max_length=301, blank=True, db_index=True)
    birth_date = models.DateField(db_index=True)
    sex = models.CharField(max_length=1, choices=[("M", "M"), ("K", "K")])
    protected_until = models.DateField(null=True, blank=True)
    here_since = models.DateField(null=True, blank=True)
    here_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("family_name", "given_name", "id")

    def __str__(self) -> str:
        return f"person {self.id}"

    def is_protected(self, day: date) -> bool:
        """Return whether name and address are protected on a day."""
        return self.protected_until is not None and day < self.protected_until

    def lives_here(self, day: date) -> bool:
        """Return whether the person lives in the municipality on a day."""
        return self.here_since is not None and self.here_since <= day < (self.here_until or date.max)
