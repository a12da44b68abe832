"""The door as an app."""

from django.apps import AppConfig


class Own(AppConfig):
    """The own plan: read, written, answered, objected to."""

    name = "videre.web.own"
