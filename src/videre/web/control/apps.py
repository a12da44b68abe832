"""The control of the log as an app."""

from django.apps import AppConfig


class Control(AppConfig):
    """The yearly control of the log."""

    name = "videre.web.control"
