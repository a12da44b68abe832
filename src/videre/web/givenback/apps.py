"""Given back as an app."""

from django.apps import AppConfig


class GivenBack(AppConfig):
    """Pages for schools and units."""

    name = "videre.web.givenback"
