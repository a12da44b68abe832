"""A meeting about a young person."""

from django.db import models


class Meeting(models.Model):
    """A meeting about one young person: its day, who is invited, what is talked about, and what was agreed.

    about: what it is for. others: whom the caller invites by letter or telephone, the family first.
    came: who was there, in words. came_revision: counts how often that was saved, as an item does.
    closed_on: when the minutes were approved; from then on nothing of it is changed.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    at = models.TimeField()
    place = models.CharField(max_length=200)
    about = models.CharField(max_length=300)
    others = models.CharField(max_length=300, blank=True)
    came = models.TextField(blank=True)
    came_revision = models.PositiveIntegerField(default=0)
    called_by = models.CharField(max_length=150)
    called_by_name = models.CharField(max_length=150)
    called_for = models.CharField(max_length=60, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    agreements = models.ManyToManyField("agreements.Agreement", related_name="+", blank=True)

    class Meta:
        ordering = ("day", "at", "id")

    def __str__(self) -> str:
        return f"meeting {self.pk}"
