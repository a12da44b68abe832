"""`videre demo`: everything, from nothing to a running site."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from rich.progress import Progress

from videre.cli.commands.measure import COLUMNS
from videre.cli.commands.synth import Size
from videre.cli.exit_codes import ExitCode
from videre.cli.printing import PEOPLE, print_table, say
from videre.home.home import Home, find_home_root, get_home, today
from videre.pipeline.demonstrating import make_demonstration
from videre.pipeline.importing import ImportResult
from videre.pipeline.measuring import measure
from videre.synth.request import DEFAULT_SEED, SIZES, Request
from videre.web.config.serving import bring_casework_forward, renew_demo_users, serve_site


def run(*, home: Path | None = None, size: Size = "municipality", port: int = 8000, no_serve: bool = False) -> int:
    """Make a municipality of made-up people, import its registers, compute the points, and serve the site.

    A demonstration that is there already is served as it is, with new passwords.

    Parameters
    ----------
    home
        Where; $VIDERE_HOME or ./videre-home when left out.
    size
        village (1,500 people aged 0 to 40), municipality (Albertslund's 14,789) or city (300,000).
    port
        The port of the site, on this machine's own address.
    no_serve
        Stop before the site is served.
    """
    root = find_home_root(home)
    opened = get_home(root) if (root / "videre-home.json").exists() else make(root, size)
    show_points(opened)
    for path in sorted(opened.paths.reports.glob("*.pdf")):
        say(f"The half-year report: {path}")
    if no_serve:
        say(f"The home is at {root}. Serve it with: videre serve --home {root}")
        return ExitCode.DONE
    users = renew_demo_users(opened)
    serve_site(opened, "127.0.0.1", port, when_ready=lambda: welcome(port, users))
    return ExitCode.DONE


def make(root: Path, size: Size) -> Home:
    """Make the demonstration, with a bar, and say what was imported."""
    request = Request(SIZES[size], DEFAULT_SEED, from_year=2006, to_year=2016)
    with Progress(console=PEOPLE, transient=True) as bar:
        task = bar.add_task("", total=None)
        made, results = make_demonstration(
            root, request, lambda what, done, n: bar.update(task, description=what, completed=done, total=n)
        )
        bring_casework_forward(made, lambda what, done, n: bar.update(task, description=what, completed=done, total=n))
    say_imported(results)
    return made


def say_imported(results: Sequence[ImportResult]) -> None:
    """Say how many rows came in, and what became of them."""
    rows_in, accepted, set_aside, ignored = (
        sum(getattr(result, name) for result in results) for name in ("rows_in", "accepted", "set_aside", "ignored")
    )
    say(
        f"Imported {len(results)} files: {rows_in:,} rows = {accepted:,} taken + {set_aside:,} set aside"
        f" + {ignored:,} known already."
    )


def show_points(home: Home) -> None:
    """Print the newest figure of each measurement point; pathways are many, and stand on their page."""
    figures = measure(home, ("completion", "benefits", "youth_15_17", "exam"), None, (), today(home))
    print_table([figure.as_dict() for figure in figures], COLUMNS)


def welcome(port: int, users: Sequence[Mapping[str, str]]) -> None:
    """Say where the site is and who can log in."""
    say(f"\nVidere is at http://127.0.0.1:{port}/ - made-up people only. Log in as one of:\n")
    for user in users:
        say(f"  {user['user_name']:22} {user['password']}   {user['role']}")
    say("\nStop it with Ctrl-C.")
