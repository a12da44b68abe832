"""The overview and the measurement points as an app."""

from django.apps import AppConfig


class Insight(AppConfig):
    """The overview and the measurement points."""

    name = "videre.web.insight"
