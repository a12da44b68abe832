"""`videre manage archive-receipt`: the archive has a package, and what stands in it may be erased when it is due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from videre.web.installation import current_day
from videre.web.retention.archiving import receive_receipt


class Command(BaseCommand):
    """Note a receipt."""

    help = "Note that the archive has a package; our copy of the file is removed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what the archive says."""
        parser.add_argument("name", help="the file's name")
        parser.add_argument("--sha256", required=True, help="the hash, as the archive computed it")
        parser.add_argument("--reference", required=True, help="the archive's own number of the package")
        parser.add_argument("--by", default="videre manage archive-receipt", help="who notes it")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Note it."""
        name, sha256, reference = options["name"], options["sha256"], options["reference"]
        receive_receipt(name=name, sha256=sha256, reference=reference, day=current_day(), by=options["by"])
        self.stdout.write(f"{name} is with the archive. What stands in it is erased when it is due.")
