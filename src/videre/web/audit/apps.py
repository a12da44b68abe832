"""The log as an app."""

from django.apps import AppConfig


class Audit(AppConfig):
    """The log."""

    name = "videre.web.audit"
