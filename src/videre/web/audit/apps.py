"""The log as an app."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created

from videre.web.audit.wall import on_connection


class Audit(AppConfig):
    """The log."""

    name = "videre.web.audit"

    def ready(self) -> None:
        """Show the pass on every connection: the database knows no other moment at which it is opened."""
        connection_created.connect(on_connection)
