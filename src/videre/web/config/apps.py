"""The project as an app: its templates, its texts and the checks of the whole."""

from django.apps import AppConfig


class Config(AppConfig):
    """The frame of the site."""

    name = "videre.web.config"
    label = "config"
