"""The address of somebody whose name and address are protected."""

from django.db import models


class ProtectedAddress(models.Model):
    """A protected address, encrypted, in a table of its own that no ordinary query reads (CPR-loven § 28).

    encrypted: address and postal code. until: the first day on which it is protected no longer.
    """

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="+")
    encrypted = models.BinaryField(max_length=600)
    until = models.DateField()

    def __str__(self) -> str:
        return f"protected address of person {self.person_id}"
