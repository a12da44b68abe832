"""Users as an app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Users, roles and log-in."""

    name = "videre.web.accounts"
