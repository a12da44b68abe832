"""People as an app."""

from django.apps import AppConfig


class People(AppConfig):
    """Identities and the register facts for casework."""

    name = "videre.web.people"
