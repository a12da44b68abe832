"""Retention as an app."""

from django.apps import AppConfig


class Retention(AppConfig):
    """Holds, packages for the archive, and erasing by the rules."""

    name = "videre.web.retention"
