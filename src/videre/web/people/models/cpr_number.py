"""A CPR number that a person has or has had."""

from django.db import models


class CprNumber(models.Model):
    """One number of one person: an attribute with a date, since numbers change and the person does not.

    blind: a 63-bit keyed hash of the number, under a key of the casework's own: a number is found by it, and without
        the key nobody can try all numbers until one fits. It is not the pseudonym of the statistics.
    encrypted: the number itself, under the home's key (`people.secrets`).
    since: the day from which it was the person's number; None: as long as we know.
    newest: whether it is the number that the person has now.
    reported, sequence: the last that the register of persons said under this number: what is older says nothing.
    """

    blind = models.BigIntegerField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="numbers")
    encrypted = models.BinaryField(max_length=80)
    since = models.DateField(null=True, blank=True)
    newest = models.BooleanField(default=True)
    reported = models.DateField()
    sequence = models.BigIntegerField()

    def __str__(self) -> str:
        return f"a number of person {self.person_id}"
