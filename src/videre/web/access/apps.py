"""Access as an app."""

from django.apps import AppConfig


class Access(AppConfig):
    """Involvement, legal basis, disclosure, consent, and emergency access."""

    name = "videre.web.access"
