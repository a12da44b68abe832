"""`videre manage hold`: what is held is not erased, by no rule and by no request."""

from datetime import date
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from videre.web.installation import current_day
from videre.web.retention.actions import place_hold


class Command(BaseCommand):
    """Place a hold."""

    help = "Hold a person, a kind of record, or a kind of a person's records, until a day."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is held, why, by whom and until when."""
        parser.add_argument("--person", type=UUID, help="the id in the address of the person's page; else everybody")
        parser.add_argument("--rule", default="", help="a rule of docs/reference/retention.md; else everything")
        parser.add_argument("--reason", required=True, help="why; name nobody")
        parser.add_argument("--until", type=date.fromisoformat, required=True, help="the first day no longer")
        parser.add_argument("--by", required=True, help="who decided it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Place it."""
        made = place_hold(
            person_id=options["person"],
            rule=options["rule"],
            reason=options["reason"],
            since=current_day(),
            until=options["until"],
            by=options["by"],
        )
        self.stdout.write(f"Hold {made.pk} stands until {made.until}.")
