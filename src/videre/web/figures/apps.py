"""Released tables as an app."""

from django.apps import AppConfig


class Figures(AppConfig):
    """Released tables."""

    name = "videre.web.figures"
