"""The whole house in one go: a home, a made-up municipality's registers, their import, and the released tables."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import yaml

from videre.home.home import Home, make_home, today
from videre.home.settings import Settings
from videre.pipeline.data_health import keep_data_health
from videre.pipeline.importing import ImportResult, import_delivery
from videre.pipeline.releasing import release
from videre.pipeline.reporting import report
from videre.pipeline.synthesising import MANIFEST, synthesise
from videre.pipeline.telling_why import tell_why
from videre.reports.half_years import HalfYear
from videre.synth.request import Request

Progress = Callable[[str, int, int], None]  # what is being done, done, of how many

ALBERTSLUND = 165


def make_demonstration(root: Path, request: Request, progress: Progress) -> tuple[Home, list[ImportResult]]:
    """Make a home of made-up people and fill it the way a real one is filled; return it, and what each import took.

    Its day is the day after the registers end, for ever, so that it shows the same every time.

    Raises:
        HomeExists: there is something at `root` already.
    """
    home, results = make_delivered_home(root, request, progress)
    release(home, today(home), progress=lambda done, n: progress("Releasing tables", done, n))
    tell_why(home, today(home))
    keep_data_health(home, today(home), lambda done, n: progress("Checking", done, n))
    progress("Writing the first report", 0, 1)
    write_first_report(home)
    return home, results


def make_delivered_home(root: Path, request: Request, progress: Progress) -> tuple[Home, list[ImportResult]]:
    """Make a demonstration's home with its registers delivered and nothing made of them yet: see make_demonstration."""
    settings = Settings(
        municipality=ALBERTSLUND,
        municipality_name="Albertslund",
        today=date(request.to_year, 2, 1),
        is_demo=True,
        second_factor=False,
    )
    home = make_home(root, settings)
    progress("Making people up", 0, 1)
    synthesise(request, home.paths.suppliers, lambda file, done, n: progress(f"Writing {file}", done, n))
    return home, deliver(home, home.paths.suppliers, progress)


def write_first_report(home: Home) -> Path:
    """Write the report of the last half-year that has ended, in Danish; return where it is."""
    day = today(home)
    half = HalfYear(day.year, 1 if day.month <= 6 else 2).previous
    return report(home, half, day)[0]


def deliver(home: Home, folder: Path, progress: Progress) -> list[ImportResult]:
    """Import the files of a folder in the order of its manifest."""
    manifest = yaml.safe_load((folder / MANIFEST).read_text("utf-8"))
    results = []
    for done, entry in enumerate(manifest):
        progress(f"Importing {entry['file']}", done, len(manifest))
        results.append(
            import_delivery(
                home,
                entry["register"],
                folder / entry["file"],
                mapping=entry["mapping"],
                reported=date.fromisoformat(entry["reported"]),
            )
        )
    return results
