"""An initiative of the strategy."""

from django.db import models


class Initiative(models.Model):
    """What a strategy sets in motion.

    strategy, number, focus_area: which one it is; `number` as the strategy numbers it (5.1a).
    own_title, own_text: of one that the municipality added; empty where the strategy's file says it.
    owner: who answers for it, by name or post. unit, partners: actors of the strategy, by their keys.
    principles: the numbers of those that it serves.
    """

    strategy = models.CharField(max_length=80)
    number = models.CharField(max_length=20)
    focus_area = models.PositiveSmallIntegerField()
    own_title = models.CharField(max_length=120, blank=True)
    own_text = models.TextField(blank=True)
    owner = models.CharField(max_length=150, blank=True)
    unit = models.CharField(max_length=80, blank=True)
    partners = models.JSONField(default=list)
    principles = models.JSONField(default=list)
    budget_dkk = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("focus_area", "number")
        constraints = (models.UniqueConstraint(fields=("strategy", "number"), name="initiative_is_there_once"),)

    def __str__(self) -> str:
        return self.number
