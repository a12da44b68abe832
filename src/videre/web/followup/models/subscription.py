"""Who is told by mail."""

from django.db import models


class Subscription(models.Model):
    """A user's wish to be told by mail, at most once a day. told_on: the last day on which it was done."""

    id = models.BigAutoField(primary_key=True)
    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    told_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return f"subscription {self.pk}"
