"""`videre manage change-user`: another role or unit, closing and opening, a new app. It holds at the next request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from videre.web.accounts.actions import NoSuchRole, NoSuchUser, change_user
from videre.web.accounts.codes import forget_app
from videre.web.accounts.models import User


class Command(BaseCommand):
    """Change a user; every session of the user ends."""

    help = "Give a user another role or unit, close or open the user, or let the user connect a new app."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name and what shall be otherwise."""
        parser.add_argument("user_name")
        parser.add_argument("--role", default="", help="a name in definitions/roles/")
        parser.add_argument("--unit", help="where the user works")
        parser.add_argument(
            "--close", dest="is_active", action="store_false", default=None, help="let the user in no more"
        )
        parser.add_argument("--open", dest="is_active", action="store_true", help="let a closed user in again")
        parser.add_argument("--forget-app", action="store_true", help="the telephone is gone: connect a new app")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Change the user."""
        by = "videre manage change-user"
        name, chosen = options["user_name"], ("role", "unit", "is_active")
        try:
            change_user(user_name=name, **{each: options[each] for each in chosen}, by=by)
        except (NoSuchRole, NoSuchUser) as error:
            raise CommandError(str(error)) from error
        if options["forget_app"]:
            forget_app(user=User.objects.get(user_name=name.lower()), by=by)
        self.stdout.write(f"{name.lower()} is changed, and logged out everywhere.")
