"""What a user wants to be told of by mail."""

from django.db import models


class Subscription(models.Model):
    """One user's subscription. events: values of Event. language: of the mails."""

    user = models.OneToOneField("accounts.User", on_delete=models.CASCADE, related_name="+")
    address = models.EmailField()
    language = models.CharField(max_length=2)
    events = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.user_id)
