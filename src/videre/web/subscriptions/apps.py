"""Subscriptions as an app."""

from django.apps import AppConfig


class Subscriptions(AppConfig):
    """Mails about what is new."""

    name = "videre.web.subscriptions"
