"""A young person's place on a follow-up list."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One person's place on one list, kept so that pages are fast. The rules make it; nobody writes it by hand.

    since: from when what the list is about is so. known: the day on which the municipality knew. is_work: whether
    somebody must act. clock, due: what is waited for, and the last day; no day when nothing is due now. event: the day
    that the list is about, where it has one. paused_until: the first day on which an exemption no longer holds. why:
    what was seen, in codes and whole numbers. unit: the unit that answers, by the table of responsibility; empty where
    the table has a gap. responsible: the named person. was_handed: whether a colleague handed it to them; the rules
    then leave it there. opened, closed: the days on which it came on the list and left it. seen_on, acted_on: the
    first days on which somebody opened it, and did something. class_then, class_after_3, class_after_12: the
    YouthClass when it came, and 3 and 12 months later; 0: not known yet.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=60)
    is_work = models.BooleanField(default=True)
    since = models.DateField()
    known = models.DateField()
    clock = models.SmallIntegerField(default=0)
    due = models.DateField(null=True, blank=True)
    event = models.DateField(null=True, blank=True)
    paused_until = models.DateField(null=True, blank=True)
    why = models.JSONField(default=dict)
    unit = models.CharField(max_length=60, blank=True)
    responsible = models.ForeignKey("accounts.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    was_handed = models.BooleanField(default=False)
    opened = models.DateField()
    closed = models.DateField(null=True, blank=True)
    seen_on = models.DateField(null=True, blank=True)
    acted_on = models.DateField(null=True, blank=True)
    class_then = models.SmallIntegerField(default=0)
    class_after_3 = models.SmallIntegerField(default=0)
    class_after_12 = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ("due", "known", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("person", "list_name"), condition=models.Q(closed__isnull=True), name="one_open_place_a_list"
            ),
        )
        indexes: ClassVar = [
            models.Index(
                fields=("responsible", "list_name", "due"),
                condition=models.Q(closed__isnull=True),
                name="entry_of_responsible",
            ),
            models.Index(
                fields=("unit", "list_name", "due"), condition=models.Q(closed__isnull=True), name="entry_of_unit"
            ),
            models.Index(
                fields=("unit", "due", "id"),
                condition=models.Q(closed__isnull=True, is_work=True, due__isnull=False),
                name="entry_due_in_unit",
            ),
            models.Index(fields=("person",), name="entry_of_person"),
            models.Index(fields=("opened",), name="entry_opened"),
        ]

    def __str__(self) -> str:
        return f"entry {self.pk}"
