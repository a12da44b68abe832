"""What a subscriber has been told."""

from django.db import models


class Told(models.Model):
    """One piece of news that was mailed, so that nobody is told twice. key: names the news, the same each night."""

    subscription = models.ForeignKey("subscriptions.Subscription", on_delete=models.CASCADE, related_name="told")
    event = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subscription", "event", "key"), name="told_once"),)

    def __str__(self) -> str:
        return f"{self.event} {self.key}"
