"""`videre manage put-up-wall ROLE`: row-level security before the role under which the site asks the database."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction

from videre.web.config.policies import put_up_wall


class Command(BaseCommand):
    """Put up the second wall; run it as the owner of the tables, after `migrate`."""

    help = "Put up row-level security before the database role of the site (PostgreSQL)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the role."""
        parser.add_argument("role")

    def handle(self, *_args: Any, **options: Any) -> str:
        """Return what was done."""
        with transaction.atomic():
            n_tables = put_up_wall(connection, role=options["role"])
        return f"{n_tables} tables are guarded before {options['role']}."
