"""`videre manage seal-log`: seals what is new in the log and exports the checkpoints. `videre nightly` does it too."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from videre.web.audit.keeping import seal_and_export


class Command(BaseCommand):
    """Seal the log; best every five minutes, since nothing vouches for a line before."""

    help = "Seal what is new in the log, and export checkpoints to the folder in log_checkpoints."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return what was done, in a sentence."""
        call_command("migrate", interactive=False, verbosity=0)  # a home whose site was never served has no tables
        return seal_and_export()
