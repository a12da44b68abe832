"""`videre release`: the only way out for numbers."""

from datetime import date
from pathlib import Path

from videre.cli.exit_codes import ExitCode
from videre.cli.printing import progress_bar, say
from videre.home.home import Home, find_home_root, get_home, today
from videre.pipeline.examining import examine_releases
from videre.pipeline.releasing import release
from videre.pipeline.releasing_anew import release_anew
from videre.pipeline.telling_why import tell_why


def run(
    *tables: str,
    home: Path | None = None,
    as_known_at: date | None = None,
    check: bool = False,
    revise: bool = False,
) -> int:
    """Protect and release the tables of the catalogue, for pages and reports.

    What has been published stays as it was published. Each number told is covered by a certificate, kept in the home.

    Parameters
    ----------
    tables
        Which tables of the catalogue; all when none is named.
    home
        Where the home is; $VIDERE_HOME or ./videre-home when left out.
    as_known_at
        What the registers had said by that day; today when left out.
    check
        Release nothing: check every certificate of the home against the tables that are kept.
    revise
        Publish anew what was published and later deliveries have changed: at most once a year, old and new proved safe
        together.
    """
    opened = get_home(find_home_root(home))
    if check:
        return check_certificates(opened)
    if revise:
        return publish_anew(opened, as_known_at or today(opened), tables)
    with progress_bar("Releasing tables") as progress:
        released = release(opened, as_known_at or today(opened), tables, progress)
        if released and not tables:
            tell_why(opened, as_known_at or today(opened))
    n_rows = sum(len(table.rows) for table in released)
    n_hidden = sum(table.n_hidden for table in released)
    say(f"Released {len(released)} tables with {n_rows} rows, {n_hidden} of them hidden.")
    for table in released:
        if table.coarser:
            say(f"{table.name}: not shown divided for {', '.join(table.coarser)}: there is no proof that it is safe.")
    return ExitCode.DONE


def publish_anew(home: Home, known_at: date, tables: tuple[str, ...]) -> int:
    """Publish anew what has changed, and say what; what cannot be proved safe beside the old stays as it was."""
    with progress_bar("Publishing anew") as progress:
        anew = release_anew(home, known_at, tables, progress)
    for family, period, day in anew.too_soon:
        say(f"{family} {period} was published on {day}, less than a year ago: it stays as it is.")
    for family, period in anew.unproved:
        say(f"{family} {period} cannot be proved safe beside what was published: it stays as it was.")
    for family, period in anew.revised:
        say(f"{family} {period} is published anew.")
    say(f"Published {len(anew.revised)} periods anew, in {len(anew.released)} tables.")
    return ExitCode.DONE


def check_certificates(home: Home) -> int:
    """Say what the checker finds; a refused certificate needs attention."""
    with progress_bar("Checking certificates") as progress:
        found = examine_releases(home, progress)
    for reason in found.refused:
        say(reason)
    say(
        f"{found.n_certificates} certificates of {found.n_entries} publications cover {found.n_numbers} numbers in "
        f"{found.n_tables} tables. {len(found.refused)} refused."
    )
    return ExitCode.HOME_NEEDS_ATTENTION if found.refused else ExitCode.DONE
