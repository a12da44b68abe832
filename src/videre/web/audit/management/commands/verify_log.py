"""`videre manage verify-log`: whether the log is as it was sealed, beside what another party holds."""

import json
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

from videre.web.audit.findings import Verified
from videre.web.audit.home_log import current_signer, exported_to
from videre.web.audit.keeping import check_whole, read_exported
from videre.web.audit.notes import NoteReader
from videre.web.audit.sharing import in_processes
from videre.web.audit.verifying import verify

MOST_SAID = 20
TABLE = "audit_seal"


class Command(BaseCommand):
    """Verify the log; ends with 5 when something is found."""

    help = "Find every line, seal or statement of the log that is not as it was sealed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take where the other party's checkpoints lie, and its copy of the key."""
        parser.add_argument("--checkpoints", type=Path, help="the folder in log_checkpoints when left out")
        parser.add_argument(
            "--public-key", type=Path, help="a file with the line of --show-key, as the other party has it"
        )
        parser.add_argument("--show-key", action="store_true", help="print the public key for the other party, and end")
        parser.add_argument("--workers", type=int, default=2, help="processes that share the work")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print what was found; raises LogTamperedWith when it is anything."""
        file = options["public_key"]
        reader = NoteReader.told(file.read_text("utf-8")) if file else current_signer().reader
        if options["show_key"]:
            self.stdout.write(reader.verifier_line())
            return
        if TABLE not in connection.introspection.table_names():
            self.stdout.write("There is no log yet: the site has not been used.")
            return
        folder = options["checkpoints"] or exported_to()
        exported = read_exported(folder) if folder else []
        show = partial(self.show, format=options["format"])
        done = verify(reader, exported, partial(in_processes, workers=options["workers"], progress=self.say_how_far))
        show(done)
        check_whole(done)

    def say_how_far(self, n_lines: int) -> None:
        """Say how many lines have been checked, where somebody watches."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{n_lines:,} lines checked", ending="")

    def show(self, done: Verified, format: str) -> None:  # noqa: A002 - the option's name
        """Print what was read and found."""
        if format == "json":
            self.stdout.write(json.dumps(done.as_values(), ensure_ascii=False))
            return
        self.stdout.write(
            f"{done.n_sealed:,} sealed lines and {done.n_checkpoints} exported checkpoints were compared; "
            f"{done.n_unsealed:,} lines are not sealed yet."
        )
        for finding in done.findings[:MOST_SAID]:
            self.stdout.write(str(finding))
        if len(done.findings) > MOST_SAID:
            self.stdout.write(f"... and {len(done.findings) - MOST_SAID} more: --format json")
        if not done.n_checkpoints:
            self.stdout.write(
                "No checkpoints of another party were compared, so a tail that was cut is not found: "
                "see log_checkpoints in settings.yaml."
            )
