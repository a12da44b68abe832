"""`videre manage archive`: write what is soon to be erased, or all about one person, to a package for the archive."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from videre.web.installation import current_day, current_home
from videre.web.retention.archiving import write_package


class Command(BaseCommand):
    """Write a package."""

    help = "Write a package for the archive: what is erased within a quarter, or all about one person."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take a person."""
        parser.add_argument("--person", type=UUID, help="the id in the address of the person's page")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write, and print where it lies."""
        made = write_package(day=current_day(), person_id=options["person"], by="videre manage archive")
        if made is None:
            self.stdout.write("Everything that is to be archived stands in a package already.")
            return
        self.stdout.write(f"{made.n_records} records: {current_home().paths.archive / made.name}")
        self.stdout.write(f"sha256 {made.sha256}")
        self.stdout.write(
            "Hand it over, and note the receipt: videre manage archive-receipt NAME --sha256 HASH --reference NUMBER"
        )
