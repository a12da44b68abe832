"""`videre manage retention`: what would go by the rules, and why. Nothing is changed: `videre nightly` erases."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from videre.web.installation import current_day
from videre.web.retention.telling import EXAMPLES, tell_all


class Command(BaseCommand):
    """Print what is due, what waits for the archive, and what is held."""

    help = "Print what would be erased by the rules of retention on a day, and why. Nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the day and how many examples."""
        parser.add_argument("--day", type=date.fromisoformat, help="today when left out")
        parser.add_argument("--examples", type=int, default=EXAMPLES, help="rows that are named of each kind")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print."""
        for line in tell_all(options["day"] or current_day(), options["examples"]):
            self.stdout.write(line)
