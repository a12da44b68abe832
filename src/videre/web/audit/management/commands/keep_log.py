"""`videre manage keep-log`: what is to be done with the log each night. `videre nightly` does it."""

from typing import Any

from django.core.management.base import BaseCommand

from videre.web.audit.keeping import retire, seal_and_export, verify_all


class Command(BaseCommand):
    """Seal and export, take out what is older than it is kept, and verify the whole."""

    help = "Seal and export the log, take out what is older than keep_log_months, and verify the whole."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return what was done; raises LogTamperedWith."""
        return " ".join([seal_and_export(), retire(by="videre nightly"), verify_all()])
