"""Who is the one named contact person of a young person."""

from typing import ClassVar

from django.db import models


class ContactPerson(models.Model):
    """A user who is the contact person, for a unit, from a day on and up to another. At most one is open."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="+")
    unit = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("since", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=("person",), condition=models.Q(until__isnull=True), name="one_open_contact_person"
            )
        ]

    def __str__(self) -> str:
        return f"contact person {self.pk}"
