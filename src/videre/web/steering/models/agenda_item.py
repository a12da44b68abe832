"""An item of a meeting's agenda."""

from django.db import models


class AgendaItem(models.Model):
    """Why something is to be talked about, and what was decided.

    kind: an ItemKind. key: names what it is about, so that it stands there once.
    title: of one that somebody put there. said: what was true when the agenda was made, by name, for its sentence.
    initiative: the one that it is about, or None. is_left_out: the chair took it off.
    decision: empty until the meeting has decided.
    """

    meeting = models.ForeignKey("steering.Meeting", on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=200, blank=True)
    said = models.JSONField(default=dict)
    initiative = models.ForeignKey(
        "steering.Initiative", on_delete=models.CASCADE, related_name="+", null=True, blank=True
    )
    is_left_out = models.BooleanField(default=False)
    decision = models.TextField(blank=True)
    decided_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("meeting", "key"), name="agenda_item_is_there_once"),)

    def __str__(self) -> str:
        return self.key
