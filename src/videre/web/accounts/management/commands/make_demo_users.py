"""`videre manage make_demo_users`: one user a role, with new passwords, as JSON. `videre demo` prints them nicely."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from videre.web.accounts.actions import make_demo_users


class Command(BaseCommand):
    """Make a demonstration's users in place of those there were."""

    help = "Make one user a role, with new passwords, and print them as JSON."

    def handle(self, *_args: Any, **_options: Any) -> str:
        """Return the users, with the passwords that are kept nowhere."""
        made = make_demo_users(by="videre manage")
        return json.dumps([user._asdict() for user in made], ensure_ascii=False)
