"""`videre manage mail_news`: mail subscribers what is new. `videre nightly` does it every night."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from videre.web.installation import current_day
from videre.web.subscriptions.actions import mail_news


class Command(BaseCommand):
    """Mail every subscriber what is new and has not been told."""

    help = "Mail every subscriber what is new, with the receiver's own rights, and print how many mails were sent."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return how many mails were sent and how many could not be, as JSON."""
        return json.dumps(mail_news(day=current_day(), by="videre manage mail_news")._asdict())
