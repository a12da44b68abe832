"""That something may not be erased for now."""

from django.db import models
from django.db.models import F, Q


class LegalHold(models.Model):
    """What is held is not erased, by no rule and by no request: a person, a kind of record, or a kind of a person's.

    person: None: everybody. rule: of which rule (`definitions/retention`); empty: everything. reason: why, without a
    young person's data. until: the first day on which it holds no more. lifted_on, lifted_by,
    lifted_because: when it was ended before, by whom and why.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    rule = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    placed_by = models.CharField(max_length=150)
    lifted_on = models.DateField(null=True, blank=True)
    lifted_by = models.CharField(max_length=150, blank=True)
    lifted_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(person__isnull=True, rule=""), name="hold_of_somebody_or_something"),
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="hold_has_an_end"),
        )

    def __str__(self) -> str:
        return f"hold {self.pk}"
