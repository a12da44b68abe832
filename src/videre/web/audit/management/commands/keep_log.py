"""`videre manage keep-log`: what is to be done with the log each night. `videre nightly` does it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from videre.web.audit.keeping import retire, seal_and_export, verify_all


class Command(BaseCommand):
    """Seal and export, take out what is older than it is kept, and verify the whole."""

    help = "Seal and export the log, take out what is older than keep_log_months, and verify the whole."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether the log is held."""
        parser.add_argument("--keep-all", action="store_true", help="take out no line by age: the log is held by law")

    def handle(self, *_args: Any, **options: Any) -> str:
        """Return what was done; raises LogTamperedWith."""
        is_held = options["keep_all"]
        taken_out = "No line was taken out by age: the log is held." if is_held else None
        return " ".join([seal_and_export(), taken_out or retire(by="videre nightly"), verify_all()])
