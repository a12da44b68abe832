"""Steering as an app."""

from django.apps import AppConfig


class Steering(AppConfig):
    """Initiatives, meetings and forums."""

    name = "videre.web.steering"
