"""Where a person lives, when nobody has asked that it be protected."""

from django.db import models


class Address(models.Model):
    """An address that is not protected. That of somebody who is protected never stands here."""

    person = models.OneToOneField("people.Person", on_delete=models.CASCADE, primary_key=True, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    postal_code = models.CharField(max_length=4, blank=True)

    def __str__(self) -> str:
        return f"address of person {self.person_id}"
