"""Who holds custody of a young person."""

from django.db import models


class Guardian(models.Model):
    """A holder of custody, as the register of persons names them: by number alone. Custody ends at 18.

    blind, encrypted: the guardian's number, as in `CprNumber`; a guardian need not be a person of ours.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="guardians")
    blind = models.BigIntegerField(db_index=True)
    encrypted = models.BinaryField(max_length=80)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "blind"), name="guardian_once"),)

    def __str__(self) -> str:
        return f"a guardian of person {self.person_id}"
