"""A body that meets."""

from django.db import models


class Body(models.Model):
    """The steering group, a dialogue forum, or the youth network.

    slug: its address. about: for whom it is. `_en` is English; empty where the municipality made it itself.
    """

    strategy = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    about = models.CharField(max_length=300, blank=True)
    about_en = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("strategy", "slug"), name="body_is_there_once"),)

    def __str__(self) -> str:
        return self.slug
