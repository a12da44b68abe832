"""Deliveries as an app."""

from django.apps import AppConfig


class Deliveries(AppConfig):
    """The health of the data."""

    name = "videre.web.deliveries"
