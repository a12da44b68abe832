"""`videre manage keep-by-rules`: archive and erase what is due. `videre nightly` does it."""

from typing import Any

from django.core.management.base import BaseCommand

from videre.web.retention.telling import keep_by_rules


class Command(BaseCommand):
    """Archive and erase what is due."""

    help = "Write a package for the archive when one is asked for, and erase what is due, not held, and archived."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return what was done."""
        return keep_by_rules(by="videre nightly")
