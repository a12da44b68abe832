"""`videre manage lift-hold`: end a hold before its time."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from videre.web.installation import current_day
from videre.web.retention.actions import lift_hold


class Command(BaseCommand):
    """Lift a hold."""

    help = "End a hold: from today on the rules apply again."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take which, why, and who decided it."""
        parser.add_argument("hold", type=int, help="its number, as `videre manage retention` lists it")
        parser.add_argument("--reason", required=True, help="why; name nobody")
        parser.add_argument("--by", required=True, help="who decided it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Lift it."""
        lift_hold(hold_id=options["hold"], reason=options["reason"], day=current_day(), by=options["by"])
        self.stdout.write("The hold is lifted.")
