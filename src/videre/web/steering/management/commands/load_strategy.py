"""`videre manage load_strategy`: take in the strategy's initiatives and bodies. `videre serve` does it by itself."""

from typing import Any

from django.core.management.base import BaseCommand

from videre.web.installation import current_day, current_home, current_strategy
from videre.web.steering.actions.demonstrating import make_demo_steering
from videre.web.steering.actions.loading import load_strategy

COMMAND = "videre manage load_strategy"
DEMO_LEAD = "project-lead"  # whom a demonstration's own statuses are said to be from


class Command(BaseCommand):
    """Take in what the strategy's file has and the site lacks."""

    help = "Take in the strategy's initiatives, steering group and forums; what is there already stays as it is."

    def handle(self, *_args: Any, **options: Any) -> None:
        """Load the strategy; a demonstration that is new gets made-up statuses and meetings too."""
        n_new = load_strategy(strategy=current_strategy(), by=COMMAND)
        if n_new and current_home().settings.is_demo:
            make_demo_steering(day=current_day(), by=DEMO_LEAD)
        if options["verbosity"]:
            self.stdout.write(f"{n_new} new initiatives and bodies.")
