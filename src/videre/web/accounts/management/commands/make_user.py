"""`videre manage make_user`: the way in which a municipality gets its first user."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from videre.web.accounts.actions import NoSuchRole, UserExists, make_user


class Command(BaseCommand):
    """Make a user with a random password, and print the password once."""

    help = "Make a user with a random password, and print the password once."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, the role and what pages show."""
        parser.add_argument("user_name")
        parser.add_argument("--role", required=True, help="a name in definitions/roles/")
        parser.add_argument("--name", default="", help="what pages show; the user name when left out")
        parser.add_argument("--unit", default="", help="where the user works")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the user; the first one makes the tables too."""
        call_command("migrate", interactive=False, verbosity=0)
        try:
            made = make_user(
                user_name=options["user_name"],
                display_name=options["name"] or options["user_name"],
                role=options["role"],
                unit=options["unit"],
                by="videre manage make_user",
            )
        except (NoSuchRole, UserExists) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.user_name}  {made.password}  ({made.role})")
